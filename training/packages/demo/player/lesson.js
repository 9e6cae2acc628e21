/* Turns the pages of a lesson, checks its questions and keeps where somebody is. */
"use strict";

document.addEventListener("DOMContentLoaded", function () {
  var body = document.body;
  var pages = Array.from(document.querySelectorAll(".page"));
  var questions = Array.from(document.querySelectorAll(".question"));
  var back = document.getElementById("zurueck");
  var on = document.getElementById("weiter");
  var where = document.getElementById("stand");
  var mastery = body.dataset.mastery ? Number(body.dataset.mastery) : null;
  var shownSince = Date.now();
  /* seen: the highest page; answers: question → letter; done: handed in as a whole. */
  var kept = { page: 0, seen: 0, answers: {}, done: false };
  var isConnected = window.Platform.start();

  if (isConnected) {
    restore(window.Platform.state());
  } else {
    document.getElementById("ohne-plattform").hidden = false;
  }
  questions.forEach(prepare);
  show(kept.page, false);

  back.addEventListener("click", function () {
    show(kept.page - 1, true);
  });
  on.addEventListener("click", function () {
    if (kept.page < pages.length - 1) {
      show(kept.page + 1, true);
    } else {
      handIn();
    }
  });
  window.addEventListener("pagehide", disconnect);

  function disconnect() {
    if (isConnected) {
      isConnected = false;
      window.Platform.end();
    }
  }

  function restore(state) {
    try {
      var found = JSON.parse(state.data || "{}");
      kept.answers = found.answers || {};
      kept.seen = Number(found.seen) || 0;
      kept.done = Boolean(found.done);
    } catch (error) {
      // Kept by another edition of this lesson: it begins anew.
      kept.answers = {};
    }
    kept.page = Math.min(Number(state.location) || 0, pages.length - 1);
  }

  function keep() {
    if (isConnected) {
      window.Platform.progress(kept.done ? 1 : (kept.seen + 1) / (pages.length + 1));
      window.Platform.keep({
        location: String(kept.page),
        data: JSON.stringify({ seen: kept.seen, answers: kept.answers, done: kept.done }),
      });
    }
  }

  function show(number, isTurned) {
    kept.page = number;
    kept.seen = Math.max(kept.seen, number);
    pages.forEach(function (page, index) {
      page.hidden = index !== number;
    });
    shownSince = Date.now();
    back.hidden = number === 0;
    on.textContent = number < pages.length - 1 ? "Nächste Seite" : body.dataset.last;
    on.hidden = kept.done && number === pages.length - 1;
    where.textContent =
      "Seite " + (number + 1) + " von " + pages.length + (kept.done ? " · abgeschlossen" : "");
    if (isTurned) {
      pages[number].focus();
      window.scrollTo(0, 0);
    }
    keep();
  }

  function prepare(question) {
    var letter = kept.answers[question.id];
    if (letter) {
      question.elements.namedItem(question.id + "-antwort").value = letter;
      tell(question, letter);
    }
    // Some platforms forbid forms in their frame; a plain button works there too.
    question.querySelector("button").addEventListener("click", function () {
      check(question);
    });
    question.addEventListener("submit", function (event) {
      event.preventDefault();
    });
  }

  function check(question) {
    var letter = question.elements.namedItem(question.id + "-antwort").value;
    var outcome = question.querySelector(".outcome");
    if (!letter) {
      outcome.className = "outcome is-wrong";
      outcome.textContent = "Bitte wählen Sie eine Antwort aus.";
      return;
    }
    kept.answers[question.id] = letter;
    tell(question, letter);
    if (isConnected) {
      window.Platform.answered({
        id: question.id,
        objective: body.dataset.objective,
        learner: letter,
        right: question.dataset.right,
        isRight: letter === question.dataset.right,
        seconds: (Date.now() - shownSince) / 1000,
        text: question.querySelector("legend").textContent.trim(),
      });
    }
    keep();
  }

  function tell(question, letter) {
    var outcome = question.querySelector(".outcome");
    var isRight = letter === question.dataset.right;
    var feedback = question.querySelector('[value="' + letter + '"]').dataset.feedback;
    outcome.className = "outcome " + (isRight ? "is-right" : "is-wrong");
    outcome.textContent = (isRight ? "Richtig. " : "Noch nicht. ") + feedback;
  }

  function handIn() {
    var open = questions.filter(function (question) {
      return !kept.answers[question.id];
    });
    var end = document.getElementById("ende");
    if (open.length) {
      show(pages.indexOf(open[0].closest(".page")), true);
      open[0].querySelector(".outcome").textContent = "Diese Frage ist noch offen.";
      return;
    }
    var raw = questions.filter(function (question) {
      return kept.answers[question.id] === question.dataset.right;
    }).length;
    var passed = mastery === null ? null : raw >= mastery * questions.length;
    end.textContent = sentence(raw, passed);
    if (isConnected) {
      window.Platform.finished(
        body.dataset.objective,
        mastery === null ? null : { raw: raw, max: questions.length },
        passed
      );
    }
    // Who has not passed may change answers and hand in again.
    kept.done = passed !== false;
    show(kept.page, false);
    if (kept.done) {
      // The platform counts a lesson when it ends, and who closes the window may be too quick.
      disconnect();
    }
    end.hidden = false;
    end.focus();
  }

  function sentence(raw, passed) {
    if (passed === null) {
      return "Geschafft. Ihr Stand ist gespeichert.";
    }
    var counted = raw + " von " + questions.length + " Antworten sind richtig. ";
    return (
      counted +
      (passed
        ? "Sie haben bestanden."
        : "Das reicht noch nicht. Gehen Sie zurück, ändern Sie Antworten und geben Sie noch einmal ab.")
    );
  }
});
