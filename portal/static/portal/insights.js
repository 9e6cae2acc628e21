// Reports that a search was read, and which hit was opened, so that editors learn what people look
// for. What is sent is the results' own receipt: nothing about the person, no cookie, no time.
(() => {
  const READ_AFTER = 3000;
  const counted = new Set();
  const clicked = new Set();
  let reading;

  const results = () => document.querySelector("#ergebnisse[data-beleg]");

  function send(values) {
    navigator.sendBeacon(results().dataset.zaehlen, new URLSearchParams(values));
  }

  // While somebody types, each pause brings results; only those that were read count.
  function finish() {
    clearTimeout(reading);
    const shown = results();
    if (shown && !counted.has(shown.dataset.suche)) {
      counted.add(shown.dataset.suche);
      send({ beleg: shown.dataset.beleg });
    }
  }

  function wait() {
    clearTimeout(reading);
    reading = setTimeout(finish, READ_AFTER);
  }

  function open(event) {
    const link = event.target.closest("#ergebnisse .hit__title a");
    const shown = results();
    if (!link || !shown || event.button > 1) {
      return;
    }
    finish();
    const hits = [...shown.querySelectorAll(".hit__title a")];
    const values = { beleg: shown.dataset.beleg, platz: hits.indexOf(link) };
    if (!clicked.has(shown.dataset.suche)) {
      clicked.add(shown.dataset.suche);
      values.erster = 1;
    }
    send(values);
  }

  // Who comes back or loads the page anew does not search once more.
  const visit = performance.getEntriesByType("navigation")[0];
  const first = results();
  if (first && visit && ["back_forward", "reload"].includes(visit.type)) {
    counted.add(first.dataset.suche);
    clicked.add(first.dataset.suche);
  }

  wait();
  document.addEventListener("htmx:afterSettle", wait);
  document.addEventListener("input", () => clearTimeout(reading));
  document.addEventListener("click", open);
  document.addEventListener("auxclick", open);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      finish();
    }
  });
})();
