// Text made short. What scorm-again keeps of sequencing names everything for each part, twice: 3 kB
// a part, most of it the same in all of them, with each thing that is saved.
import { settings } from "./wire.js";

const { deflateSync, inflateSync, strFromU8, strToU8 } = await import(settings.deflate);

/** DEFLATE (RFC 1951) in base64. */
export function packed(text) {
  return btoa(strFromU8(deflateSync(strToU8(text)), true));
}

/** Also of JSON that is not packed, as it was kept before. */
export function unpacked(text) {
  if (text === "" || text.startsWith("{")) return text;
  return strFromU8(inflateSync(strToU8(atob(text), true)));
}
