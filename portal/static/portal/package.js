// The lesson's side of a package in its cage: what comes from the frame is data of somebody
// foreign, and is passed on only as such. What goes in is the state that was kept.
// In characters; the server takes 1 MB for a whole batch.
const LARGEST = 600_000;
const MOST_HEIGHT = 6000;

function connect(place) {
  const frame = place.querySelector("iframe");
  const status = place.querySelector("[data-package-status]");
  const { origin, activity } = place.dataset;
  const sequence = Number(place.dataset.sequence) || 0;

  function newestState() {
    if (activity) {
      const ask = new CustomEvent("progress:ask", { bubbles: true, detail: { activity, sequence } });
      place.dispatchEvent(ask);
      if (ask.detail.state) return ask.detail.state;
    }
    return JSON.parse(place.querySelector("script[type='application/json']").textContent);
  }

  // Whatever a package sends, the progress gets one object, a truth value and a share.
  function record({ state, done, score }) {
    if (!activity || state === null || typeof state !== "object") return;
    if (JSON.stringify(state).length > LARGEST) {
      status.textContent = status.dataset.large;
      return;
    }
    const isShare = typeof score === "number" && score >= 0 && score <= 1;
    const detail = { activity, state, done: done === true, score: isShare ? score : null };
    place.dispatchEvent(new CustomEvent("progress:record", { bubbles: true, detail }));
    const { run, step } = state;
    frame.contentWindow.postMessage({ cage: 1, type: "heard", run, step }, origin);
    if (detail.done) status.textContent = status.dataset.done;
  }

  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const said = event.data;
    if (said?.cage !== 1) return;
    if (said.type === "ready") {
      if (status.textContent === status.dataset.loading) status.textContent = "";
      frame.contentWindow.postMessage({ cage: 1, type: "begin", state: newestState() }, origin);
    } else if (said.type === "record") {
      record(said);
    } else if (said.type === "height" && said.height > 0) {
      frame.style.height = `${Math.min(said.height, MOST_HEIGHT)}px`;
    }
  });

  document.addEventListener("progress:stopped", () => {
    frame.contentWindow.postMessage({ cage: 1, type: "stop" }, origin);
  });

  const button = place.querySelector("[data-fullscreen]");
  if (document.fullscreenEnabled) {
    button.hidden = false;
    button.addEventListener("click", () => {
      frame.requestFullscreen();
      frame.focus();
    });
  }
  if (!status.textContent.trim()) status.textContent = status.dataset.loading;
  frame.src = frame.dataset.src;
}

// After the scripts that keep progress, whichever stands first in the page.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-package]").forEach(connect);
});
