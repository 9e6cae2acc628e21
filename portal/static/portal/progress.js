// Keeps where somebody is in a course. Whatever happens in a lesson says so with an event,
//
//   element.dispatchEvent(new CustomEvent("progress:record", {
//     bubbles: true, detail: { activity, state, done, score },
//   }));
//
// and from then on it is not lost: it is in the browser's storage before it is on its way, goes in
// batches, once more when the page is left, and again from the next page until the server has said
// that it is kept. To send something twice costs nothing. Who begins from a state that the server
// gave asks first whether this browser has a newer one: "progress:ask" with { activity, sequence },
// the state's own, gets `detail.state`, where there is one.
import {
  batches,
  body,
  forgetOld,
  forgetOthers,
  prefixOf,
  remove,
  settle,
  store,
  stored,
  waiting,
} from "./progress/queue.js";
import { CHANNEL, SIGNED_OUT } from "./progress/handing.js";
import { isTouched } from "./touched.js";

(() => {
  const SEND_AFTER = 700;
  const TRY_AGAIN_AFTER = [2000, 5000, 15000, 60000];
  // In characters; the server takes 1 MB. What is sent on leaving must stay below 64 KB in all.
  const LARGEST = 250_000;
  const LARGEST_ON_LEAVING = 20_000;

  const place = document.querySelector("[data-progress-url]");
  if (!place) return;

  const enrolment = place.dataset.progressEnrolment;
  const owner = place.dataset.progressOwner;
  const PREFIX = prefixOf(owner, enrolment);
  const COUNTER = `progress-sequence:${owner}:${enrolment}`;
  // Each page is a device of its own, so that no two pages ever number alike.
  const device = uuid();

  // Outside of https there is no randomUUID.
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  // Numbers go on from the highest that this browser has given or has heard of.
  let counter = Number(place.dataset.progressSequence) || 0;

  function next() {
    counter = Math.max(counter, Number(stored().get(COUNTER)) || 0) + 1;
    store(COUNTER, String(counter));
    return counter;
  }

  // Recording ------------------------------------------------------------------------------------

  // Activity → the last record of this page, kept or not.
  const mine = new Map();

  function record({ activity, state = null, done = false, score = null }) {
    if (isSignedOut) return;
    const before = mine.get(activity);
    const open = before && !before.isKept ? before : null;
    const entry = {
      activity,
      state: state ?? open?.state ?? null,
      done: done || Boolean(open?.done),
      score: score === null ? (open?.score ?? null) : Math.max(score, open?.score ?? 0),
    };
    const sequence = next();
    const key = `${PREFIX}${device}/${sequence}`;
    // `at` is for forgetting alone; nothing is decided by a clock.
    store(key, JSON.stringify({ ...entry, at: Date.now() }));
    if (open) remove(open.key);
    mine.set(activity, { ...entry, key, sequence, isKept: false });
    learn([mine.get(activity)]);
    later(SEND_AFTER);
  }

  document.addEventListener("progress:record", (event) => record(event.detail));
  // Activity → the newest record with a state that this page has found or made. One that waited
  // when the page came is sent at once, and must be there still for who asks after that.
  const known = new Map();

  function learn(records) {
    for (const each of records) {
      const before = known.get(each.activity)?.sequence ?? 0;
      if (each.state !== null && each.sequence > before) known.set(each.activity, each);
    }
  }

  learn(waiting(PREFIX));
  document.addEventListener("progress:ask", (event) => {
    learn(waiting(PREFIX));
    const newest = known.get(event.detail.activity);
    if (newest?.sequence > (event.detail.sequence ?? 0)) event.detail.state = newest.state;
  });

  // Sending --------------------------------------------------------------------------------------

  let timer;
  let sending = false;
  let failures = 0;
  // The address has expired, or was of a session that is over: only a new page can go on.
  let stopped = false;
  // In another tab. What somebody does here now is nobody's, and is not even kept in the browser.
  let isSignedOut = false;

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(send, milliseconds);
  }

  function say(sentence, isProblem = false) {
    if (place.textContent !== sentence) place.textContent = sentence;
    place.classList.toggle("keeping--problem", isProblem);
  }

  async function send() {
    clearTimeout(timer);
    if (sending || stopped) return;
    sending = true;
    try {
      for (const batch of batches(waiting(PREFIX), LARGEST)) {
        if (!(await deliver(batch))) return;
      }
    } finally {
      sending = false;
    }
    if (waiting(PREFIX).length) later(SEND_AFTER);
  }

  // Whether to go on with the next batch.
  async function deliver(batch) {
    let response;
    try {
      response = await fetch(place.dataset.progressUrl, {
        method: "POST",
        body: body(batch),
      });
    } catch {
      return tryAgain();
    }
    if (response.ok) {
      heard(batch, await response.json());
      failures = 0;
      say(place.dataset.kept);
      return true;
    }
    if (response.status === 400 || response.status === 413) return divide(batch);
    if (response.status === 403 || response.status === 410) {
      stopped = true;
      const sentence = response.status === 403 ? await sentenceOf(response) : "";
      say(sentence || place.dataset.refused, true);
      return false;
    }
    return tryAgain();
  }

  // An answer of something in between has none.
  const sentenceOf = (response) =>
    response.json().then(
      ({ sentence }) => sentence,
      () => "",
    );

  function tryAgain() {
    say(place.dataset.offline, true);
    later(TRY_AGAIN_AFTER[Math.min(failures, TRY_AGAIN_AFTER.length - 1)]);
    failures += 1;
    return false;
  }

  // One record that cannot be taken must not keep the others from being kept.
  async function divide(batch) {
    if (batch.rows.length === 1) {
      remove([...batch.keys.values()][0]);
      return true;
    }
    for (const row of batch.rows) {
      const alone = { device: batch.device, rows: [row], keys: new Map([[row.sequence, batch.keys.get(row.sequence)]]) };
      if (!(await deliver(alone))) return false;
    }
    return true;
  }

  function heard(batch, answer) {
    settle(batch, answer);
    counter = Math.max(counter, ...Object.values(answer.newer));
    if (batch.device !== device) return;
    for (const { activity, sequence, state } of batch.rows) {
      const last = mine.get(activity);
      if (last?.sequence !== sequence) continue;
      last.isKept = true;
      // Another device was ahead. What stands in this page, in front of somebody, comes after it.
      if (activity in answer.newer) record({ activity, state });
    }
  }

  // All of it once more, even what is on its way: this page will not hear whether it arrived. The
  // short ones first, so that no long one takes their place.
  function leave() {
    if (stopped) return;
    const url = place.dataset.progressUrl;
    const left = batches(waiting(PREFIX), LARGEST_ON_LEAVING).map((batch) => [body(batch), batch]);
    for (const [text, batch] of left.sort((one, other) => one[0].length - other[0].length)) {
      if (navigator.sendBeacon(url, text)) continue;
      // Too much for the browser waits for the next page; that something is done need not.
      const rows = batch.rows.filter((row) => row.done).map((row) => ({ ...row, state: null }));
      if (rows.length) navigator.sendBeacon(url, body({ ...batch, rows }));
    }
  }

  new BroadcastChannel(CHANNEL).addEventListener("message", ({ data }) => {
    if (data !== SIGNED_OUT) return;
    stopped = isSignedOut = true;
    clearTimeout(timer);
    say(place.dataset.signedOut, true);
    document.dispatchEvent(new CustomEvent("progress:stopped"));
  });
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  addEventListener("online", () => later(0));
  addEventListener("pageshow", (event) => {
    if (event.persisted) later(0);
  });

  // Notes ----------------------------------------------------------------------------------------

  for (const form of document.querySelectorAll("form[data-note]")) {
    const field = form.elements.text;
    const activity = form.dataset.note;
    const sequence = Number(form.dataset.sequence);
    const ask = new CustomEvent("progress:ask", { bubbles: true, detail: { activity, sequence } });
    form.dispatchEvent(ask);
    const isWritten = isTouched(form);
    if (ask.detail.state && !isWritten) field.value = ask.detail.state.text;
    const keep = () => {
      const text = field.value.trim();
      form.dispatchEvent(
        new CustomEvent("progress:record", {
          bubbles: true,
          detail: { activity, state: { text }, done: text !== "" },
        }),
      );
    };
    field.addEventListener("input", keep);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep();
      later(0);
    });
    if (isWritten) keep();
  }

  forgetOthers(owner);
  forgetOld();
  if (waiting(PREFIX).length) later(0);
})();
