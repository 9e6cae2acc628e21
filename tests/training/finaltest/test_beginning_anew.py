"""Whoever leaves a course and begins anew has the attempts that are left, not new ones."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests.cast import make_user, signed_in
from training.courses.models import Enrolment
from training.finaltest import services
from training.finaltest.models import TestAttempt as Attempt
from training.finaltest.models import UsedAttempts
from training.record.services import leave_course

from .courses import course_with_test, paper_of, ready, right_answer

pytestmark = pytest.mark.django_db


def leave(enrolment: Enrolment) -> None:
    leave_course(enrolment=enrolment)


def fail(enrolment: Enrolment) -> Attempt:
    return services.hand_in(services.begin(enrolment))


def test_used_attempts_count_on(cast):
    course = course_with_test(cast.bochum, max_attempts=3)
    first = ready(cast.learner, course)
    fail(first)
    leave(first)

    second = ready(cast.learner, course)
    assert services.standing_of(second).attempts_left == 2
    assert fail(second).number == 2
    leave(second)
    # Left without a try, they are neither forgotten nor counted twice.
    leave(ready(cast.learner, course))

    third = ready(cast.learner, course)
    assert services.standing_of(third).attempts_left == 1
    assert not services.standing_of(third).shows_solutions
    assert fail(third).number == 3
    assert services.standing_of(third).shows_solutions
    with pytest.raises(services.AttemptRefusedError, match="alle Versuche"):
        services.begin(third)


def test_an_attempt_that_was_begun_is_used(cast):
    course = course_with_test(cast.bochum, max_attempts=1)
    enrolment = ready(cast.learner, course)
    services.begin(enrolment)
    leave(enrolment)

    with pytest.raises(services.AttemptRefusedError, match="alle Versuche"):
        services.begin(ready(cast.learner, course))


def test_who_has_passed_begins_from_the_start(cast):
    course = course_with_test(cast.bochum, "short", max_attempts=3)
    enrolment = ready(cast.learner, course)
    fail(enrolment)
    leave(enrolment)
    enrolment = ready(cast.learner, course)
    attempt = services.begin(enrolment)
    for asked in paper_of(attempt):
        services.answer(attempt=attempt, question_id=asked.id, answer=right_answer(asked))
    assert services.hand_in(attempt).is_passed
    leave(enrolment)

    assert services.standing_of(ready(cast.learner, course)).attempts_left == 3
    assert not UsedAttempts.objects.exists()


def test_nobody_elses_attempts_are_counted(cast):
    course = course_with_test(cast.bochum, max_attempts=2)
    other = course_with_test(cast.bochum, max_attempts=2, title="Ein anderer")
    enrolment = ready(cast.learner, course)
    fail(enrolment)
    leave(enrolment)

    somebody = make_user("andere@bochum.example", cast.bochum)
    assert services.standing_of(ready(somebody, course)).attempts_left == 2
    assert services.standing_of(ready(cast.learner, other)).attempts_left == 2


def test_the_person_is_told_before_and_after_and_takes_it_along(cast):
    course = course_with_test(cast.bochum, max_attempts=3, title="AGG-Basis")
    client = signed_in(cast.learner)
    address = reverse("record:leave", args=[course.pk])
    enrolment = ready(cast.learner, course)
    assert "Gezählt bleibt" not in client.get(address).content.decode()

    fail(enrolment)
    assert "im Abschlusstest 1 Versuch gebraucht" in client.get(address).content.decode()
    client.post(address)

    with ZipFile(BytesIO(client.get(reverse("record:download")).content)) as zipped:
        data = json.loads(zipped.read("lernstand.json"))
    assert data["test_attempts_before"] == [{"course": "AGG-Basis", "number": 1}]
    ready(cast.learner, course)
    html = client.get(reverse("finaltest:start", args=[course.pk])).content.decode()
    assert "noch 2" in " ".join(html.split())
    assert "1 früherer Versuch zählt mit" in html


def test_leaving_twice_at_once_is_leaving(cast):
    enrolment = ready(cast.learner, course_with_test(cast.bochum, max_attempts=3))
    fail(enrolment)
    leave(Enrolment.objects.get(pk=enrolment.pk))
    leave(enrolment)

    assert UsedAttempts.objects.get().number == 1
