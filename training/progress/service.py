"""Keeping progress, and finishing a course with it.

Whoever completes something takes the lock of the enrolment first: two devices that complete the
last two activities at once must see each other's, or neither would finish the course. A state
alone is one statement with no transaction around it, so that writers hardly wait for each other,
in SQLite least of all.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
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
    "done_among",
    "done_in",
    "finish_if_complete",
    "holding",
    "progress_in",
    "progress_of",
    "record",
    "record_now",
]

#: What only the server knows to be done: it grades the answers.
GRADED_HERE = frozenset({"question", FINAL_TEST})


@dataclass(frozen=True, slots=True)
class Recorded:
    """Sequences that are kept, and for those that never will be the sentence why.

    `newer` is activity → the sequence of a state that another device has brought meanwhile, and
    that stays.
    """

    acknowledged: tuple[int, ...]
    refused: dict[int, str] = field(default_factory=dict)
    newer: dict[str, int] = field(default_factory=dict)


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
    with holding(enrolment_pk) as held:
        held.keep(activity, state=state, done=done, score=score)


@contextmanager
def holding(enrolment_pk: int) -> Iterator["Held"]:
    """The enrolment's progress, which nobody else changes meanwhile.

    For what follows from the kept state: of two answers at once, each is a try. Raises
    `Enrolment.DoesNotExist`.
    """
    with transaction.atomic():
        yield Held(_locked(enrolment_pk))


@dataclass(frozen=True, slots=True)
class Held:
    enrolment: Enrolment

    def state_of(self, activity: str) -> Any:
        """What is kept of it, or None."""
        return (
            self.enrolment.progress.filter(activity=activity)
            .values_list("state", flat=True)
            .first()
        )

    def keep(self, activity: str, *, state=None, done=False, score=None) -> None:
        """As `record_now`."""
        record = Record(activity=activity, state=state, done=done, score=score)
        _keep(self.enrolment, record)


def record(enrolment_pk: int, batch: Sequence[Record]) -> Recorded:
    """Keeps the batch of a browser; at most three queries, whatever its size, and one more for
    what finishes the course.

    Refused one by one: what is no activity of the version, and what only the server decides.
    Raises `Enrolment.DoesNotExist`.
    """
    if any(each.done for each in batch):
        with transaction.atomic():
            enrolment = _locked(enrolment_pk)
            outline = read_contents(enrolment.contents)
            taken, refused = _sifted(batch, outline)
            store(enrolment_pk, taken)
            rows = _rows_after(enrolment_pk, taken)
            if any(each.done for each in taken):
                _finish(enrolment, outline, {row.activity for row in rows if row.is_done})
    else:
        taken, refused = _sifted(batch, read_contents(_contents(enrolment_pk)))
        changed = store(enrolment_pk, taken)
        rows = [] if _are_newest(taken, changed) else _rows_after(enrolment_pk, taken)
    newer = {row.activity: row.sequence for row in rows if _is_behind(row, taken)}
    return Recorded(tuple(each.sequence for each in taken), refused, newer)


def progress_of(enrolment: Enrolment, *, states: bool = True) -> dict[str, ActivityProgress]:
    """Activity → where the learner is with it; one query.

    Without states it is what a table of contents needs: a package may keep a lot.
    """
    rows = enrolment.progress.all() if states else enrolment.progress.defer("state")
    return {row.activity: row for row in rows}


def progress_in(enrolment: Enrolment, activities: Collection[str]) -> dict[str, ActivityProgress]:
    """The same of some activities, as of one lesson's; one query."""
    rows = enrolment.progress.filter(activity__in=activities)
    return {row.activity: row for row in rows}


def done_in(enrolment: Enrolment) -> set[str]:
    """The activities that are done; one query."""
    done = ActivityProgress.objects.filter(enrolment=enrolment.pk, is_done=True)
    return set(done.values_list("activity", flat=True))


def done_among(enrolment: Enrolment, activities: Collection[str]) -> set[str]:
    """The same of some activities, as of the lessons near one; one query."""
    done = enrolment.progress.filter(activity__in=activities, is_done=True)
    return set(done.values_list("activity", flat=True))


def finish_if_complete(enrolment_pk: int) -> bool:
    """Finishes a course that asks for nothing more, as after moving on to a newer version."""
    with transaction.atomic():
        enrolment = _locked(enrolment_pk)
        return _finish(enrolment, read_contents(enrolment.contents), done_in(enrolment))


def _reason_against(each: Record, kinds: dict[str, str]) -> str:
    kind = kinds.get(each.activity)
    if kind is None:
        return _("Diese Aktivität gibt es in Ihrer Fassung des Kurses nicht.")
    if kind in GRADED_HERE:
        return _("Fragen werden hier ausgewertet, nicht im Browser.")
    if not is_storable(each.state):
        return _("Dieser Stand enthält Zeichen oder Zahlen, die sich nicht speichern lassen.")
    return ""


def _sifted(batch: Sequence[Record], outline: Outline) -> tuple[list[Record], dict[int, str]]:
    """What is to be kept, and the sentences about the rest by sequence."""
    kinds = {activity.id: activity.kind for activity in activities_of(outline)}
    refused = {each.sequence: reason for each in batch if (reason := _reason_against(each, kinds))}
    return [each for each in batch if each.sequence not in refused], refused


def _contents(enrolment_pk: int) -> dict:
    """The contents of its version. Raises `Enrolment.DoesNotExist`."""
    versions = CourseVersion.objects.filter(enrolments=enrolment_pk)
    contents = versions.order_by().values_list("contents", flat=True).first()
    if contents is None:
        raise Enrolment.DoesNotExist
    return contents


def _locked(enrolment_pk: int) -> Enrolment:
    """The enrolment with the `contents` of its version. Not joined: a join would show the
    version as it was before the lock was waited for."""
    contents = CourseVersion.objects.filter(pk=OuterRef("version_id")).values("contents")
    enrolments = Enrolment.objects.select_for_update(no_key=True)
    return enrolments.annotate(contents=Subquery(contents)).get(pk=enrolment_pk)


def _rows_after(enrolment_pk: int, records: Sequence[Record]) -> list[ActivityProgress]:
    """The rows of the records, and where one of them is done, all that are."""
    if not records:
        return []
    asked = Q(activity__in={each.activity for each in records})
    if any(each.done for each in records):
        asked |= Q(is_done=True)
    return list(ActivityProgress.objects.filter(asked, enrolment=enrolment_pk).defer("state"))


def _are_newest(records: Sequence[Record], changed: int) -> bool:
    """Whether all that was stored has changed something, and could only by its state."""
    return changed == len({each.activity for each in records}) and all(
        each.score is None for each in records
    )


def _is_behind(row: ActivityProgress, records: Sequence[Record]) -> bool:
    """Whether the row has a state from after the last one of the records."""
    places = [
        each.place for each in records if each.activity == row.activity and each.state is not None
    ]
    return bool(places) and max(places) < (row.sequence, row.device)


def _keep(enrolment: Enrolment, record: Record) -> None:
    store(enrolment.pk, [record])
    if record.done:
        _finish(enrolment, read_contents(enrolment.contents), done_in(enrolment))


def _finish(enrolment: Enrolment, outline: Outline, done: Collection[str]) -> bool:
    if enrolment.finished_at is not None or not completion_by(done, outline).is_complete:
        return False
    enrolment.finished_at = timezone.now()
    enrolment.save(update_fields=["finished_at"])
    course_finished.send(sender=Enrolment, enrolment=enrolment)
    return True
