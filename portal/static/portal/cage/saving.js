// When what a package says is kept: at once where it asks for it, soon where it does not.

import { save, saveClosing } from "./wire.js";

const SOON = 1000;

/** `take()` gives `{state, done, score}` as it is at that moment. */
export class Saving {
  constructor(take) {
    this.take = take;
    this.isClosing = false;
    window.addEventListener("pagehide", () => {
      this.isClosing = true;
      this.now();
    });
    window.addEventListener("pageshow", () => {
      this.isClosing = false;
    });
  }

  now() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isClosing) saveClosing(this.take());
    else save(this.take());
  }

  /** A page that closes does not wait: its last words often come one value at a time. */
  soon() {
    if (this.isClosing) this.now();
    else this.timer ??= setTimeout(() => this.now(), SOON);
  }
}
