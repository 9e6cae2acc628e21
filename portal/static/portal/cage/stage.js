// The frame in which the parts of a package appear, one after the other.

const frame = document.getElementById("content");
let isEmpty = true;

/** Unloads what is shown, and waits for its last words to the API. */
export async function clear() {
  if (isEmpty) return;
  isEmpty = true;
  const loaded = new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
  });
  frame.src = "about:blank";
  await loaded;
}

/** Shows an address of the package. */
export function show(address, title) {
  isEmpty = false;
  frame.title = title;
  frame.src = address;
}

/** Moves the focus to what is shown. */
export function enter() {
  frame.focus();
}
