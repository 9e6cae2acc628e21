// What this browser has not sent yet of the courses of whoever is signed in. A page of somebody
// signed in sends it as soon as it opens, whichever page it is; so does signing out, and then
// nothing of it stays here: others may use this computer.
import {
  batches,
  body,
  forgetAll,
  forgetOthers,
  isAnythingKept,
  prefixOf,
  settle,
  waiting,
} from "./queue.js";

const LARGEST = 250_000;
const PATIENCE = 10_000;
/** Tabs that are still open hear that somebody has signed out in this one. */
export const CHANNEL = "progress";
export const SIGNED_OUT = "signed-out";

async function send(from) {
  if (!isAnythingKept()) return true;
  const signal = AbortSignal.timeout(PATIENCE);
  const asked = await fetch(from, { signal });
  // Who is signed in no more is led to the page that asks for a password.
  if (!asked.ok || asked.redirected) return false;
  const { owner, addresses } = await asked.json();
  forgetOthers(owner);
  for (const [enrolment, address] of Object.entries(addresses)) {
    const prefix = prefixOf(owner, enrolment);
    for (const batch of batches(waiting(prefix), LARGEST)) {
      const response = await fetch(address, { method: "POST", body: body(batch), signal });
      if (!response.ok) return false;
      settle(batch, await response.json());
    }
    if (waiting(prefix).length) return false;
  }
  return true;
}

/** Sends what waits; `from` says where to. Resolves with whether nothing waits any more. */
export const handOver = (from) =>
  send(from).catch((error) => {
    // No connection, or none that is fast enough: everything still waits.
    console.info(error);
    return false;
  });

/**
 * Before the form signs somebody out, everything is sent, and nothing stays here. Where that
 * fails, `warn` says so once: whoever signs out all the same gives it up.
 */
export function signsOut(form, { from, warn }) {
  let isWarned = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await handOver(from)) && !isWarned) {
      isWarned = true;
      warn();
      return;
    }
    forgetAll();
    new BroadcastChannel(CHANNEL).postMessage(SIGNED_OUT);
    form.submit();
  });
}
