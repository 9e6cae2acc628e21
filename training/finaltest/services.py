"""Beginning a test, answering, handing in, and where a person is with it.

Every write of a person waits for the row of their enrolment: of two tabs or devices the second
finds what the first has done. Time is the server's. An attempt whose time is over is handed in by
whatever reads it next, as of the moment when its time was over.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from training.courses.models import Enrolment
from training.courses.outline import Activity, LessonOutline, Outline, outline_of
from training.durations import in_words
from training.progress.service import FINAL_TEST, completion_of, progress_of, record_now

from .counting import enrolments_beside, forget_used, used_before
from .limits import Limits
from .models import TestAttempt
from .paper import mark
from .selectors import FinalTest, final_test_of, given_to


class AttemptRefusedError(ValidationError):
    """No attempt can begin; the sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person is with the test of the version they learn from.

    `missing` is what is required before it, lesson by lesson. `limits` are this version's, with
    what the person has been given in addition; an open attempt keeps those of its own version.
    `used_before` attempts were begun in other enrolments; `counting` says in which.
    """

    test: FinalTest
    limits: Limits
    attempts: Sequence[TestAttempt]
    used_before: int
    missing: Sequence[tuple[LessonOutline, tuple[Activity, ...]]]

    @property
    def handed_in(self) -> list[TestAttempt]:
        return [attempt for attempt in self.attempts if not attempt.is_open]

    @property
    def time_in_words(self) -> str:
        """How long an attempt lasts for this person; empty without a limit."""
        if self.limits.minutes is None:
            return ""
        return in_words(self.limits.minutes + self.limits.extra_minutes)

    @property
    def open(self) -> TestAttempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)

    @property
    def passed(self) -> TestAttempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_passed), None)

    @property
    def attempts_left(self) -> int | None:
        """How many may still begin; None for as many as one likes."""
        return self.limits.attempts_left(self.used_before + len(self.attempts))

    @property
    def shows_solutions(self) -> bool:
        """Not while an attempt runs that they could help, be it the last one."""
        return self.limits.shows_solutions(
            is_passed=self.passed is not None, used=self.used_before + len(self.handed_in)
        )

    @property
    def refusal(self) -> str:
        """Why no attempt may begin, as a sentence; empty if one may."""
        if self.passed:
            return _("Sie haben den Abschlusstest schon bestanden.")
        if self.attempts_left == 0:
            return _("Sie haben alle Versuche verbraucht.")
        if self.missing:
            return _(
                "Zum Abschlusstest kommen Sie, sobald Sie die Lektionen durchgearbeitet haben."
            )
        return ""


def standing_of(enrolment: Enrolment) -> Standing | None:
    """None where the version has no test. Five queries; hands in what is over."""
    outline = outline_of(enrolment.version)
    if not outline.final_test:
        return None
    test = final_test_of(enrolment.version_id)
    attempts = [settled(attempt) for attempt in attempts_of(enrolment)]
    completion = completion_of(outline, progress_of(enrolment))
    return Standing(
        test=test,
        limits=test.limits(given_to(enrolment)),
        attempts=attempts,
        used_before=used_before(enrolment),
        missing=_by_lesson(outline, completion.missing),
    )


def _by_lesson(
    outline: Outline, missing: Sequence[Activity]
) -> tuple[tuple[LessonOutline, tuple[Activity, ...]], ...]:
    """What is missing, but for the test itself, which belongs to no lesson."""
    ids = {activity.id for activity in missing}
    found = (
        (lesson, tuple(each for each in lesson.activities if each.id in ids))
        for lesson in outline.lessons
    )
    return tuple((lesson, activities) for lesson, activities in found if activities)


def attempts_of(enrolment: Enrolment):
    """First to last, without reading their versions."""
    return enrolment.test_attempts.order_by("number")


def limits_of(attempt: TestAttempt, test: FinalTest) -> Limits:
    """The limits of the attempt's own version, and what the person has been given since."""
    return test.limits(given_to(attempt.enrolment))


@transaction.atomic
def begin(enrolment: Enrolment) -> TestAttempt:
    """The open attempt, made now if there is none. Raises `AttemptRefusedError`."""
    # One in another language counts with it, and waits as well.
    list(enrolments_beside(enrolment).order_by("pk").select_for_update(no_key=True, of=("self",)))
    # As it is now, not as it was before somebody else's write was waited for.
    enrolment = Enrolment.objects.select_related("version").get(pk=enrolment.pk)
    standing = standing_of(enrolment)
    if standing is None:
        raise AttemptRefusedError(_("Dieser Kurs hat keinen Abschlusstest."))
    if standing.open:
        return standing.open
    if standing.refusal:
        raise AttemptRefusedError(standing.refusal)
    last = standing.attempts[-1].number if standing.attempts else 0
    return TestAttempt.objects.create(
        enrolment=enrolment,
        version_id=enrolment.version_id,
        # Those before it may have become fewer: a test that was passed in another language.
        number=max(standing.used_before + len(standing.attempts), last) + 1,
        seed=secrets.token_hex(32),
        started_at=timezone.now(),
    )


@transaction.atomic
def answer(*, attempt: TestAttempt, question_id: str, answer: Any) -> TestAttempt:
    """Keeps an answer, or takes it back with None; the attempt as it is then.

    An attempt that is handed in, by its time or by another tab, takes no answer: who calls looks
    at `is_open` to tell the person.
    """
    locked = settled(_locked(attempt))
    if locked.is_open:
        if answer is None:
            locked.answers.pop(question_id, None)
        else:
            locked.answers[question_id] = answer
        locked.save(update_fields=["answers"])
    return locked


@transaction.atomic
def hand_in(attempt: TestAttempt) -> TestAttempt:
    """Marks the attempt; a second time nothing happens. Passed, the test is done in the course."""
    locked = settled(_locked(attempt))
    if locked.is_open:
        _mark(locked, at=timezone.now())
    return locked


def settled(attempt: TestAttempt, limits: Limits | None = None) -> TestAttempt:
    """The attempt, handed in with what was answered if its time is over.

    `limits` are those of `limits_of`, for whoever has read them already: then an open attempt
    costs no query, otherwise two.
    """
    if not attempt.is_open:
        return attempt
    limits = limits or limits_of(attempt, final_test_of(attempt.version_id))
    if not limits.is_over(attempt.started_at, timezone.now()):
        return attempt
    with transaction.atomic():
        locked = _locked(attempt)
        if locked.is_open:
            _mark(locked, at=limits.ends_at(locked.started_at))
        return locked


def _mark(attempt: TestAttempt, *, at: datetime) -> None:
    test = final_test_of(attempt.version_id)
    marked = mark(test.paper(attempt), attempt.answers, pass_mark=test.pass_mark)
    attempt.handed_in_at = at
    attempt.percent = marked.percent
    attempt.score = float(marked.score)
    attempt.is_passed = marked.is_passed
    attempt.save(update_fields=["handed_in_at", "percent", "score", "is_passed"])
    record_now(attempt.enrolment_id, FINAL_TEST, done=marked.is_passed, score=attempt.score)
    if marked.is_passed:
        forget_used(attempt)


def _lock(enrolment_pk: int) -> None:
    """Waits for whoever else writes for this enrolment; needs a transaction."""
    Enrolment.objects.select_for_update(no_key=True).values_list("pk").get(pk=enrolment_pk)


def _locked(attempt: TestAttempt) -> TestAttempt:
    _lock(attempt.enrolment_id)
    return TestAttempt.objects.select_related("enrolment").get(pk=attempt.pk)
