"""When a course is complete, and what it lacks until then. No queries."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from training.courses.outline import FINAL_TEST, Activity, Outline

__all__ = ["FINAL_TEST", "Completion", "activities_of", "completion_by", "completion_of"]


@dataclass(frozen=True, slots=True)
class Completion:
    """`missing` in the order of the course; `done` of `total` required activities."""

    missing: tuple[Activity, ...]
    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        return not self.missing


def activities_of(outline: Outline) -> Iterator[Activity]:
    """All of a course in order, the final test last."""
    for lesson in outline.lessons:
        yield from lesson.activities
    if outline.final_test:
        yield Activity(FINAL_TEST, FINAL_TEST, _("Abschlusstest"), True)


def completion_of(outline: Outline, progress: Mapping) -> Completion:
    """`progress` is activity → `ActivityProgress`, as `service.progress_of` gives it."""
    return completion_by({key for key, row in progress.items() if row.is_done}, outline)


def completion_by(done: Container[str], outline: Outline) -> Completion:
    """The same from the ids of what is done."""
    required = [activity for activity in activities_of(outline) if activity.is_required]
    missing = tuple(activity for activity in required if activity.id not in done)
    return Completion(missing, len(required) - len(missing), len(required))
