"""Publishing a course fixes what people learn from."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import CoursePageFactory, EnrolmentFactory, LessonPageFactory
from training.courses.enrolling import EnrolmentRefusedError, enrol, move_on, offered_version
from training.courses.models import CourseVersion, Enrolment
from training.courses.outline import outline_of
from training.courses.versions import fix_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    return CoursePageFactory(parent=cast.bochum, lessons=2)


def change(course):
    lesson = course.get_children().first().specific
    lesson.body = [("text", "<p>Neu gefasst.</p>")]
    lesson.save_revision()
    return lesson


def publish(course, note=""):
    course.refresh_from_db()
    course.version_note = note
    course.save_revision().publish()


def test_a_version_has_the_lessons_in_their_order(course):
    version = course.versions.get()

    assert version.number == 1
    assert [lesson.title for lesson in outline_of(version).lessons] == ["Lektion 1", "Lektion 2"]


def test_publishing_without_a_change_makes_no_version(course):
    publish(course)

    assert course.versions.count() == 1


def test_publishing_publishes_what_was_written_in_lessons(course):
    change(course)
    LessonPageFactory(parent=course, title="Lektion 3", live=False).save_revision()

    publish(course, "Lektion 1 ist aktuell, Lektion 3 kam dazu.")

    newest = course.versions.first()
    assert newest.number == 2
    assert newest.note == "Lektion 1 ist aktuell, Lektion 3 kam dazu."
    assert newest.content["lessons"][0]["body"][0]["value"] == "<p>Neu gefasst.</p>"
    assert len(newest.content["lessons"]) == 3
    assert "Ein Absatz" in course.versions.last().content["lessons"][0]["body"][0]["value"]


def test_a_lesson_that_was_taken_offline_stays_out(course):
    course.get_children().last().specific.unpublish()

    publish(course)

    assert len(course.versions.first().content["lessons"]) == 1


def test_blocks_keep_their_ids_from_version_to_version(course):
    before = course.versions.get().content["lessons"][1]["body"]
    change(course)

    publish(course)

    assert course.versions.first().content["lessons"][1]["body"] == before


def test_a_course_without_lessons_has_no_version(cast):
    empty = CoursePageFactory(parent=cast.bochum)

    assert fix_version(empty) is None
    assert not empty.versions.exists()


def test_a_number_is_given_once(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseVersion.objects.create(course=course, number=1, content={"lessons": []})


def test_an_enrolment_stays_on_its_version_until_one_chooses(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    change(course)
    publish(course, "Lektion 1 ist aktuell.")

    enrolment.refresh_from_db()
    assert enrolment.version.number == 1
    assert offered_version(enrolment).note == "Lektion 1 ist aktuell."

    moved = move_on(enrolment)
    assert moved.version.number == 2
    assert offered_version(moved) is None


def test_finished_stays_finished(cast, course):
    enrolment = EnrolmentFactory(
        user=cast.learner, course=course, finished_at=course.first_published_at
    )
    change(course)
    publish(course)

    assert offered_version(enrolment) is None
    assert move_on(enrolment).version.number == 1


def test_one_enrols_once(cast, course):
    assert enrol(cast.learner, course) == enrol(cast.learner, course)
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("lessons", [0, 1])
def test_what_is_not_published_cannot_be_taken(cast, lessons):
    course = CoursePageFactory(parent=cast.bochum, lessons=lessons, live=not lessons)

    with pytest.raises(EnrolmentRefusedError, match="noch nicht veröffentlicht"):
        enrol(cast.learner, course)
