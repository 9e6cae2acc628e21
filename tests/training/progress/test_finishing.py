"""When a course is finished, and what it lacks until then."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory, LessonPageFactory
from training.courses.enrolling import move_on
from training.courses.models import Enrolment
from training.courses.outline import outline_of
from training.courses.versions import fix_version
from training.progress.service import (
    completion_of,
    finish_if_complete,
    progress_of,
    record,
    record_now,
)
from training.progress.signals import course_finished
from training.progress.storing import Record, store

from .courses import NOTE, QUESTION, course_of, lessons_of, question_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast):
    return EnrolmentFactory(user=cast.learner, course=course_of(cast.bochum))


@pytest.fixture
def finished():
    """The enrolments that were said to be finished."""
    heard = []

    def hear(enrolment, **kwargs):
        assert enrolment.finished_at
        heard.append(enrolment.pk)

    course_finished.connect(hear, sender=Enrolment)
    yield heard
    course_finished.disconnect(hear, sender=Enrolment)


def stand(enrolment):
    return completion_of(outline_of(enrolment.version), progress_of(enrolment))


def test_a_course_names_what_it_lacks_in_its_order(enrolment):
    first, last = lessons_of(enrolment.course)
    record_now(enrolment.pk, first, done=True)

    found = stand(enrolment)

    assert [each.id for each in found.missing] == [QUESTION, last]
    assert (found.done, found.total, found.is_complete) == (1, 3, False)


def test_the_last_required_activity_finishes_it_once(enrolment, finished):
    for activity in (*lessons_of(enrolment.course), QUESTION):
        assert finished == []
        record_now(enrolment.pk, activity, done=True)
    assert finished == [enrolment.pk]
    enrolment.refresh_from_db()
    at = enrolment.finished_at

    record_now(enrolment.pk, QUESTION, state={"tries": 2}, done=True)
    record_now(enrolment.pk, NOTE, state={"text": "Danach"}, done=True)

    enrolment.refresh_from_db()
    assert (enrolment.finished_at, finished) == (at, [enrolment.pk])
    assert stand(enrolment).is_complete


def test_a_course_with_a_final_test_needs_it(cast):
    pool = {"title": "Recht", "draw": 1, "questions": [question_block("single", "x")]}
    course = course_of(cast.bochum, final_test=[("pool", pool)])
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    for activity in (*lessons_of(course), QUESTION):
        record_now(enrolment.pk, activity, done=True)

    assert [each.id for each in stand(enrolment).missing] == ["final-test"]
    record_now(enrolment.pk, "final-test", done=True, score=0.9)
    enrolment.refresh_from_db()
    assert enrolment.finished_at


def test_what_a_receiver_refuses_finishes_nothing(enrolment):
    def refuse(**kwargs):
        raise RuntimeError("no certificate")

    course_finished.connect(refuse)
    try:
        *others, last = (*lessons_of(enrolment.course), QUESTION)
        for activity in others:
            record_now(enrolment.pk, activity, done=True)
        with pytest.raises(RuntimeError):
            record_now(enrolment.pk, last, done=True)
    finally:
        course_finished.disconnect(refuse)

    enrolment.refresh_from_db()
    assert enrolment.finished_at is None
    assert last not in progress_of(enrolment)


def test_moving_on_to_a_version_that_asks_for_less_finishes(enrolment, finished):
    first, _last = lessons_of(enrolment.course)
    for activity in (first, QUESTION):
        record_now(enrolment.pk, activity, done=True)
    enrolment.course.get_children().order_by("path").last().specific.unpublish()
    fix_version(enrolment.course)

    assert not finish_if_complete(enrolment.pk)
    move_on(enrolment)
    assert finish_if_complete(enrolment.pk)
    assert finished == [enrolment.pk]


def test_a_newer_version_does_not_unfinish(enrolment):
    for activity in (*lessons_of(enrolment.course), QUESTION):
        record_now(enrolment.pk, activity, done=True)
    LessonPageFactory(parent=enrolment.course, title="Zusatz")
    fix_version(enrolment.course)

    move_on(enrolment)

    enrolment.refresh_from_db()
    assert enrolment.finished_at
    assert stand(enrolment).is_complete


def test_whoever_opens_a_complete_course_finishes_it(enrolment, finished):
    """As after a server that was killed between the last activity and the end of the course."""
    for activity in (*lessons_of(enrolment.course), QUESTION):
        store(enrolment.pk, [Record(activity=activity, done=True)])
    assert finished == []
    client = signed_in(enrolment.user)

    for _time in range(2):
        page = client.get(reverse("courses:overview", args=[enrolment.course_id]))
        assert page.context["enrolment"].finished_at

    assert finished == [enrolment.pk]


def test_what_comes_again_finishes_a_complete_course(enrolment, finished):
    for activity in (*lessons_of(enrolment.course), QUESTION):
        store(enrolment.pk, [Record(activity=activity, done=True)])
    last = lessons_of(enrolment.course)[-1]

    record(enrolment.pk, [Record(activity=last, sequence=1, done=True)])

    assert finished == [enrolment.pk]
