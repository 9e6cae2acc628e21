// Browsers that keep other sites' frames from storing anything refuse even to look, and a package
// that looks when it begins stops there. It gets a storage that lasts as long as this page, for
// all of its own pages; what counts is kept by the progress.

/** As the browser's own: everything is text, by method or by name. */
class Memory {
  #values = new Map();

  static make() {
    const memory = new Memory();
    return new Proxy(memory, {
      get(_, name) {
        if (name in Memory.prototype) {
          const member = memory[name];
          return typeof member === "function" ? member.bind(memory) : member;
        }
        return memory.#values.get(name);
      },
      set(_, name, value) {
        memory.setItem(name, value);
        return true;
      },
      has: (_, name) => name in Memory.prototype || memory.#values.has(name),
      deleteProperty(_, name) {
        memory.removeItem(name);
        return true;
      },
      ownKeys: () => [...memory.#values.keys()],
      getOwnPropertyDescriptor(_, name) {
        if (!memory.#values.has(name)) return undefined;
        const value = memory.#values.get(name);
        return { value, writable: true, enumerable: true, configurable: true };
      },
    });
  }

  getItem(name) {
    return this.#values.get(String(name)) ?? null;
  }
  setItem(name, value) {
    this.#values.set(String(name), String(value));
  }
  removeItem(name) {
    this.#values.delete(String(name));
  }
  clear() {
    this.#values.clear();
  }
  key(place) {
    return [...this.#values.keys()][place] ?? null;
  }
  get length() {
    return this.#values.size;
  }
}

function isRefused(name) {
  try {
    void window[name];
    return false;
  } catch {
    return true;
  }
}

/** What the browser refuses, by name; pages of the package take it from here, see `lent.js`. */
function lent() {
  const names = ["localStorage", "sessionStorage"].filter(isRefused);
  return Object.fromEntries(names.map((name) => [name, Memory.make()]));
}

function give(owner, storages) {
  for (const [name, value] of Object.entries(storages)) {
    Object.defineProperty(owner, name, { value, configurable: true });
  }
}

/** Whether anything had to be lent; to this page then, and to those that ask it. */
export function lendStorage() {
  window.lentStorage = lent();
  give(window, window.lentStorage);
  return Object.keys(window.lentStorage).length > 0;
}

/** The same, and at once to each frame that is made in this page, before a script runs there. */
export function lendStorageToFrames() {
  if (!lendStorage()) return;
  new MutationObserver(() => {
    document.querySelectorAll("iframe").forEach((frame) => {
      give(frame.contentWindow, window.lentStorage);
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
}
