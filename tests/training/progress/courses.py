"""Courses of the tests of progress: two lessons, a note for oneself, a question."""

import json

from tests.factories import CoursePageFactory, LessonPageFactory
from tests.training.questions.questions import BLOCKS, value_of
from training.courses.outline import lesson_activity, outline_of
from training.courses.versions import fix_version

NOTE, QUESTION = "1f0c0000-0000-4000-8000-000000000001", "1f0c0000-0000-4000-8000-000000000002"


def question_block(kind: str, block_id: str) -> dict:
    return {"type": kind, "value": BLOCKS[kind].get_prep_value(value_of(kind)), "id": block_id}


def course_of(city, *, body=(), **kwargs):
    """A course whose first lesson has a note and a question, and blocks of one's own."""
    course = CoursePageFactory(parent=city, **kwargs)
    first = [
        {"type": "text", "value": "<p>Ein Absatz.</p>"},
        {"type": "reflection", "value": {"prompt": "Was nehmen Sie mit?"}, "id": NOTE},
        question_block("single", QUESTION),
        *body,
    ]
    LessonPageFactory(parent=course, title="Anfang", body=json.dumps(first))
    LessonPageFactory(parent=course, title="Schluss")
    fix_version(course)
    return course


def lessons_of(course) -> list[str]:
    """The activities of having read each lesson."""
    return [lesson_activity(each.id) for each in outline_of(course.newest_version).lessons]
