/* What a lesson says to the learning platform, in the words of SCORM 2004. */
"use strict";

window.Platform = (function () {
  var api = findApi(window) || (window.opener ? findApi(window.opener) : null);
  var begun = 0;
  var interactions = 0;

  /** The nearest window above that offers the API; 500 levels up, as the standard's own example. */
  function findApi(from) {
    var levels = 0;
    try {
      while (!from.API_1484_11 && from.parent && from.parent !== from && levels < 500) {
        levels += 1;
        from = from.parent;
      }
      return from.API_1484_11 || null;
    } catch (error) {
      // A frame of another origin: nothing there is for us.
      return null;
    }
  }

  function get(element) {
    return String(api.GetValue(element));
  }

  function set(element, value) {
    return String(api.SetValue(element, String(value))) === "true";
  }

  function span(seconds) {
    return "PT" + Math.max(0, Math.round(seconds)) + "S";
  }

  /** UTC. The standard has a time zone only after fractions of a second, of two digits at most. */
  function timestamp() {
    return new Date().toISOString().replace(/(\.\d\d)\d*Z$/, "$1Z");
  }

  /** The place of the objective that the manifest names; a new one where it is not yet there. */
  function placeOf(objective) {
    var count = Number(get("cmi.objectives._count")) || 0;
    for (var index = 0; index < count; index += 1) {
      if (get("cmi.objectives." + index + ".id") === objective) {
        return index;
      }
    }
    set("cmi.objectives." + count + ".id", objective);
    return count;
  }

  return {
    start: function () {
      if (!api || String(api.Initialize("")) !== "true") {
        api = null;
        return false;
      }
      begun = Date.now();
      interactions = Number(get("cmi.interactions._count")) || 0;
      if (get("cmi.completion_status") !== "completed") {
        set("cmi.completion_status", "incomplete");
      }
      return true;
    },

    state: function () {
      return { location: get("cmi.location"), data: get("cmi.suspend_data") };
    },

    keep: function (state) {
      set("cmi.location", state.location);
      set("cmi.suspend_data", state.data);
      api.Commit("");
    },

    /** One answer: `learner` and `right` are letters of choices. */
    answered: function (answer) {
      var base = "cmi.interactions." + interactions + ".";
      interactions += 1;
      set(base + "id", answer.id);
      set(base + "type", "choice");
      set(base + "objectives.0.id", answer.objective);
      set(base + "timestamp", timestamp());
      set(base + "correct_responses.0.pattern", answer.right);
      set(base + "weighting", 1);
      set(base + "learner_response", answer.learner);
      set(base + "result", answer.isRight ? "correct" : "incorrect");
      set(base + "latency", span(answer.seconds));
      set(base + "description", answer.text.slice(0, 250));
    },

    /** `score` is null or {raw, max}; `passed` is null where a lesson cannot be failed. */
    finished: function (objective, score, passed) {
      var place = "cmi.objectives." + placeOf(objective) + ".";
      var success = passed === false ? "failed" : "passed";
      if (score) {
        set("cmi.score.min", 0);
        set("cmi.score.max", score.max);
        set("cmi.score.raw", score.raw);
        set("cmi.score.scaled", (score.raw / score.max).toFixed(4));
        set(place + "score.scaled", (score.raw / score.max).toFixed(4));
      }
      set(place + "success_status", success);
      set(place + "completion_status", "completed");
      set("cmi.success_status", success);
      set("cmi.completion_status", "completed");
      api.Commit("");
    },

    progress: function (share) {
      set("cmi.progress_measure", share.toFixed(4));
    },

    /** Always to be continued: a new attempt would begin as incomplete. */
    end: function () {
      set("cmi.session_time", span((Date.now() - begun) / 1000));
      set("cmi.exit", "suspend");
      api.Terminate("");
      api = null;
    },
  };
})();
