"""Courses with a final test, and persons who are ready to take it."""

import json

from tests.factories import CoursePageFactory, EnrolmentFactory, LessonPageFactory
from tests.training.questions.questions import BLOCKS, RIGHT, VALUES, value_of
from training.courses.models import Enrolment
from training.courses.outline import lesson_activity, outline_of
from training.courses.versions import fix_version
from training.finaltest.models import TestAttempt
from training.finaltest.selectors import final_test_of
from training.progress.service import record_now

KINDS = tuple(sorted(VALUES))


def pool(name: str, kinds, draw: int, points: int = 1) -> dict:
    """A pool as a page stores it, and as a version has frozen it."""
    questions = [
        {
            "type": kind,
            "id": f"{name}-{kind}",
            "value": BLOCKS[kind].get_prep_value(value_of(kind, points=points)),
        }
        for kind in kinds
    ]
    value = {"title": name, "draw": draw, "questions": questions}
    return {"type": "pool", "id": name, "value": value}


def course_with_test(city, *kinds: str, pools=(), lessons=1, **settings):
    """A live course with one pool that asks all its questions, of these kinds or of all."""
    pools = list(pools) or [pool("Recht", kinds or KINDS, len(kinds or KINDS))]
    course = CoursePageFactory(parent=city, final_test=json.dumps(pools), **settings)
    for number in range(1, lessons + 1):
        LessonPageFactory(parent=course, title=f"Lektion {number}")
    fix_version(course)
    return course


def read_all(enrolment: Enrolment) -> Enrolment:
    """The person has read the lessons."""
    for lesson in outline_of(enrolment.version).lessons:
        record_now(enrolment.pk, lesson_activity(lesson.id), done=True)
    return enrolment


def ready(user, course) -> Enrolment:
    return read_all(EnrolmentFactory(user=user, course=course))


def paper_of(attempt: TestAttempt):
    return final_test_of(attempt.version_id).paper(attempt)


def right_answer(asked):
    return RIGHT[asked.question.kind]
