// "Ähnliches gibt es in Herne": near entries while somebody writes title and summary, in the guided
// form and in the editor's. Where no answer comes, nothing changes: nobody misses what never came.
(() => {
  const ASK_AFTER = 700;

  // Signing in elsewhere gives a new token, which the cookie has and the page's form has not.
  const token = () =>
    document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ||
    document.querySelector("[name=csrfmiddlewaretoken]")?.value ||
    "";

  function watch(place) {
    const answer = place.querySelector("[data-near-answer]");
    const fields = [place.dataset.titleField, place.dataset.summaryField].map((name) =>
      document.querySelector(name),
    );
    let timer, request, asked;

    // A field that stands on another page of the form has what is saved.
    const texts = () => ({
      title: fields[0]?.value ?? place.dataset.title ?? "",
      summary: fields[1]?.value ?? place.dataset.summary ?? "",
    });

    async function ask() {
      const body = new URLSearchParams({ ...texts(), page: place.dataset.page ?? "" });
      if (body.toString() === asked) return;
      request?.abort();
      request = new AbortController();
      try {
        const response = await fetch(place.dataset.near, {
          method: "POST",
          body,
          headers: { "X-CSRFToken": token() },
          signal: request.signal,
        });
        if (!response.ok) return;
        const html = await response.text();
        asked = body.toString();
        if (answer.innerHTML.trim() !== html.trim()) answer.innerHTML = html;
      } catch {
        // Offline, or asked again meanwhile.
      }
    }

    for (const field of fields.filter(Boolean)) {
      field.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, ASK_AFTER);
      });
    }
    if (!answer.children.length) ask();
  }

  const begin = () => document.querySelectorAll("[data-near]").forEach(watch);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
