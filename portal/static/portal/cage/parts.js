// Last words that are longer than what is left of a beacon's 64 kB. Browsers count all that a
// closing document has on its way, but each document by itself (Fetch, "fetch group"): hidden ones
// in this page take a piece each. They have to be there before, because a page that closes opens
// nothing any more.

/** Bytes; and what the server joins, see `training.cage.joining`. */
const LARGEST = 60_000;
const MOST = 16;
/** A state may become so many pieces longer in closing. */
const SPARE = 4;

const carriers = [];
/** Who takes the next piece: one after the other, so that each has the most left. */
let turn = 0;
const encoder = new TextEncoder();

/** Gets ready for a state like this one, and a longer one. */
export function prepareFor(text) {
  const wanted = Math.min(MOST, Math.ceil(encoder.encode(text).length / LARGEST) + SPARE);
  while (carriers.length < wanted) {
    const carrier = document.createElement("iframe");
    carrier.hidden = true;
    document.body.append(carrier);
    carriers.push(carrier);
  }
}

/** Whether all of it is on its way; `which` says of what these are the pieces. */
export function sendInParts(address, text, which) {
  const bytes = encoder.encode(text);
  const of = Math.max(2, Math.ceil(bytes.length / LARGEST));
  if (of > carriers.length) return false;
  const size = Math.ceil(bytes.length / of);
  for (let part = 1; part <= of; part += 1) {
    const to = new URL(address, document.baseURI);
    to.search = new URLSearchParams({ ...which, part, of });
    const carrier = carriers[turn++ % carriers.length];
    const piece = bytes.slice((part - 1) * size, part * size);
    if (!carrier.contentWindow?.navigator.sendBeacon(to, piece)) return false;
  }
  return true;
}
