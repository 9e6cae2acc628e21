// What is to be kept and the server has not acknowledged yet: a key of the browser's storage for
// each record, which one page writes and any page may remove. See `training.progress.tokens` for
// how long something may lie there.

const ALL = /^progress(-sequence)?:/;
const MOST_RECORDS = 100;
const FORGOTTEN_AFTER = 7 * 24 * 3600 * 1000;

// A browser may refuse to store, or be full: then the record waits in this page alone.
const unstored = new Map();

export function store(key, text) {
  try {
    localStorage.setItem(key, text);
    unstored.delete(key);
  } catch {
    unstored.set(key, text);
  }
}

export function remove(key) {
  unstored.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored then.
  }
}

export function stored() {
  const found = new Map();
  try {
    for (const [key, text] of Object.entries(localStorage)) found.set(key, text);
  } catch {
    // The same.
  }
  for (const [key, text] of unstored) found.set(key, text);
  return found;
}

/** The beginning of the keys of a person's records of an enrolment. */
export const prefixOf = (owner, enrolment) => `progress:${owner}:${enrolment}:`;

const byPlace = (one, other) =>
  one.sequence - other.sequence || (one.device < other.device ? -1 : 1);

/** Every record below a prefix, oldest first; with its key and its device. */
export function waiting(prefix) {
  const records = [];
  for (const [key, text] of stored()) {
    if (!key.startsWith(prefix)) continue;
    const [from, sequence] = key.slice(prefix.length).split("/");
    try {
      records.push({ ...JSON.parse(text), key, device: from, sequence: Number(sequence) });
    } catch {
      remove(key);
    }
  }
  return records.sort(byPlace);
}

export const isAnythingKept = () => [...stored().keys()].some((key) => ALL.test(key));

export function forgetAll() {
  for (const key of stored().keys()) if (ALL.test(key)) remove(key);
}

/** Somebody else sits here now: what another person left is no longer theirs to find. */
export function forgetOthers(owner) {
  for (const key of stored().keys()) {
    if (ALL.test(key) && key.split(":")[1] !== owner) remove(key);
  }
}

export function forgetOld() {
  for (const [key, text] of stored()) {
    if (!key.startsWith("progress:")) continue;
    const at = Number(/"at":(\d+)/.exec(text)?.[1] ?? 0);
    if (Date.now() - at > FORGOTTEN_AFTER) remove(key);
  }
}

/** Batches of one device each, small enough to be taken; `largest` in characters. */
export function batches(records, largest) {
  const found = [];
  let batch = null;
  let size = 0;
  for (const each of records.sort(byDevice)) {
    const { activity, sequence, state, done, score } = each;
    const row = { activity, sequence, state, done, score };
    const length = JSON.stringify(row).length;
    const isFull = batch && (batch.rows.length === MOST_RECORDS || size + length > largest);
    if (!batch || batch.device !== each.device || isFull) {
      batch = { device: each.device, rows: [], keys: new Map() };
      found.push(batch);
      size = 0;
    }
    batch.rows.push(row);
    batch.keys.set(sequence, each.key);
    size += length;
  }
  return found;
}

function byDevice(one, other) {
  if (one.device !== other.device) return one.device < other.device ? -1 : 1;
  return byPlace(one, other);
}

/** As the server reads it. */
export const body = (batch) => JSON.stringify({ device: batch.device, records: batch.rows });

/** Removes what the server has answered for: it is kept, or never will be. */
export function settle(batch, answer) {
  for (const sequence of [...answer.acknowledged, ...Object.keys(answer.refused).map(Number)]) {
    remove(batch.keys.get(sequence));
  }
}
