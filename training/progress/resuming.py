"""Where a learner goes on, and which lessons are done. No queries."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from training.courses.models import Enrolment
from training.courses.outline import Activity, LessonOutline, Outline

from .models import ActivityProgress


@dataclass(frozen=True, slots=True)
class Place:
    """A lesson, and in it the activity to go on with; None is its beginning."""

    lesson: LessonOutline
    activity: Activity | None = None


def is_lesson_done(lesson: LessonOutline, done: Container[str]) -> bool:
    """Whether nothing in it is missing from the course."""
    return all(each.id in done for each in lesson.activities if each.is_required)


def resume_at(
    outline: Outline, enrolment: Enrolment, progress: Mapping[str, ActivityProgress]
) -> Place:
    """The lesson read last, at what was worked on last in it, or at what comes after that."""
    lesson = outline.lesson(enrolment.last_lesson) if enrolment.last_lesson else None
    if lesson is None:
        return Place(outline.lessons[0])
    inner = [each for each in lesson.activities if each.kind != "lesson"]
    begun = [each for each in inner if each.id in progress]
    if not begun:
        return Place(lesson)
    last = max(begun, key=lambda each: progress[each.id].updated_at)
    for each in inner[inner.index(last) :]:
        if each.id not in progress or not progress[each.id].is_done:
            return Place(lesson, each)
    return Place(lesson)
