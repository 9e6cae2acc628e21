"""Keeping progress, and finishing a course with it.

Every write takes the lock of its enrolment first: two devices that complete the last two
activities at once must see each other's, or neither would finish the course.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from training.courses.models import CourseVersion, Enrolment
from training.courses.outline import Outline, read_contents

from .batches import is_storable
from .completing import (
    FINAL_TEST,
    Completion,
    activities_of,
    completion_by,
    completion_of,
)
from .models import ActivityProgress
from .signals import course_finished
from .storing import Record, store

__all__ = [
    "FINAL_TEST",
    "Completion",
    "Recorded",
    "completion_of",
    "finish_if_complete",
    "progress_of",
    "record",
    "record_now",
]

#: What only the server knows to be done: it grades the answers.
GRADED_HERE = frozenset({"question", FINAL_TEST})


@dataclass(frozen=True, slots=True)
class Recorded:
    """Sequences that are kept, and for those that never will be the sentence why."""

    acknowledged: tuple[int, ...]
    refused: dict[int, str] = field(default_factory=dict)


def record_now(
    enrolment_pk: int,
    activity: str,
    *,
    state: Any = None,
    done: bool = False,
    score: float | None = None,
) -> None:
    """Keeps what the server itself knows, after everything that came before.

    A state of None leaves the kept one. `score` is a share, 0..1. At most three queries, one
    more for the write that finishes the course. Raises `Enrolment.DoesNotExist`.
    """
    with transaction.atomic():
        enrolment = _locked(enrolment_pk)
        _keep(enrolment, [Record(activity=activity, state=state, done=done, score=score)])


def record(enrolment_pk: int, batch: Sequence[Record]) -> Recorded:
    """Keeps the batch of a browser; queries as `record_now`, whatever its size.

    Refused one by one: what is no activity of the version, and what only the server decides.
    Raises `Enrolment.DoesNotExist`.
    """
    with transaction.atomic():
        enrolment = _locked(enrolment_pk)
        outline = read_contents(enrolment.contents)
        kinds = {activity.id: activity.kind for activity in activities_of(outline)}
        refused = {
            each.sequence: reason for each in batch if (reason := _reason_against(each, kinds))
        }
        taken = [each for each in batch if each.sequence not in refused]
        _keep(enrolment, taken, outline)
    return Recorded(tuple(each.sequence for each in taken), refused)


def progress_of(enrolment: Enrolment) -> dict[str, ActivityProgress]:
    """Activity → where the learner is with it; one query."""
    return {row.activity: row for row in enrolment.progress.all()}


def finish_if_complete(enrolment_pk: int) -> bool:
    """Finishes a course that asks for nothing more, as after moving on to a newer version."""
    with transaction.atomic():
        enrolment = _locked(enrolment_pk)
        return _finish(enrolment, read_contents(enrolment.contents))


def _reason_against(each: Record, kinds: dict[str, str]) -> str:
    kind = kinds.get(each.activity)
    if kind is None:
        return _("Diese Aktivität gibt es in Ihrer Fassung des Kurses nicht.")
    if kind in GRADED_HERE:
        return _("Fragen werden hier ausgewertet, nicht im Browser.")
    if not is_storable(each.state):
        return _("Dieser Stand enthält Zeichen oder Zahlen, die sich nicht speichern lassen.")
    return ""


def _locked(enrolment_pk: int) -> Enrolment:
    """The enrolment with the `contents` of its version. Not joined: a join would show the
    version as it was before the lock was waited for."""
    contents = CourseVersion.objects.filter(pk=OuterRef("version_id")).values("contents")
    enrolments = Enrolment.objects.select_for_update(no_key=True)
    return enrolments.annotate(contents=Subquery(contents)).get(pk=enrolment_pk)


def _keep(enrolment: Enrolment, records: list[Record], outline: Outline | None = None) -> None:
    store(enrolment.pk, records)
    if any(each.done for each in records):
        _finish(enrolment, outline or read_contents(enrolment.contents))


def _finish(enrolment: Enrolment, outline: Outline) -> bool:
    if enrolment.finished_at is not None:
        return False
    done = ActivityProgress.objects.filter(enrolment=enrolment.pk, is_done=True)
    if not completion_by(set(done.values_list("activity", flat=True)), outline).is_complete:
        return False
    enrolment.finished_at = timezone.now()
    enrolment.save(update_fields=["finished_at"])
    course_finished.send(sender=Enrolment, enrolment=enrolment)
    return True
