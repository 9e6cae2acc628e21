"""Beginning, answering and handing in, whatever tabs and clocks do."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import CoursePageFactory, EnrolmentFactory
from training.courses.models import CoursePage, Enrolment
from training.courses.versions import fix_version
from training.finaltest import services
from training.finaltest.limits import GRACE
from training.finaltest.models import TestAttempt as Attempt
from training.finaltest.models import TestExtension as Extension
from training.progress.service import FINAL_TEST, progress_of

from .courses import course_with_test, paper_of, read_all, ready, right_answer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def answer_all(attempt, *, right: int | None = None) -> Attempt:
    """Answers the first so many questions rightly, all of them without a number."""
    for asked in paper_of(attempt)[:right]:
        attempt = services.answer(attempt=attempt, question_id=asked.id, answer=right_answer(asked))
    return attempt


def extend(enrolment, **given) -> Extension:
    return Extension.objects.create(course=enrolment.course, user=enrolment.user, **given)


def test_all_right_is_passed_and_finishes_the_course(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum))

    attempt = services.hand_in(answer_all(services.begin(enrolment)))

    assert (attempt.percent, attempt.score, attempt.is_passed) == (100, 1.0, True)
    assert progress_of(enrolment)[FINAL_TEST].is_done
    assert Enrolment.objects.get(pk=enrolment.pk).finished_at is not None


def test_a_failed_test_keeps_its_score_and_leaves_the_course_open(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum))

    attempt = services.hand_in(answer_all(services.begin(enrolment), right=2))

    assert (attempt.percent, attempt.is_passed) == (25, False)
    kept = progress_of(enrolment)[FINAL_TEST]
    assert (kept.is_done, kept.score) == (False, 0.25)
    assert Enrolment.objects.get(pk=enrolment.pk).finished_at is None


def test_a_second_tab_goes_on_with_the_attempt_of_the_first(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum, max_attempts=1))

    first = services.begin(enrolment)

    assert services.begin(enrolment) == first
    assert services.begin(Enrolment.objects.get(pk=enrolment.pk)).seed == first.seed


def test_the_database_holds_one_open_attempt_alone(cast):
    attempt = services.begin(ready(cast.learner, course_with_test(cast.bochum)))

    with pytest.raises(IntegrityError, match="enrolment"), transaction.atomic():
        Attempt.objects.create(
            enrolment=attempt.enrolment,
            version=attempt.version,
            number=2,
            seed="x",
            started_at=timezone.now(),
        )


def test_an_answer_can_be_changed_and_taken_back_until_it_is_handed_in(cast):
    attempt = services.begin(ready(cast.learner, course_with_test(cast.bochum, "short")))
    (asked,) = paper_of(attempt)

    for given in ("Falsch", "Maßregelungsverbot", None):
        kept = services.answer(attempt=attempt, question_id=asked.id, answer=given)
        assert kept.answers == ({asked.id: given} if given else {})

    handed_in = services.hand_in(attempt)
    late = services.answer(attempt=attempt, question_id=asked.id, answer="Maßregelungsverbot")
    assert not late.is_open
    assert late.answers == {}
    assert services.hand_in(attempt).handed_in_at == handed_in.handed_in_at


def test_the_lessons_come_first(cast):
    enrolment = EnrolmentFactory(user=cast.learner, course=course_with_test(cast.bochum, lessons=2))

    titles = [lesson.title for lesson, _what in services.standing_of(enrolment).missing]
    assert titles == ["Lektion 1", "Lektion 2"]
    with pytest.raises(services.AttemptRefusedError, match="sobald Sie die Lektionen"):
        services.begin(enrolment)

    assert services.begin(read_all(enrolment)).number == 1


def test_attempts_are_used_up_and_more_are_given(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum, max_attempts=1))
    services.hand_in(services.begin(enrolment))

    with pytest.raises(services.AttemptRefusedError, match="alle Versuche"):
        services.begin(enrolment)

    extend(enrolment, extra_attempts=1)
    second = services.begin(enrolment)
    assert second.number == 2
    assert second.seed != enrolment.test_attempts.first().seed


def test_who_has_passed_needs_no_other_attempt(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum))
    services.hand_in(answer_all(services.begin(enrolment)))

    with pytest.raises(services.AttemptRefusedError, match="schon bestanden"):
        services.begin(enrolment)


def test_a_course_without_a_test_has_no_attempt(cast):
    enrolment = ready(cast.learner, CoursePageFactory(parent=cast.bochum, lessons=1))

    assert services.standing_of(enrolment) is None
    with pytest.raises(services.AttemptRefusedError, match="keinen Abschlusstest"):
        services.begin(enrolment)


def test_time_that_is_over_hands_in_what_was_answered(cast):
    enrolment = ready(
        cast.learner, course_with_test(cast.bochum, time_limit_minutes=20, pass_mark=25)
    )
    with time_machine.travel(NOW, tick=False) as clock:
        attempt = answer_all(services.begin(enrolment), right=2)
        clock.shift(timedelta(minutes=20) + GRACE)
        assert services.standing_of(enrolment).open == attempt

        clock.shift(timedelta(days=3))
        standing = services.standing_of(enrolment)

    assert standing.open is None
    assert standing.passed == attempt
    assert standing.passed.handed_in_at == NOW + timedelta(minutes=20)
    assert progress_of(enrolment)[FINAL_TEST].is_done


def test_an_answer_after_the_time_does_not_count(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum, "short", time_limit_minutes=5))
    with time_machine.travel(NOW, tick=False) as clock:
        attempt = services.begin(enrolment)
        clock.shift(timedelta(minutes=5) + GRACE + timedelta(seconds=1))
        late = answer_all(attempt)

    assert (late.is_open, late.percent, late.answers) == (False, 0, {})


def test_more_minutes_count_for_the_attempt_that_runs(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum, "short", time_limit_minutes=5))
    with time_machine.travel(NOW, tick=False) as clock:
        attempt = services.begin(enrolment)
        extend(enrolment, extra_minutes=10)
        clock.shift(timedelta(minutes=14))
        assert services.hand_in(answer_all(attempt)).is_passed


def test_an_attempt_stays_in_the_version_in_which_it_began(cast):
    course = course_with_test(cast.bochum, "short", time_limit_minutes=5)
    enrolment = ready(cast.learner, course)
    attempt = services.begin(enrolment)
    CoursePage.objects.filter(pk=course.pk).update(final_test="[]", pass_mark=100)
    enrolment.version = fix_version(course)
    enrolment.save()

    assert services.hand_in(answer_all(attempt)).is_passed
    assert services.standing_of(enrolment) is None


def test_solutions_wait_for_the_last_attempt_to_be_over(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum, max_attempts=2))
    services.hand_in(services.begin(enrolment))
    assert not services.standing_of(enrolment).shows_solutions

    last = services.begin(enrolment)
    assert not services.standing_of(enrolment).shows_solutions

    services.hand_in(last)
    assert services.standing_of(enrolment).shows_solutions
