// The forms of the account that sign out; see `progress/handing.js`.
import { signsOut } from "./progress/handing.js";

for (const form of document.querySelectorAll("form[data-progress-addresses]")) {
  signsOut(form, {
    from: form.dataset.progressAddresses,
    warn: () => {
      form.querySelector("[role=status]").textContent = form.dataset.unsent;
    },
  });
}
