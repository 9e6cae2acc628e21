// The wire from a package's page to the page of the lesson that frames it.
//
// Both sides check who speaks: this one by the lesson's origin and window, the other one by the
// origin of this host and the frame. What crosses is data, never code.

import { prepareFor, sendInParts } from "./parts.js";
import { isAfter, isStorageRefused, leaveRest, takeRest } from "./rest.js";

const element = document.getElementById("cage-settings");
export const settings = JSON.parse(element.textContent);
export const words = document.getElementById("words").dataset;

const lesson = window.parent;
const isFramed = lesson !== window;
/** Within one turn of the event loop. */
const MOST_LOOKS = 1000;
if (isFramed) endClimbsHere();

const run = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");
/** Whoever learned here has signed out: nothing of it is kept any more. */
let isStopped = false;
let step = 0;
let sent = "";
/** The last step of this run that the lesson has heard of, and what last left by a beacon. */
let heard = 0;
let carried = "";
/** The run whose state this one began with. */
let after = null;

/**
 * Packages look for their API in one parent after the other: it ends here, not at the lesson,
 * where merely looking is an error. Some of them take only that error, or the topmost window, for
 * the end, and would climb from this window to this window for ever: they get the lesson's.
 */
function endClimbsHere() {
  let looks = 0;
  Object.defineProperty(window, "parent", {
    configurable: true,
    get() {
      if (looks === 0) setTimeout(() => (looks = 0));
      looks += 1;
      return looks > MOST_LOOKS ? lesson : window;
    },
  });
}

function post(message) {
  if (isFramed) lesson.postMessage({ cage: 1, ...message }, settings.site);
}

window.addEventListener("message", ({ data, origin, source }) => {
  if (source !== lesson || origin !== settings.site) return;
  if (data?.cage !== 1) return;
  if (data.type === "stop") isStopped = true;
  if (data.type === "heard" && data.run === run) heard = data.step;
});

/** Resolves with the state that was kept last, or null; it asks until the lesson answers. */
export function begin() {
  return new Promise((resolve) => {
    const asking = setInterval(() => post({ type: "ready" }), 500);
    window.addEventListener("message", function answered(event) {
      if (event.source !== lesson || event.origin !== settings.site) return;
      if (event.data?.cage !== 1 || event.data.type !== "begin") return;
      window.removeEventListener("message", answered);
      clearInterval(asking);
      const kept = withRest(event.data.state ?? null);
      after = kept?.run ?? null;
      resolve(kept);
    });
    post({ type: "ready" });
  });
}

/** The state that was kept, or what this browser held back of a later one: that is said now. */
function withRest(kept) {
  const rest = settings.keep && takeRest(settings.place);
  if (!rest) return kept;
  const state = isAfter(rest, kept) ? rest.state : kept;
  post({ type: "record", state, done: rest.done, score: rest.score });
  return state;
}

/** Says what is to be kept, unless it was said already. `score` is a share, or null. */
export function save({ state, done, score }) {
  if (isStopped) return;
  const said = JSON.stringify([state, done, score]);
  if (said === sent) return;
  sent = said;
  step += 1;
  post({ type: "record", state: { ...state, run, step }, done, score });
  // Where nothing can be left here, what a closing page says has to go all at once.
  if (settings.keep && isStorageRefused()) prepareFor(said);
}

/**
 * The same as last words: the lesson's page is closing too, and hears nothing any more. Nor may it
 * have heard what was said a moment before, unless it has said so.
 */
export function saveClosing({ state, done, score }) {
  if (isStopped) return;
  const said = JSON.stringify([state, done, score]);
  if (said === carried || (said === sent && heard === step)) return;
  save({ state, done, score });
  if (!settings.keep) return;
  carried = said;
  const last = { state: { ...state, run, step }, done, score };
  const isSent = navigator.onLine && navigator.sendBeacon(settings.keep, JSON.stringify(last));
  if (isSent) return;
  if (!leaveRest(settings.place, { ...last, after }) && navigator.onLine) {
    sendInParts(settings.keep, JSON.stringify(last), { run, step });
  }
  // That it is done is little to say, and must not wait.
  if (!done && score === null) return;
  navigator.sendBeacon(settings.keep, JSON.stringify({ state: null, done, score }));
}

/** How high the content is, in CSS pixels, for a frame that shows all of it. */
export function tellHeight(height) {
  post({ type: "height", height });
}

export function say(text) {
  document.getElementById("status").textContent = text;
}
