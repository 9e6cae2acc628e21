// Wagtail's menu signs out as the account does: what waits of courses is sent before, and nothing
// of it stays in this browser; see `progress/handing.js`.
import { handOver, signsOut } from "../progress/handing.js";

const { progressAddresses: from, signsOut: address, unsent } = document.querySelector(
  "script[data-signs-out]",
).dataset;

const warn = () =>
  document.dispatchEvent(
    new CustomEvent("w-messages:add", { detail: { clear: true, text: unsent, type: "warning" } }),
  );

// The menu is made by a script of Wagtail's, and its form anew whenever it opens.
const known = new WeakSet();
document.addEventListener(
  "submit",
  ({ target: form }) => {
    if (form.getAttribute("action") !== address || known.has(form)) return;
    known.add(form);
    signsOut(form, { from, warn });
  },
  { capture: true },
);
handOver(from);
