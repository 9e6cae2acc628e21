// Runs a SCORM package: the page that holds the API which the package finds as its parent.
import { lendStorage } from "./storage.js";
import { begin, say, settings, words } from "./wire.js";

const runTime =
  settings.manifest.version === "1.2"
    ? await import("./scorm12.js")
    : await import("./scorm2004.js");
const library = await import(settings.library);
if (lendStorage()) settings.files = settings.filesWithStorage;
try {
  await runTime.start(library, await begin());
} catch (error) {
  say(words.failed);
  throw error;
}
