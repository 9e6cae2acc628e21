// Runs an H5P content by h5p-standalone: its xAPI statements become progress and score.

import { Saving } from "./saving.js";
import { lendStorageToFrames } from "./storage.js";
import { begin, say, settings, tellHeight, words } from "./wire.js";

const ID = "content";
/** Seconds. Contents that only collect, such as a text, send no statement while one writes. */
const SAVE_EVERY = 10;
/** That somebody is through with it; how well is told by the score. */
const DONE = new Set(["answered", "completed", "consumed", "mastered", "passed"]);

let done = false;
let score = null;

/** Of the content itself and what is in it, in this page or in the frame that H5P makes. */
function instances() {
  const inner = document.querySelector("iframe.h5p-iframe")?.contentWindow?.H5P;
  return [...(window.H5P?.instances ?? []), ...(inner?.instances ?? [])];
}

function take() {
  const data = window.H5PIntegration.contents[`cid-${ID}`].contentUserData;
  for (const instance of instances()) {
    const state = instance.getCurrentState?.();
    if (state !== undefined) data[0] = { ...data[0], state: JSON.stringify(state) };
  }
  return { state: { content: { ...data }, done }, done, score };
}

/** A statement about the whole content, not about a part of it. */
function hear(event, saving) {
  const statement = event.data.statement;
  const isPart = event.getVerifiedStatementValue(["context", "contextActivities", "parent"]);
  if (!isPart && DONE.has(event.getVerb()) && statement.result?.completion !== false) {
    done = true;
    const most = event.getMaxScore();
    if (most > 0) score = Math.min(1, Math.max(0, event.getScore() / most));
  }
  saving.soon();
}

/** The frame that H5P makes gets a name, a language, and room for what opens over it. */
function mendFrame(language) {
  const frame = document.querySelector("iframe.h5p-iframe");
  if (!frame) return;
  const inner = frame.contentDocument;
  frame.title = inner.title = settings.title;
  // H5P says that all is English; "und" is its word for none.
  if (language && language !== "und") inner.documentElement.lang = language;
  let isOpen = false;
  new MutationObserver(() => {
    if (isOpen === Boolean(inner.querySelector(".h5p-popup-dialog"))) return;
    isOpen = !isOpen;
    instances().forEach((instance) => instance.trigger("resize"));
  }).observe(inner.body, { childList: true, subtree: true });
}

async function start() {
  const kept = await begin();
  done = kept?.done === true;
  lendStorageToFrames();
  const described = await fetch(new URL(`${settings.files}h5p.json`, document.baseURI));
  const metadata = await described.json();
  await new window.H5PStandalone.H5P(document.getElementById("content"), {
    id: ID,
    h5pJsonPath: new URL(settings.files, document.baseURI).href.replace(/\/$/, ""),
    frameJs: new URL(settings.frameJs, document.baseURI).href,
    frameCss: new URL(settings.frameCss, document.baseURI).href,
    customCss: new URL(settings.ownCss, document.baseURI).href,
    // Licences ask for their statement of rights to be shown; the button is there if there is one.
    frame: true,
    copyright: true,
    icon: false,
    metadata,
    translations: settings.translations,
    saveFreq: SAVE_EVERY,
    contentUserData: { 0: {}, ...kept?.content },
  });
  const saving = new Saving(take);
  window.H5P.externalDispatcher.on("xAPI", (event) => hear(event, saving));
  // The frame that H5P makes goes on loading by itself.
  while (!instances().length) await new Promise((resolve) => setTimeout(resolve, 100));
  mendFrame(metadata.language);
  // What cannot be scored has nothing to be through with: to have seen it is all there is.
  const isScored = instances().some((instance) => instance.getMaxScore?.() > 0);
  if (!isScored) done = true;
  setInterval(() => saving.now(), SAVE_EVERY * 1000);
  saving.now();
  // Not what the document scrolls: that is never less than the frame is high already.
  new ResizeObserver(() => tellHeight(document.body.offsetHeight)).observe(document.body);
}

try {
  await start();
} catch (error) {
  say(words.failed);
  throw error;
}
