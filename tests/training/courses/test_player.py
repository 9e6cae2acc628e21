"""Taking a course: reading, beginning, going on."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import CoursePageFactory, EnrolmentFactory, LessonPageFactory
from training.courses.models import Access, Enrolment
from training.courses.versions import fix_version

pytestmark = pytest.mark.django_db


def at(course, number=0):
    lesson = course.get_children().order_by("path")[number]
    return reverse("courses:lesson", args=[course.pk, lesson.pk])


def overview(course):
    return reverse("courses:overview", args=[course.pk])


def test_everybody_reads_an_open_course_without_the_answers(cast, client):
    course = CoursePageFactory(parent=cast.bochum)
    choices = [
        {"text": "Alle", "right": True, "feedback": "Genau, § 6 AGG."},
        {"text": "Niemanden", "right": False, "feedback": ""},
    ]
    LessonPageFactory(
        parent=course,
        body=[
            ("text", "<p>Ein Absatz.</p>"),
            ("single", {"question": "Wen schützt das AGG?", "choices": choices}),
        ],
    )
    fix_version(course)

    html = client.get(at(course)).content.decode()

    assert "Ein Absatz." in html
    assert "Wen schützt das AGG?" in html
    assert "Genau, § 6 AGG." not in html


def test_a_course_with_access_by_account_asks_to_sign_in(cast, client):
    course = CoursePageFactory(parent=cast.bochum, lessons=1, access=Access.LOGIN)

    assert reverse("account_login") in client.get(at(course)).url
    assert signed_in(cast.learner).get(at(course)).url == overview(course)


def test_a_draft_is_no_course(cast, client):
    course = CoursePageFactory(parent=cast.bochum, lessons=1, live=False)

    assert client.get(at(course)).status_code == 404
    assert signed_in(cast.learner).get(overview(course)).status_code == 404


def test_one_begins_reads_on_and_comes_back(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=2)
    client = signed_in(cast.learner)

    assert client.post(overview(course)).url == at(course)
    assert client.post(at(course)).url == at(course, 1)

    assert at(course, 1) in client.get(overview(course)).content.decode().split("<h2>")[0]
    assert client.post(at(course, 1)).url == overview(course)


def test_a_lesson_of_another_course_is_not_found(cast, client):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    other = CoursePageFactory(parent=cast.herne, lessons=1)
    foreign = other.get_children().get().pk

    assert client.get(reverse("courses:lesson", args=[course.pk, foreign])).status_code == 404


def test_a_new_version_is_offered_and_chosen(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    EnrolmentFactory(user=cast.learner, course=course)
    LessonPageFactory(parent=course, title="Zusatz")
    course.version_note = "Eine Lektion kam dazu."
    course.save()
    fix_version(course)
    client = signed_in(cast.learner)

    before = client.get(overview(course)).content.decode()
    assert "Eine Lektion kam dazu." in before
    assert "Zusatz" not in before

    client.post(reverse("courses:newest_version", args=[course.pk]))

    assert "Zusatz" in client.get(overview(course)).content.decode()


def test_nobody_moves_the_enrolment_of_somebody_else(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    EnrolmentFactory(user=cast.learner, course=course)

    answer = signed_in(cast.hr_developer).post(reverse("courses:newest_version", args=[course.pk]))

    assert answer.status_code == 404


def test_who_has_begun_goes_on_after_the_course_was_taken_offline(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    EnrolmentFactory(user=cast.learner, course=course)
    course.unpublish()

    assert signed_in(cast.learner).get(at(course)).status_code == 200
    assert signed_in(cast.hr_developer).get(at(course)).status_code == 404
    assert Enrolment.objects.get().user == cast.learner
