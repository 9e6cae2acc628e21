"""Who has begun a course in German and opens it in English."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory
from tests.portal.translating.english import published_version, translate, translation_of
from training.courses.lessons import lessons_of as lesson_pages
from training.courses.models import CoursePage, Enrolment
from training.progress.service import progress_of, record_now

from .courses import NOTE, QUESTION, course_of, lessons_of, question_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    course = course_of(cast.bochum, title="Das AGG")
    return CoursePage.objects.get(pk=course.pk)


def in_english(course) -> CoursePage:
    for lesson in lesson_pages(course):
        translation = translation_of(lesson)
        translate(translation)
        translation.save_target(publish=False)
    return CoursePage.objects.get(pk=published_version(course).pk)


@pytest.fixture
def english(course):
    return in_english(course)


@pytest.fixture
def begun(cast, course):
    return EnrolmentFactory(user=cast.learner, course=course)


def overview(course):
    return reverse("courses:overview", args=[course.pk])


def shown(client, course) -> str:
    return client.get(overview(course)).content.decode()


def test_one_is_told_and_chooses(cast, course, english, begun):
    client = signed_in(cast.learner)

    html = shown(client, english)

    assert "schon in einer anderen Sprache" in html
    assert overview(course) in html
    assert 'name="mitnehmen"' in html
    # Whoever began at once would have no choice any more.
    assert "Hier von vorn beginnen" in html
    assert "Kurs beginnen" not in html
    assert Enrolment.objects.count() == 1
    assert "andere-sprache" not in shown(client, course)
    assert "andere-sprache" not in shown(signed_in(cast.hr_developer), english)


def test_what_is_done_goes_along(cast, course, english, begun):
    first, last = lessons_of(course)
    record_now(begun.pk, first, done=True)
    record_now(begun.pk, QUESTION, state={"tries": 2}, done=True, score=0.5)
    record_now(begun.pk, NOTE, state={"text": "Nachfragen"}, done=True)
    Enrolment.objects.update(last_lesson=lesson_pages(course)[1].pk)
    client = signed_in(cast.learner)

    back = client.post(overview(english), {"mitnehmen": "1"}, follow=True)

    assert "ist mitgekommen" in back.content.decode()
    there = Enrolment.objects.get(user=cast.learner, course=english)
    rows = {
        row.activity: (row.is_done, row.score, row.state) for row in progress_of(there).values()
    }
    first_in_english, last_in_english = lessons_of(english)
    assert rows == {
        first_in_english: (True, None, None),
        QUESTION: (True, 0.5, None),
        NOTE: (True, None, {"text": "Nachfragen"}),
    }
    assert (there.last_lesson, there.finished_at) == (lesson_pages(english)[1].pk, None)
    assert "andere-sprache" not in shown(client, english)
    begun.refresh_from_db()
    assert set(progress_of(begun)) == {first, QUESTION, NOTE}

    record_now(there.pk, last_in_english, done=True)
    there.refresh_from_db()
    assert there.finished_at
    assert begun.finished_at is None
    assert last not in progress_of(begun)


def test_who_begins_anew_takes_nothing_along(cast, course, english, begun):
    record_now(begun.pk, lessons_of(course)[0], done=True)

    signed_in(cast.learner).post(overview(english))

    assert progress_of(Enrolment.objects.get(user=cast.learner, course=english)) == {}


def test_a_passed_test_stays_in_its_language(cast):
    pool = {"title": "Recht", "draw": 1, "questions": [question_block("single", "x")]}
    course = course_of(cast.bochum, title="Das AGG", final_test=[("pool", pool)])
    course = CoursePage.objects.get(pk=course.pk)
    begun = EnrolmentFactory(user=cast.learner, course=course)
    record_now(begun.pk, "final-test", done=True, score=1)
    english = in_english(course)

    signed_in(cast.learner).post(overview(english), {"mitnehmen": "1"})

    assert progress_of(Enrolment.objects.get(user=cast.learner, course=english)) == {}


def test_finished_stays_finished(cast, course, english, begun):
    for activity in (*lessons_of(course), QUESTION):
        record_now(begun.pk, activity, done=True)

    html = shown(signed_in(cast.learner), english)

    assert "schon abgeschlossen" in html
    assert 'name="mitnehmen"' not in html
    assert "Kurs beginnen" in html
