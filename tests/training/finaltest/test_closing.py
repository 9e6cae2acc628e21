"""Attempts whose time is over and that nobody opens again."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from tests.cast import make_user, signed_in
from training.courses.models import Enrolment
from training.finaltest import services
from training.finaltest.closing import close_overdue
from training.finaltest.models import TestAttempt as Attempt
from training.finaltest.models import TestExtension as Extension

from .courses import course_with_test, paper_of, ready, right_answer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=21)


def begun(user, course) -> Attempt:
    """An attempt of which everything is answered, and which is not handed in."""
    with time_machine.travel(NOW, tick=False):
        attempt = services.begin(ready(user, course))
        for asked in paper_of(attempt):
            services.answer(attempt=attempt, question_id=asked.id, answer=right_answer(asked))
    return attempt


def run() -> int:
    written = StringIO()
    call_command("close_tests", "--json", stdout=written)
    return json.loads(written.getvalue())["closed"]


def test_the_command_hands_in_what_was_answered_and_does_so_once(cast):
    attempt = begun(cast.learner, course_with_test(cast.bochum, time_limit_minutes=20))

    with time_machine.travel(NOW + timedelta(minutes=20), tick=False):
        assert run() == 0
    with time_machine.travel(LATER, tick=False):
        assert run() == 1
        assert run() == 0

    attempt.refresh_from_db()
    assert attempt.handed_in_at == NOW + timedelta(minutes=20)
    assert attempt.is_passed
    assert Enrolment.objects.get().finished_at == LATER


def test_what_has_time_left_stays_open(cast):
    unlimited = begun(cast.learner, course_with_test(cast.bochum))
    course = course_with_test(cast.bochum, time_limit_minutes=20, title="Mit Zeit")
    extended = begun(cast.learner, course)
    other = begun(make_user("andere@bochum.example", cast.bochum), course)
    Extension.objects.create(course=course, user=cast.learner, extra_minutes=10)

    with time_machine.travel(LATER, tick=False):
        assert close_overdue() == 1

    still_open = Attempt.objects.filter(handed_in_at=None).order_by("pk")
    assert list(still_open) == [unlimited, extended]
    assert not Attempt.objects.get(pk=other.pk).is_open


@pytest.mark.parametrize("page", ["record", "download"])
def test_reading_ones_record_hands_in_ones_own(cast, page):
    course = course_with_test(cast.bochum, time_limit_minutes=20)
    own = begun(cast.learner, course)
    foreign = begun(make_user("andere@bochum.example", cast.bochum), course)

    with time_machine.travel(LATER, tick=False):
        assert signed_in(cast.learner).get(reverse(f"record:{page}")).status_code == 200

    assert not Attempt.objects.get(pk=own.pk).is_open
    assert Attempt.objects.get(pk=foreign.pk).is_open


def test_the_queries_do_not_grow_with_attempts_that_run(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        close_overdue()
    course = course_with_test(cast.bochum, time_limit_minutes=20)
    for number in range(5):
        begun(make_user(f"lernen-{number}@bochum.example", cast.bochum), course)
    with time_machine.travel(NOW, tick=False), django_assert_num_queries(3):
        close_overdue()
