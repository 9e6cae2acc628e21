// Before somebody signs out, what this browser has not sent yet of their courses is sent, and then
// nothing of it stays here: others may use this computer. The same is sent when this page opens.
import {
  batches,
  body,
  forgetAll,
  forgetOthers,
  isAnythingKept,
  prefixOf,
  settle,
  waiting,
} from "./progress/queue.js";

const LARGEST = 250_000;
const PATIENCE = 10_000;
const form = document.querySelector("form[data-progress-addresses]");
const status = form.querySelector("[role=status]");
let isWarned = false;

/** Whether nothing waits any more. */
async function send() {
  if (!isAnythingKept()) return true;
  const signal = AbortSignal.timeout(PATIENCE);
  const asked = await fetch(form.dataset.progressAddresses, { signal });
  if (!asked.ok) return false;
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

const isSent = () =>
  send().catch((error) => {
    // No connection, or none that is fast enough: everything still waits.
    console.info(error);
    return false;
  });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!(await isSent()) && !isWarned) {
    isWarned = true;
    status.textContent = form.dataset.unsent;
    return;
  }
  forgetAll();
  form.submit();
});
isSent();
