"""`/lernen/`: the signed-in person's front door."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.content.navigation import LISTING_URLS
from tests.cast import signed_in
from tests.factories import CoursePageFactory, EnrolmentFactory, LessonPageFactory
from tests.training.progress.courses import NOTE, QUESTION, course_of, lessons_of
from training.certificates.models import Certificate
from training.courses.enrolling import stand_at
from training.courses.versions import fix_version
from training.progress.service import record_now
from training.record.selectors import learning_record

from .steps import finish

pytestmark = pytest.mark.django_db

RECORD = "/lernen/"


def page_of(user) -> str:
    answer = signed_in(user).get(RECORD)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_one_signs_in_first(db):
    assert Client().get(RECORD).url == f"{reverse('account_login')}?next={RECORD}"


def test_who_has_begun_nothing_is_led_to_the_courses(cast):
    page = page_of(cast.learner)

    assert f'href="{LISTING_URLS["training"]}?format=selbststudium"' in page
    assert "Lernstand herunterladen" not in page


def test_a_running_course_says_how_far_one_is_and_goes_on_there(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    first, second = course.get_children().order_by("path")
    record_now(enrolment.pk, lessons_of(course)[0], done=True)
    stand_at(enrolment, second.pk)

    page = page_of(cast.learner)

    assert "1 von 3 Schritten erledigt" in page
    assert 'value="1"' in page
    assert reverse("courses:lesson", args=[course.pk, second.pk]) in page
    assert reverse("courses:lesson", args=[course.pk, first.pk]) not in page
    assert "Abgeschlossen" not in page


def test_a_finished_course_leads_to_its_certificate(cast, course):
    finish(EnrolmentFactory(user=cast.learner, course=course))

    page = page_of(cast.learner)

    certificate = Certificate.objects.get()
    assert certificate.user == cast.learner
    assert certificate.get_absolute_url() in page
    assert "Angefangen" not in page
    assert "Weiter, wo Sie waren" not in page


def test_what_is_due_stands_first(cast, course):
    with time_machine.travel("2024-01-10T12:00:00Z"):
        finish(EnrolmentFactory(user=cast.learner, course=course))
    for moment, sentence in {
        "2025-11-01T12:00:00Z": "",
        "2025-11-20T12:00:00Z": "gilt bis zum 10. Januar 2026. Sie können sie schon jetzt",
        "2026-01-11T12:00:00Z": "seit dem 10. Januar 2026 abgelaufen",
    }.items():
        with time_machine.travel(moment):
            page = page_of(cast.learner)
        assert ("Jetzt fällig" in page) == bool(sentence), moment
        assert sentence in page


def test_a_newer_version_is_named_as_long_as_the_course_runs(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    assert "neue Fassung" not in page_of(cast.learner)
    LessonPageFactory(parent=course, title="Zusatz")
    course.version_note = "Ein Beispiel kam dazu."
    course.save()
    fix_version(course)

    assert "Ein Beispiel kam dazu." in page_of(cast.learner)
    finish_as_begun(enrolment)
    assert "neue Fassung" not in page_of(cast.learner)


def finish_as_begun(enrolment):
    for activity in (*lessons_of(enrolment.course)[:2], QUESTION):
        record_now(enrolment.pk, activity, done=True)
    enrolment.refresh_from_db()
    assert enrolment.finished_at


def test_own_notes_are_there_with_their_questions(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    record_now(enrolment.pk, NOTE, state={"text": "Ich frage <b>nach</b>.\n\nImmer."})

    page = page_of(cast.learner)

    assert "Was nehmen Sie mit?" in page
    assert "Ich frage &lt;b&gt;nach&lt;/b&gt;." in page
    assert ">(1)</span>" in page


@pytest.mark.parametrize("state", [{"text": "  "}, {"text": 3}, {}, [], "x", 7])
def test_what_is_no_note_is_none(cast, course, state):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    record_now(enrolment.pk, NOTE, state=state)

    assert "Meine Notizen" not in page_of(cast.learner)


@pytest.mark.parametrize("who", ["hr_developer", "editor_bochum", "reviewer", "administrator"])
def test_nobody_sees_what_somebody_else_learns(cast, course, who):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    record_now(enrolment.pk, NOTE, state={"text": "Ganz privat"})
    finish(enrolment)
    client = signed_in(getattr(cast, who))

    for address in (RECORD, reverse("record:download")):
        answer = client.get(address)
        assert b"Ganz privat" not in answer.content
        assert b"AGG-Basis" not in answer.content
    leave = reverse("record:leave", args=[course.pk])
    assert client.get(leave).status_code == client.post(leave).status_code == 404
    assert learning_record(cast.learner).finished


def test_the_queries_do_not_grow(cast, django_assert_num_queries):
    for number in range(2):
        take(cast, number)
    with django_assert_num_queries(5):
        read_all(learning_record(cast.learner))
    for number in range(2, 12):
        take(cast, number)
    with django_assert_num_queries(5):
        read_all(learning_record(cast.learner))


def test_the_pages_queries_do_not_grow(cast, django_assert_max_num_queries):
    client = signed_in(cast.learner)
    take(cast, 0)
    client.get(RECORD)
    with django_assert_max_num_queries(40) as few:
        client.get(RECORD)
    for number in range(1, 11):
        take(cast, number)
    with django_assert_max_num_queries(len(few)):
        client.get(RECORD)


def take(cast, number):
    """A running course with a note, and a finished one with a certificate."""
    running = EnrolmentFactory(
        user=cast.learner, course=course_of(cast.bochum, slug=f"laufend-{number}")
    )
    record_now(running.pk, NOTE, state={"text": f"Notiz {number}"})
    EnrolmentFactory(
        user=cast.learner,
        course=CoursePageFactory(parent=cast.bochum, slug=f"leer-{number}", lessons=2),
    )
    done = course_of(
        cast.herne, slug=f"fertig-{number}", has_certificate=True, certificate_months=1
    )
    finish(EnrolmentFactory(user=cast.learner, course=done))


def read_all(record):
    """What the page asks of it."""
    for each in (*record.running, *record.finished):
        assert each.place.lesson.title
        assert each.completion.total
        assert each.enrolment.course.title
        assert each.notes is not None
    assert record.with_notes
    assert record.offered == []
    assert [each.get_absolute_url() for each in record.ending]
    assert all(each.certificate for each in record.finished)
