"""Keeping progress, and finishing a course with it.

What comes from a browser is kept by one statement with no transaction around it, so that writers
hardly wait for each other, in SQLite least of all. Whoever has brought something that is done
looks afterwards whether anything is missing: of two devices that complete the last two activities
at once, the later one sees both. Then it finishes the course, under the enrolment's lock, once.
Only after that it is acknowledged. Of a server that was killed in between, the browser sends its
batch again; and whoever opens the course finishes it, too.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from training.courses.models import Enrolment

from .batches import is_storable
from .completing import FINAL_TEST, Completion, completion_of
from .models import ActivityProgress
from .signals import course_finished
from .storing import (
    GRADED_HERE,
    Known,
    Place,
    Record,
    is_newly_complete,
    look_up,
    store,
    store_sent,
)

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
    """Keeps the batch of a browser.

    One query where everything is new, a second one where something is not, and one more where
    something is done; what finishes the course comes on top. None grows with the course.

    Refused one by one: what is no activity of the version, and what only the server decides.
    Raises `Enrolment.DoesNotExist`.
    """
    unstorable = {each.sequence for each in batch if not is_storable(each.state)}
    changed = store_sent(enrolment_pk, [each for each in batch if each.sequence not in unstorable])
    unchanged = sorted({each.activity for each in batch} - changed.keys())
    known = look_up(enrolment_pk, unchanged) if unchanged else {}
    if known is None:
        raise Enrolment.DoesNotExist
    refused = {sequence: _unstorable() for sequence in unstorable} | {
        each.sequence: reason
        for each in batch
        if each.activity not in changed and (reason := _reason_against(known.get(each.activity)))
    }
    taken = [each for each in batch if each.sequence not in refused]
    if any(each.done for each in taken) and is_newly_complete(enrolment_pk):
        finish_if_complete(enrolment_pk)
    places = changed | {name: each.place for name, each in known.items() if each.place}
    newer = {name: place[0] for name, place in places.items() if _is_ahead(place, name, taken)}
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
    """Finishes a course that asks for nothing more, as after moving on to a newer version.

    At most three queries. Raises `Enrolment.DoesNotExist`.
    """
    with transaction.atomic():
        return _finish(_locked(enrolment_pk))


def _reason_against(known: Known | None) -> str:
    if known is None:
        return _("Diese Aktivität gibt es in Ihrer Fassung des Kurses nicht.")
    if known.kind in GRADED_HERE:
        return _("Fragen werden hier ausgewertet, nicht im Browser.")
    return ""


def _unstorable() -> str:
    return _("Dieser Stand enthält Zeichen oder Zahlen, die sich nicht speichern lassen.")


def _locked(enrolment_pk: int) -> Enrolment:
    return Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment_pk)


def _is_ahead(place: Place, activity: str, records: Sequence[Record]) -> bool:
    """Whether what is kept is from after the last state that the records have for it."""
    places = [
        each.place for each in records if each.activity == activity and each.state is not None
    ]
    return bool(places) and max(places) < place


def _keep(enrolment: Enrolment, record: Record) -> None:
    store(enrolment.pk, [record])
    if record.done:
        _finish(enrolment)


def _finish(enrolment: Enrolment) -> bool:
    if not is_newly_complete(enrolment.pk):
        return False
    enrolment.finished_at = timezone.now()
    enrolment.save(update_fields=["finished_at"])
    course_finished.send(sender=Enrolment, enrolment=enrolment)
    return True
