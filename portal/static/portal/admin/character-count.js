/**
 * Counts characters below every text field with a limit.
 *
 * The browser's own limit is taken off: it cuts pasted text without a word. Here the text stays,
 * the counter says how much is too long, and the form explains it when it is sent.
 */
(() => {
  const FIELDS = 'textarea[maxlength], input[type="text"][maxlength], input:not([type])[maxlength]';
  const { within, over } = document.currentScript.dataset;

  function describe(field, limit) {
    const used = [...field.value].length;
    return (used <= limit ? within : over)
      .replace('{used}', used)
      .replace('{limit}', limit)
      .replace('{over}', used - limit);
  }

  function attach(field) {
    const limit = Number(field.getAttribute('maxlength'));
    field.removeAttribute('maxlength');
    // A slug or a name of 255 characters needs no counter.
    if (!limit || limit > 5000 || limit === 255) return;

    const counter = document.createElement('p');
    counter.className = 'help character-count';
    counter.id = `${field.id || `field-${Math.random().toString(36).slice(2)}`}-count`;
    field.after(counter);
    field.setAttribute(
      'aria-describedby',
      [field.getAttribute('aria-describedby'), counter.id].filter(Boolean).join(' '),
    );

    const update = () => {
      counter.textContent = describe(field, limit);
      counter.classList.toggle('error-message', [...field.value].length > limit);
    };
    field.addEventListener('input', update);
    update();
  }

  const attachAll = (root) => root.querySelectorAll(FIELDS).forEach(attach);

  document.addEventListener('DOMContentLoaded', () => {
    const form = document.getElementById('page-edit-form') || document.querySelector('main form');
    if (!form) return;
    attachAll(form);
    // Panels and blocks arrive while one writes.
    new MutationObserver((changes) => {
      changes.forEach((change) =>
        change.addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && attachAll(node)),
      );
    }).observe(form, { childList: true, subtree: true });
  });
})();
