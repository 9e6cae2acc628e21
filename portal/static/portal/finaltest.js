// A final test keeps each answer as soon as it is given, and says how much time is left. The time
// is the server's: each answer of its brings it along, and the browser's clock is never read. What
// cannot be saved stays in the form. Without this file each button saves.
import { isTouched } from "./touched.js";

(() => {
  const SAVE_AFTER = 800;
  const TRY_AGAIN_AFTER = 5000;

  const test = document.querySelector("[data-test]");
  if (!test) return;
  const words = test.dataset;
  const form = test.querySelector(".test__form");
  const status = test.querySelector("[data-status]");
  const shown = test.querySelector("[data-time]");
  const announcement = test.querySelector("[data-announce]");

  // Time -----------------------------------------------------------------------------------------

  /** When the time is over, by the clock that nobody can set; null without a limit. */
  let end = null;
  let ticking;

  function setTime(seconds) {
    end = seconds === null ? null : performance.now() + seconds * 1000;
    tick();
  }

  function tick() {
    clearTimeout(ticking);
    if (end === null) return;
    const left = Math.ceil((end - performance.now()) / 1000);
    const text =
      left > 60 ? words.minutes.replace("{minutes}", Math.ceil(left / 60)) : words.lastMinute;
    if (shown && shown.textContent !== text) shown.textContent = text;
    if (left <= 60) announce("one");
    else if (left <= 300) announce("five");
    if (left <= 0) over();
    else ticking = setTimeout(tick, 1000);
  }

  /** Says it once in an attempt, on whichever page one is then. */
  function announce(mark) {
    const key = `test/${words.test}/${mark}`;
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "1");
    announcement.textContent = words[mark];
  }

  /** Keeps the last answer and hands in, unless there is more time by now. */
  async function over() {
    end = null;
    if (form) await save();
    if (await ask()) return;
    try {
      await fetch(words.handIn, { method: "POST", body: token(), redirect: "manual" });
    } catch {
      // Without a connection the server hands in by itself.
    }
    if (await ask()) return;
    say(words.over, { problem: true });
    setTimeout(over, TRY_AGAIN_AFTER);
  }

  /** Asks for the server's time: perhaps there is more of it, or another tab has handed in. */
  async function ask() {
    try {
      const response = await fetch(words.state, { redirect: "manual" });
      return response.ok && take(await response.json());
    } catch {
      // Without a connection the time goes on as it was known.
      return false;
    }
  }

  /** Whether the page goes on: with time that is left, or to the result. */
  function take(state) {
    if (state.closed) {
      leaving = true;
      location.assign(state.closed);
    } else if (state.seconds_left !== 0) {
      setTime(state.seconds_left);
    }
    return leaving || state.seconds_left !== 0;
  }

  // Answers --------------------------------------------------------------------------------------

  let timer;
  /** The save that is on its way; the next one waits, so that answers arrive in their order. */
  let saving = null;
  let leaving = false;
  let saved = form && (isTouched(form) ? "" : contents());

  function contents() {
    const data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    return new URLSearchParams(data).toString();
  }

  function token() {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", test.querySelector("[name=csrfmiddlewaretoken]").value);
    return data;
  }

  function body() {
    const data = new FormData(form);
    data.set("autosave", "1");
    return data;
  }

  function say(sentence, { problem = false } = {}) {
    if (problem) announcement.textContent = sentence;
    if (!status) return;
    status.textContent = sentence;
    status.classList.toggle("test__status--problem", problem);
  }

  async function save() {
    clearTimeout(timer);
    while (saving) await saving;
    const now = contents();
    if (leaving || now === saved) return;
    saving = send(now);
    await saving;
    saving = null;
  }

  async function send(now) {
    let response;
    try {
      response = await fetch(form.action, { method: "POST", body: body(), redirect: "manual" });
    } catch {
      say(words.offline, { problem: true });
      timer = setTimeout(save, TRY_AGAIN_AFTER);
      return;
    }
    if (!response.ok) {
      say(words.refused, { problem: true });
      if (response.status >= 500) timer = setTimeout(save, TRY_AGAIN_AFTER);
      return;
    }
    saved = now;
    say(words.saved);
    take(await response.json());
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  }

  if (form) {
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", async (event) => {
      // The browser's own page for "no connection" would take the answer's place.
      if (!navigator.onLine) {
        event.preventDefault();
        say(words.offline, { problem: true });
        return;
      }
      clearTimeout(timer);
      if (saving) {
        event.preventDefault();
        const button = event.submitter;
        await saving;
        form.requestSubmit(button);
        return;
      }
      leaving = true;
    });
    // Who closes the tab within the pause has answered all the same.
    window.addEventListener("pagehide", () => {
      if (!leaving && contents() !== saved) navigator.sendBeacon(form.action, body());
    });
    window.addEventListener("online", save);
    if (contents() !== saved) later();
  }

  window.addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted) ask();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
  setTime(words.seconds === undefined ? null : Number(words.seconds));
})();
