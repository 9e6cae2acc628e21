"""Tabs and devices at the very same moment, each with a connection of its own."""

import pytest

from tests.training.at_once import together
from training.finaltest import services
from training.finaltest.models import TestAttempt as Attempt

from .courses import course_with_test, paper_of, ready, right_answer

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 4


@pytest.fixture
def enrolment(committed_cast):
    cast = committed_cast
    return ready(cast.learner, course_with_test(cast.bochum, max_attempts=1))


def test_one_attempt_is_begun(enrolment):
    attempts = together(*[lambda: services.begin(enrolment)] * TABS)

    assert len(set(attempts)) == 1
    assert Attempt.objects.count() == 1


def test_no_answer_overwrites_another(enrolment):
    attempt = services.begin(enrolment)
    paper = paper_of(attempt)

    together(
        *(
            lambda asked=asked: services.answer(
                attempt=attempt, question_id=asked.id, answer=right_answer(asked)
            )
            for asked in paper[:TABS]
        )
    )

    kept = Attempt.objects.get().answers
    assert kept == {asked.id: right_answer(asked) for asked in paper[:TABS]}


def test_it_is_handed_in_once(enrolment):
    attempt = services.begin(enrolment)

    handed_in = together(*[lambda: services.hand_in(attempt)] * TABS)

    assert len({each.handed_in_at for each in handed_in}) == 1
    assert Attempt.objects.get().percent == 0
