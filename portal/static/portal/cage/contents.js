// The items of a package: as a tree, in order, and as a table of contents.

import { enter } from "./stage.js";
import { words } from "./wire.js";

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

/** Which of the items is shown, for the eye and for screen readers; of a single one nothing. */
export function placeOf(item, items) {
  if (items.length < 2) return "";
  const { part, of } = words;
  return `${part} ${items.indexOf(item) + 1} ${of} ${items.length}: ${item.title}`;
}

/** The table of contents; `choose(item)` is called when somebody opens one. */
export class Contents {
  constructor(manifest, { choose, next, previous }) {
    this.buttons = new Map();
    const single = launchable(manifest).length < 2;
    const nav = document.getElementById("contents");
    nav.hidden = single;
    this.list = nav.querySelector("details");
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
        button.addEventListener("click", () => {
          // The list would cover what was chosen, and with it the focus would go nowhere.
          enter();
          this.list.open = false;
          choose(item);
        });
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
      button.querySelector("small").textContent = ` – ${words[state]}`;
      if (item.identifier === current) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    turn(this.nextButton, next);
    turn(this.previousButton, previous);
    this.nextButton.hidden = hidden.includes("continue");
    this.previousButton.hidden = hidden.includes("previous");
  }
}

/** Where a button that has the focus goes off, the focus is with what it has led to. */
function turn(button, isOn) {
  if (!isOn && button === document.activeElement) enter();
  button.disabled = !isOn;
}
