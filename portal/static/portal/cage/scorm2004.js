// SCORM 2004: one API for the whole package; what may follow what is sequencing's to say.

import { activityTree, passingScore } from "./activities.js";
import { Contents, addressOf, launchable, placeOf } from "./contents.js";
import { packed, unpacked } from "./packed.js";
import { Saving } from "./saving.js";
import { clear, show } from "./stage.js";
import { say, settings, words } from "./wire.js";

/** What belongs to one session: a new one begins without it (RTE 4.2). */
const OF_ONE_SESSION = ["entry", "exit", "session_time", "learner_id", "learner_name"];

export async function start({ Scorm2004API }, kept) {
  await new Player(Scorm2004API, kept).open();
}

class Player {
  constructor(API, kept) {
    this.API = API;
    this.manifest = settings.manifest;
    this.items = launchable(this.manifest);
    this.scos = kept?.scos ?? {};
    this.sequencing = unpacked(kept?.sequencing ?? "");
    this.current = null;
    this.delivered = null;
    this.validity = { continue: false, previous: false, choice: {}, hideLmsUi: [] };
    this.saving = new Saving(() => this.take());
    this.contents = new Contents(this.manifest, {
      choose: (item) => this.navigate("choice", item.identifier),
      next: () => this.step("continue", 1),
      previous: () => this.step("previous", -1),
    });
  }

  /** Goes on where the learner was, else where sequencing begins, else with the first item. */
  async open() {
    this.suspend();
    if (this.sequencing && (await this.navigate("resumeAll"))) return;
    // What has ended begins again.
    if (await this.navigate("start")) return;
    // Before a session has begun only the request itself tells what may be chosen.
    for (const item of this.items) {
      if (await this.navigate("choice", item.identifier)) return;
    }
    say(words.choose);
    this.refresh();
  }

  /** A fresh API with the state of sequencing; the last one's session is over. */
  renew() {
    const api = new this.API({
      logLevel: "NONE",
      sequencing: {
        activityTree: activityTree(this.manifest),
        logLevel: "error",
        eventListeners: {
          onActivityDelivery: (activity) => this.onDelivery(activity),
          onNavigationValidityUpdate: (validity) => {
            this.validity = validity;
            this.refresh();
          },
          onSequencingSessionEnd: (session) => this.onSessionEnd(session, api),
        },
      },
    });
    this.api = window.API_1484_11 = api;
    if (this.sequencing) api.deserializeSequencingState(this.sequencing);
    const heard = (keep) => () => {
      if (this.api !== api) return;
      this.capture();
      keep();
    };
    api.on("Initialize", heard(() => this.saving.soon()));
    api.on("SetValue", heard(() => this.saving.soon()));
    api.on("Commit", heard(() => this.saving.now()));
    api.on("Terminate", heard(() => {}));
    // The statuses and what may be chosen are answered without a word on the error before: a
    // package that asks for the error after each value would take it for theirs (RTE 3.1.4).
    const getValue = api.GetValue.bind(api);
    api.GetValue = (name) => {
      api.lastErrorCode = "0";
      return getValue(name);
    };
    // Sequencing ends the session, or goes on, only after that event: what it then says of the
    // whole is kept once the call is through. A page that closes has no time after that.
    const terminate = api.Terminate.bind(api);
    api.Terminate = (parameter) => {
      // What the learner has chosen counts, not what the part asks for on being closed by it.
      if (this.isNavigating) api.adl.nav.request = "_none_";
      else this.leaveToComeBack(api);
      const answer = terminate(parameter);
      if (this.saving.isClosing) this.saving.atOnce();
      else setTimeout(() => this.saving.now());
      return answer;
    };
  }

  /**
   * Some tools leave the whole for good, by `exitAll`, each time their page closes, and say only of
   * their own data that they will come back for it. Both can be had by suspending the whole.
   */
  leaveToComeBack({ cmi, adl }) {
    const isSuspended = cmi.getExitValueInternal() === "suspend";
    if (isSuspended && adl.nav.request === "exitAll") adl.nav.request = "suspendAll";
  }

  /**
   * A tab that was closed did not suspend: so it is done now, or sequencing would take the
   * learner for somebody who is still in the middle of it.
   */
  suspend() {
    this.renew();
    if (this.api.getSequencingState().currentActivity) {
      this.isNavigating = true;
      this.api.processNavigationRequest("suspendAll");
      this.isNavigating = false;
      this.sequencing = this.api.serializeSequencingState();
      this.renew();
    }
  }

  /** Ends what runs, asks sequencing and shows what it delivers; whether it delivered. */
  async navigate(request, target) {
    this.isNavigating = true;
    this.delivered = null;
    this.ending = null;
    await clear();
    if (this.api.isInitialized()) this.api.Terminate("");
    // What the rules of the part that ends have answered takes the place of the request (OP.1).
    if (!this.delivered && !this.ending) this.api.processNavigationRequest(request, target);
    this.isNavigating = false;
    if (this.delivered) this.deliver();
    else if (this.ending) await this.end();
    return Boolean(this.delivered);
  }

  /** Continue and Previous, or to the neighbour where only choice is allowed. */
  async step(request, direction) {
    if (this.validity[request] === true) {
      await this.navigate(request);
      return;
    }
    const item = this.neighbour(direction);
    if (item) await this.navigate("choice", item.identifier);
  }

  onDelivery(activity) {
    this.delivered = activity;
    // Asked for by the SCO while it terminates: shown once that call has returned to it.
    if (!this.isNavigating) {
      setTimeout(async () => {
        await clear();
        this.deliver();
      });
    }
  }

  deliver() {
    const activity = this.delivered;
    const item = this.items.find((each) => each.identifier === activity.id);
    const address = item && addressOf(item, settings.files);
    if (!address) {
      say(words.failed);
      return;
    }
    say(placeOf(item, this.items));
    this.current = activity.id;
    this.api.reset(undefined, { preserveListeners: true, resetTotalTime: true });
    this.fill(item, activity.attemptCount);
    show(address, item.title);
    this.refresh();
    this.saving.soon();
  }

  /** The data model of the item: that of the attempt which goes on, or a new one. */
  fill(item, attempt) {
    const { cmi } = this.api;
    const kept = this.scos[item.identifier];
    const goesOn = kept?.cmi && kept.attempt === attempt;
    if (goesOn) {
      const values = structuredClone(kept.cmi);
      for (const name of OF_ONE_SESSION) delete values[name];
      this.api.loadFromJSON({ cmi: values });
    } else {
      this.scos[item.identifier] = { cmi: null, attempt };
    }
    cmi.learner_id = settings.learner.id;
    cmi.learner_name = settings.learner.name;
    cmi.credit = "credit";
    cmi.mode = "normal";
    cmi.entry = goesOn ? "resume" : "ab-initio";
    cmi.launch_data = item.data_from_lms ?? "";
    if (item.time_limit_action) cmi.time_limit_action = item.time_limit_action;
    if (item.max_time_allowed) cmi.max_time_allowed = item.max_time_allowed;
    const passing = passingScore(item);
    if (passing !== null) cmi.scaled_passing_score = String(passing);
  }

  /** Where another API has taken over, that session is told of no more: see `suspend`. */
  onSessionEnd({ reason }, api) {
    this.ending = reason;
    // Asked for by the SCO while it terminates, as above.
    if (!this.isNavigating) setTimeout(() => this.api === api && this.end());
  }

  /** The session is over: what is chosen from here on begins another. */
  async end() {
    await clear();
    this.sequencing = this.api.serializeSequencingState();
    this.renew();
    this.current = null;
    say(this.ending === "suspend_all" ? words.suspended : words.ended);
    this.saving.now();
    this.refresh();
  }

  capture() {
    const sco = this.scos[this.current];
    if (sco) sco.cmi = this.api.renderCommitCMI(true).cmi;
    this.refresh();
  }

  take() {
    this.sequencing = undated(this.api.serializeSequencingState());
    const root = this.api.getActivityTrackingData(this.api.getSequencingState().rootActivity.id);
    const only = this.items.length === 1 ? this.scos[this.items[0].identifier]?.cmi : null;
    const measure = root.score ?? (only?.score.scaled ? Number(only.score.scaled) : null);
    return {
      state: { scos: this.scos, sequencing: packed(this.sequencing) },
      done:
        isDone(root.completionStatus, root.successStatus) ||
        (only !== null && isDone(only?.completion_status, only?.success_status)),
      score: measure === null ? null : Math.min(1, Math.max(0, measure)),
    };
  }

  mayChoose(item) {
    return this.validity.choice?.[item.identifier] === "true";
  }

  neighbour(direction) {
    const place = this.items.findIndex((item) => item.identifier === this.current);
    const item = place < 0 ? null : this.items[place + direction];
    return item && this.mayChoose(item) ? item : null;
  }

  refresh() {
    this.contents.show({
      items: this.items,
      current: this.current,
      next: this.validity.continue === true || this.neighbour(1),
      previous: this.validity.previous === true || this.neighbour(-1),
      hidden: this.validity.hideLmsUi,
      stateOf: (item) => {
        const data = this.api.getActivityTrackingData(item.identifier);
        if (isDone(data?.completionStatus, data?.successStatus)) return "done";
        if (!this.mayChoose(item)) return "locked";
        return this.scos[item.identifier] ? "begun" : "new";
      },
    });
  }
}

function isDone(completion, success) {
  return success === "passed" || (completion === "completed" && success !== "failed");
}

/** Without the moments at which it was asked for: what has not changed is not said again. */
function undated(sequencing) {
  const state = JSON.parse(sequencing);
  for (const part of [state, state.sequencing, state.suspensionState]) delete part?.timestamp;
  return JSON.stringify(state);
}
