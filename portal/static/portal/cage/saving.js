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
      this.atOnce();
    });
    window.addEventListener("pageshow", () => {
      this.isClosing = false;
    });
  }

  /** Also where no time is left for anything: the last that is said of a session. */
  atOnce() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isClosing) saveClosing(this.take());
    else save(this.take());
  }

  now() {
    if (this.isClosing) this.together();
    else this.atOnce();
  }

  soon() {
    if (this.isClosing) this.together();
    else this.timer ??= setTimeout(() => this.atOnce(), SOON);
  }

  /**
   * A page that closes does not wait, and its last words come one value at a time. All that is on
   * its way may be 64 kB: so each handler of the package sends once, when it is through.
   */
  together() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    queueMicrotask(() => {
      this.isWaiting = false;
      this.atOnce();
    });
  }
}
