"""What a learner does in a lesson reads that lesson, however long the course is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory, LessonPageFactory
from training.courses.versions import fix_version
from training.progress.service import progress_of

from .courses import NOTE, QUESTION, course_of

pytestmark = pytest.mark.django_db

#: What a version keeps whole; both grow with its lessons.
WHOLE = ('"courses_courseversion"."contents"', '"courses_courseversion"."content"')


def long_course(city, lessons):
    course = course_of(city, title=f"Kurs mit {lessons}", slug=f"kurs-{lessons}")
    for number in range(2, lessons):
        LessonPageFactory(parent=course, title=f"Lektion {number}")
    fix_version(course)
    return course


@pytest.mark.parametrize(
    ("way", "block", "data"),
    [
        ("courses:question", QUESTION, None),
        ("courses:question", QUESTION, {"aufloesung": "1"}),
        ("courses:note", NOTE, {"text": "Nachfragen"}),
    ],
)
def test_answers_and_notes_cost_the_same_in_a_course_of_any_length(cast, way, block, data):
    client = signed_in(cast.learner)
    found = []
    for lessons in (2, 30):
        course = long_course(cast.bochum, lessons)
        enrolment = EnrolmentFactory(user=cast.learner, course=course)
        address = reverse(way, args=[course.pk, block])
        for _time in range(2):
            with CaptureQueriesContext(connection) as captured:
                answer = client.post(address, data) if data else client.get(address)
        assert answer.status_code in {200, 302}
        assert not any(name in each["sql"] for each in captured for name in WHOLE)
        assert (block in progress_of(enrolment)) == bool(data and "text" in data)
        found.append(len(captured))

    assert found[0] == found[1]
