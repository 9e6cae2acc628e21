// The items of a package: as a tree, in order, and as a table of contents.

/** Every item of the tree, parents before children. */
export function* walk(items) {
  for (const item of items) {
    yield item;
    yield* walk(item.items ?? []);
  }
}

/** The items that can be opened, in order. */
export function launchable(manifest) {
  return [...walk(manifest.items)].filter((item) => item.launch);
}

/** The address of an item below that of the package's files; what leads out of them is null. */
export function addressOf(item, files) {
  const base = new URL(files, document.baseURI);
  const address = new URL(item.launch, base);
  return address.href.startsWith(base.href) ? address.href : null;
}

/** The table of contents; `choose(item)` is called when somebody opens one. */
export class Contents {
  constructor(manifest, { words, choose, next, previous }) {
    this.words = words;
    this.buttons = new Map();
    const single = launchable(manifest).length < 2;
    const nav = document.getElementById("contents");
    nav.hidden = single;
    this.nextButton = document.getElementById("next");
    this.previousButton = document.getElementById("previous");
    this.nextButton.addEventListener("click", next);
    this.previousButton.addEventListener("click", previous);
    this.fill(document.getElementById("contents-list"), manifest.items, choose);
  }

  fill(list, items, choose) {
    for (const item of items) {
      if (item.visible === false) continue;
      const entry = document.createElement("li");
      if (item.launch) {
        const button = document.createElement("button");
        button.type = "button";
        button.append(item.title, document.createElement("small"));
        button.addEventListener("click", () => choose(item));
        this.buttons.set(item.identifier, button);
        entry.append(button);
      } else {
        entry.append(item.title);
      }
      list.append(entry);
      if (item.items?.length) {
        const inner = document.createElement("ol");
        entry.append(inner);
        this.fill(inner, item.items, choose);
      }
    }
  }

  /**
   * `stateOf(item)` is "done", "begun", "new" or "locked" for each item that can be opened;
   * `hidden` are controls that the package itself offers, in SCORM's words.
   */
  show({ items, current, stateOf, next, previous, hidden = [] }) {
    for (const item of items) {
      const button = this.buttons.get(item.identifier);
      if (!button) continue;
      const state = stateOf(item);
      button.disabled = state === "locked";
      button.querySelector("small").textContent = ` – ${this.words[state]}`;
      if (item.identifier === current) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    this.nextButton.disabled = !next;
    this.previousButton.disabled = !previous;
    this.nextButton.hidden = hidden.includes("continue");
    this.previousButton.hidden = hidden.includes("previous");
  }
}
