// Buttons that copy a field's text. Without JavaScript they stay hidden, and one copies by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const status = document.querySelector(`[data-copy-status="${button.dataset.copy}"]`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = button.dataset.copied;
    } catch {
      // No permission, or a site without HTTPS: the text is marked for Ctrl+C.
      field.focus();
      field.select();
      status.textContent = button.dataset.notCopied;
    }
  });
}
