"""Notes for oneself."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory
from training.progress.service import progress_of

from .courses import NOTE, QUESTION, course_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    return course_of(cast.bochum)


def address(course, block_id=NOTE):
    return reverse("courses:note", args=[course.pk, block_id])


def lesson(course):
    first = course.get_children().order_by("path").first()
    return reverse("courses:lesson", args=[course.pk, first.pk])


def test_a_note_is_kept_and_shown_to_its_writer_alone(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    EnrolmentFactory(user=cast.hr_developer, course=course)
    client = signed_in(cast.learner)

    back = client.post(address(course), {"text": "Nachfragen\r\nstatt raten"})

    assert back.url == f"{lesson(course)}#aktivitaet-{NOTE}"
    row = progress_of(enrolment)[NOTE]
    assert (row.state, row.is_done) == ({"text": "Nachfragen\nstatt raten"}, True)
    assert "statt raten" in client.get(lesson(course)).content.decode()
    assert "statt raten" not in signed_in(cast.hr_developer).get(lesson(course)).content.decode()


def test_an_emptied_note_is_empty(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    client = signed_in(cast.learner)
    for text in ("Zu privat", " "):
        client.post(address(course), {"text": text})

    assert progress_of(enrolment)[NOTE].state == {"text": ""}


def test_a_note_that_is_too_long_is_not_kept(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    client = signed_in(cast.learner)

    page = client.post(address(course), {"text": "x" * 5001}, follow=True)

    assert "Höchstens 5000 Zeichen, es sind 5001." in page.content.decode()
    assert progress_of(enrolment) == {}


def test_only_who_has_begun_writes_notes(cast, client, course):
    assert reverse("account_login") in client.post(address(course), {"text": "a"}).url
    overview = reverse("courses:overview", args=[course.pk])
    assert signed_in(cast.reviewer).post(address(course), {"text": "a"}).url == overview
    assert 'name="text"' not in client.get(lesson(course)).content.decode()


def test_only_notes_are_written(cast, course):
    EnrolmentFactory(user=cast.learner, course=course)

    answer = signed_in(cast.learner).post(address(course, QUESTION), {"text": "a"})

    assert answer.status_code == 404
