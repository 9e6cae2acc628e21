// Last words that are longer than a beacon's 64 kB. Browsers count what a closing document has on
// its way, but each document by itself (Fetch, "fetch group"): hidden ones in this page take a
// piece each. They have to be there before, because a page that closes opens nothing any more.

/** Bytes; and what the server joins, see `training.cage.joining`. */
const LARGEST = 60_000;
const MOST = 16;
/** A state may become so many pieces longer in closing. */
const SPARE = 4;

const carriers = [];
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
  const of = Math.ceil(bytes.length / LARGEST);
  if (of < 2 || of > carriers.length) return false;
  return carriers.slice(0, of).every((carrier, at) => {
    const to = new URL(address, document.baseURI);
    to.search = new URLSearchParams({ ...which, part: at + 1, of });
    const piece = bytes.slice(at * LARGEST, (at + 1) * LARGEST);
    return carrier.contentWindow?.navigator.sendBeacon(to, piece);
  });
}
