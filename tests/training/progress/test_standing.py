"""Where a learner is: going on, what is done, what is missing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from portal.media.models import PortalImage
from tests.cast import signed_in
from tests.factories import CoursePageFactory, EnrolmentFactory
from training.progress.service import progress_of, record_now

from .courses import NOTE, QUESTION, course_of, lessons_of, question_block

pytestmark = pytest.mark.django_db


def lesson(course, number=0):
    page = course.get_children().order_by("path")[number]
    return reverse("courses:lesson", args=[course.pk, page.pk])


def overview(course):
    return reverse("courses:overview", args=[course.pk])


@pytest.fixture
def course(cast):
    return course_of(cast.bochum)


@pytest.fixture
def enrolment(cast, course):
    return EnrolmentFactory(user=cast.learner, course=course)


@pytest.fixture
def learner(cast, enrolment):
    return signed_in(cast.learner)


def test_going_on_has_read_the_lesson(course, enrolment, learner):
    first, last = lessons_of(course)
    learner.get(lesson(course))
    assert first not in progress_of(enrolment)

    learner.post(lesson(course))

    assert progress_of(enrolment)[first].is_done
    assert last not in progress_of(enrolment)


def test_the_overview_says_exactly_what_is_missing(course, enrolment, learner):
    learner.post(lesson(course))
    html = learner.get(overview(course)).content.decode()
    missing = html.split("was-noch-fehlt")[2].split("</section>")[0]

    assert "1 von 3 Schritten" in missing
    assert "Welches Merkmal steht nicht im Gesetz?" in missing
    assert missing.count("Lektion zu Ende lesen") == 1
    assert f'{lesson(course, 1)}"' in missing

    learner.post(lesson(course, 1))
    record_now(enrolment.pk, QUESTION, done=True)
    html = learner.get(overview(course)).content.decode()
    assert "Was noch fehlt" not in html
    assert "abgeschlossen" in html


def test_a_final_test_that_is_missing_is_named(cast):
    pool = {"title": "Recht", "draw": 1, "questions": [question_block("single", "x")]}
    course = course_of(cast.bochum, final_test=[("pool", pool)])
    EnrolmentFactory(user=cast.learner, course=course)

    html = signed_in(cast.learner).get(overview(course)).content.decode()

    assert "Abschlusstest bestehen" in html


def test_what_is_done_is_marked_in_the_table_of_contents(course, enrolment, learner):
    learner.post(lesson(course))
    contents = learner.get(lesson(course, 1)).content.decode().split("</nav>")
    assert not any("erledigt" in part for part in contents)

    record_now(enrolment.pk, QUESTION, done=True)

    html = learner.get(lesson(course, 1)).content.decode()
    assert html.count("erledigt") == 1
    assert learner.get(overview(course)).content.decode().count('class="done"') == 1


def test_one_goes_on_at_what_one_worked_on(course, enrolment, learner, time_machine):
    def place():
        html = learner.get(overview(course)).content.decode()
        return html.split("Weiter, wo Sie waren")[0].rsplit('href="', 1)[1].split('"')[0]

    time_machine.move_to("2026-03-02 09:00:00+00:00")
    learner.get(lesson(course))
    assert place() == lesson(course)

    record_now(enrolment.pk, NOTE, state={"text": "a"}, done=True)
    assert place() == f"{lesson(course)}#aktivitaet-{QUESTION}"

    time_machine.move_to("2026-03-02 09:05:00+00:00")
    record_now(enrolment.pk, QUESTION, state={"tries": 1})
    assert place() == f"{lesson(course)}#aktivitaet-{QUESTION}"

    record_now(enrolment.pk, QUESTION, state={"tries": 2}, done=True)
    assert place() == lesson(course)

    learner.post(lesson(course))
    assert place() == lesson(course, 1)


def test_the_picture_of_a_case_is_shown(cast):
    picture = PortalImage.objects.create(
        title="Schalter", description="Ein Schalter", file=get_test_image_file()
    )
    block = question_block("case", "case-1")
    block["value"]["image"] = picture.pk
    course = course_of(cast.bochum, body=[block])
    EnrolmentFactory(user=cast.learner, course=course)

    html = signed_in(cast.learner).get(lesson(course)).content.decode()

    assert 'alt="Ein Schalter"' in html


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_whatever_has_been_read(cast):
    found = {}
    for lessons in (2, 12):
        course = CoursePageFactory(
            parent=cast.bochum, lessons=lessons, title=f"Kurs mit {lessons}", slug=f"k{lessons}"
        )
        enrolment = EnrolmentFactory(user=cast.learner, course=course)
        client = signed_in(cast.learner)
        for activity in lessons_of(course)[:-1]:
            record_now(enrolment.pk, activity, done=True)
        found[lessons] = (queries(client, lesson(course)), queries(client, overview(course)))

    assert found[2] == found[12]


def test_a_lesson_reads_no_other_lesson(course, enrolment, learner):
    with CaptureQueriesContext(connection) as captured:
        learner.get(lesson(course))

    read = [each["sql"] for each in captured if "_courseversion" in each["sql"]]
    assert not any('"content' in sql for sql in read)
    bodies = [each["sql"] for each in captured if '"body"' in each["sql"]]
    assert len([sql for sql in bodies if "_versionlesson" in sql]) == 1
