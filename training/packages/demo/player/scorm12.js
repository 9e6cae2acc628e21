/* What a lesson says to the learning platform, in the words of SCORM 1.2. */
"use strict";

window.Platform = (function () {
  var api = findApi(window) || (window.opener ? findApi(window.opener) : null);
  var begun = 0;
  var interactions = 0;

  /** The nearest window above that offers the API; the standard looks at most 7 levels up. */
  function findApi(from) {
    var levels = 0;
    try {
      while (!from.API && from.parent && from.parent !== from && levels < 7) {
        levels += 1;
        from = from.parent;
      }
      return from.API || null;
    } catch (error) {
      // A frame of another origin: nothing there is for us.
      return null;
    }
  }

  function get(element) {
    return String(api.LMSGetValue(element));
  }

  function set(element, value) {
    return String(api.LMSSetValue(element, String(value))) === "true";
  }

  /** HHHH:MM:SS */
  function span(seconds) {
    var whole = Math.max(0, Math.round(seconds));
    return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
      .map(function (part, index) {
        return String(part).padStart(index === 0 ? 4 : 2, "0");
      })
      .join(":");
  }

  function clock(moment) {
    return moment.toTimeString().slice(0, 8);
  }

  return {
    start: function () {
      if (!api || String(api.LMSInitialize("")) !== "true") {
        api = null;
        return false;
      }
      begun = Date.now();
      interactions = Number(get("cmi.interactions._count")) || 0;
      if (get("cmi.core.lesson_status") === "not attempted") {
        set("cmi.core.lesson_status", "incomplete");
      }
      return true;
    },

    state: function () {
      return { location: get("cmi.core.lesson_location"), data: get("cmi.suspend_data") };
    },

    keep: function (state) {
      set("cmi.core.lesson_location", state.location);
      set("cmi.suspend_data", state.data);
      api.LMSCommit("");
    },

    /** One answer: `learner` and `right` are letters of choices. */
    answered: function (answer) {
      var base = "cmi.interactions." + interactions + ".";
      interactions += 1;
      set(base + "id", answer.id);
      set(base + "objectives.0.id", answer.objective);
      set(base + "time", clock(new Date()));
      set(base + "type", "choice");
      set(base + "correct_responses.0.pattern", answer.right);
      set(base + "weighting", 1);
      set(base + "student_response", answer.learner);
      set(base + "result", answer.isRight ? "correct" : "wrong");
      set(base + "latency", span(answer.seconds));
    },

    /** `score` is null or {raw, max}; `passed` is null where a lesson cannot be failed. */
    finished: function (objective, score, passed) {
      set("cmi.objectives.0.id", objective);
      if (score) {
        set("cmi.core.score.min", 0);
        set("cmi.core.score.max", 100);
        set("cmi.core.score.raw", Math.round((100 * score.raw) / score.max));
        set("cmi.objectives.0.score.raw", Math.round((100 * score.raw) / score.max));
      }
      set("cmi.objectives.0.status", passed === null ? "completed" : passed ? "passed" : "failed");
      set("cmi.core.lesson_status", passed === null ? "completed" : passed ? "passed" : "failed");
      api.LMSCommit("");
    },

    progress: function () {
      // The data model of SCORM 1.2 has no measure of progress.
    },

    /** Always to be continued: who opens a finished lesson again finds what was answered. */
    end: function () {
      set("cmi.core.session_time", span((Date.now() - begun) / 1000));
      set("cmi.core.exit", "suspend");
      api.LMSFinish("");
      api = null;
    },
  };
})();
