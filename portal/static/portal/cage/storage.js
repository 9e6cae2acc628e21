// Browsers that keep other sites' frames from storing anything refuse even to look: H5P's core
// would stop at that. It gets a storage that lasts as long as the page; what counts is kept by
// the progress.

class Memory {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
  clear() {
    for (const key of Object.keys(this)) delete this[key];
  }
  key(place) {
    return Object.keys(this)[place] ?? null;
  }
  get length() {
    return Object.keys(this).length;
  }
}

function lend(owner) {
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      void owner[name];
    } catch {
      Object.defineProperty(owner, name, { value: new Memory(), configurable: true });
    }
  }
}

/** For this page and each frame that is made in it, before a script runs there. */
export function lendStorage() {
  lend(window);
  new MutationObserver(() => {
    document.querySelectorAll("iframe").forEach((frame) => lend(frame.contentWindow));
  }).observe(document.documentElement, { childList: true, subtree: true });
}
