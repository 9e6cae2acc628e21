// Last words that no beacon could take along, because they were too long or there was no
// connection: they wait in the storage of this host until the package is opened again here. The
// host is that of one package version and one person, so that nobody else's page reads them.

const keyOf = (place) => `rest:${place}`;

/** By the browser: what the page has then is lent, and ends with it. */
export const isStorageRefused = () => Boolean(window.lentStorage?.localStorage);

/** Whether they wait; a browser that refuses its storage keeps nothing. */
export function leaveRest(place, said) {
  if (isStorageRefused()) return false;
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(said));
    return true;
  } catch {
    return false;
  }
}

/** What was left, or null; from then on it is its reader's to keep. */
export function takeRest(place) {
  try {
    const said = JSON.parse(localStorage.getItem(keyOf(place)));
    localStorage.removeItem(keyOf(place));
    return said;
  } catch {
    return null;
  }
}

/**
 * Whether it comes after `kept`: from the same run or from one that began with a state of the run
 * that is kept. Whatever else is kept, somebody has brought it on another device meanwhile.
 */
export function isAfter(rest, kept) {
  if (!kept) return rest.after === null;
  if (kept.run === rest.state.run) return kept.step < rest.state.step;
  return kept.run === rest.after;
}
