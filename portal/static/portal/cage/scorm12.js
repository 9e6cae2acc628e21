// SCORM 1.2: one API for each SCO that is opened; order and prerequisites are this page's.

import { Contents, addressOf, launchable, placeOf, walk } from "./contents.js";
import { areMet } from "./prerequisites.js";
import { Saving } from "./saving.js";
import { clear, show } from "./stage.js";
import { say, settings, words } from "./wire.js";

const DONE = new Set(["passed", "completed"]);
/** What belongs to one session: a new one begins without it (RTE 3.4.4). */
const OF_ONE_SESSION = ["entry", "exit", "session_time", "student_id", "student_name"];

export async function start({ Scorm12API }, kept) {
  await new Player(Scorm12API, kept).open();
}

class Player {
  constructor(API, kept) {
    this.API = API;
    this.manifest = settings.manifest;
    this.items = launchable(this.manifest);
    this.scos = kept?.scos ?? {};
    this.current = kept?.current ?? null;
    this.saving = new Saving(() => this.take());
    this.contents = new Contents(this.manifest, {
      choose: (item) => this.launch(item),
      next: () => this.launch(this.neighbour(1)),
      previous: () => this.launch(this.neighbour(-1)),
    });
  }

  /** Where the learner was, else the first item that is still to do. */
  open() {
    const isOpen = (item) => !this.isLocked(item);
    const last = this.items.find((item) => item.identifier === this.current);
    const next = this.items.find((item) => isOpen(item) && !this.isDone(item.identifier));
    const item = last && isOpen(last) ? last : (next ?? this.items.find(isOpen));
    return item ? this.launch(item) : this.refresh();
  }

  async launch(item) {
    await clear();
    if (this.api?.isInitialized()) this.api.LMSFinish("");
    this.current = item.identifier;
    const address = addressOf(item, settings.files);
    if (!address) {
      say(words.failed);
      return;
    }
    say(placeOf(item, this.items));
    const sco = (this.scos[item.identifier] ??= { cmi: null, status: "" });
    if (item.scorm_type === "asset") sco.status = "completed";
    this.api = window.API = this.apiFor(item, sco);
    show(address, item.title);
    this.refresh();
    this.saving.soon();
  }

  apiFor(item, sco) {
    const api = new this.API({ logLevel: "NONE", autoCompleteLessonStatus: true });
    if (sco.cmi) {
      const cmi = structuredClone(sco.cmi);
      for (const name of OF_ONE_SESSION) delete cmi.core[name];
      api.loadFromJSON({ cmi });
    }
    const { core, student_data: data } = api.cmi;
    core.student_id = settings.learner.id;
    core.student_name = settings.learner.name;
    core.credit = "credit";
    core.lesson_mode = "normal";
    core.entry = entryAfter(sco);
    data.mastery_score = String(item.mastery_score ?? "");
    data.max_time_allowed = item.max_time_allowed ?? "";
    data.time_limit_action = item.time_limit_action ?? "";
    api.cmi.launch_data = item.data_from_lms ?? "";
    const heard = (keep) => () => {
      if (this.api !== api) return;
      this.capture();
      keep();
    };
    api.on("LMSInitialize", heard(() => this.saving.soon()));
    api.on("LMSSetValue", heard(() => this.saving.soon()));
    api.on("LMSCommit", heard(() => this.saving.now()));
    api.on("LMSFinish", heard(() => this.saving.atOnce()));
    api.on("SequenceNext", () => this.follow(1));
    api.on("SequencePrevious", () => this.follow(-1));
    return api;
  }

  /** The SCO has asked to go on, while it was finishing: after it has. */
  follow(step) {
    setTimeout(() => {
      const item = this.neighbour(step);
      if (item) this.launch(item);
    });
  }

  capture() {
    const { cmi } = this.api.renderCommitCMI(true);
    const sco = this.scos[this.current];
    sco.cmi = cmi;
    sco.status = cmi.core.lesson_status;
    sco.isOver = this.api.isTerminated();
    this.refresh();
  }

  take() {
    const scores = this.items.map((item) => shareOf(this.scos[item.identifier]?.cmi));
    const known = scores.filter((score) => score !== null);
    return {
      state: { current: this.current, scos: this.scos },
      done: this.items.length > 0 && this.items.every((item) => this.isDone(item.identifier)),
      score: known.length ? known.reduce((sum, score) => sum + score, 0) / known.length : null,
    };
  }

  /** The lesson_status of an item; of a folder "completed" once all in it is done. */
  statusOf(identifier) {
    const item = [...walk(this.manifest.items)].find((each) => each.identifier === identifier);
    if (!item || item.launch) return this.scos[identifier]?.status || "not attempted";
    const inside = launchable({ items: item.items });
    return inside.every((each) => this.isDone(each.identifier)) ? "completed" : "incomplete";
  }

  isDone(identifier) {
    return DONE.has(this.statusOf(identifier));
  }

  isLocked(item) {
    return !areMet(item.prerequisites, (identifier) => this.statusOf(identifier));
  }

  /** The next item in either direction that may be opened. */
  neighbour(step) {
    const place = this.items.findIndex((item) => item.identifier === this.current);
    for (let at = place + step; this.items[at]; at += step) {
      if (!this.isLocked(this.items[at])) return this.items[at];
    }
    return null;
  }

  refresh() {
    this.contents.show({
      items: this.items,
      current: this.current,
      next: this.neighbour(1),
      previous: this.neighbour(-1),
      stateOf: (item) => {
        if (this.isLocked(item)) return "locked";
        if (this.isDone(item.identifier)) return "done";
        return this.scos[item.identifier] ? "begun" : "new";
      },
    });
  }
}

/** How a session begins; one that was cut off is gone on with, as a suspended one is. */
function entryAfter({ cmi, isOver }) {
  if (!cmi) return "ab-initio";
  return !isOver || cmi.core.exit === "suspend" ? "resume" : "";
}

/** A score as a share of what there is to reach, where the SCO has told one. */
function shareOf(cmi) {
  const { raw, min, max } = cmi?.core.score ?? {};
  if (raw === undefined || raw === "") return null;
  const least = min === "" ? 0 : Number(min);
  const most = max === "" ? 100 : Number(max);
  if (!(most > least)) return null;
  return Math.min(1, Math.max(0, (Number(raw) - least) / (most - least)));
}
