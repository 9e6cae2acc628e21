"""Progress into the database: one statement, whatever it finds there.

What is left after some records does not depend on their order, on how they were split into
batches, or on how often one came. Each column keeps a maximum: the state that of (sequence,
device), `is_done` and `score` their own. A record without state has no place in the sequence.
The same rule stands here twice, for records that come together and for those that are stored;
a test holds the two together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import connections, router
from django.utils import timezone

from training.courses.models import Enrolment, VersionActivity
from training.courses.outline import FINAL_TEST

from .models import NO_DEVICE, ActivityProgress

#: What only the server knows to be done: it grades the answers.
GRADED_HERE = frozenset({"question", FINAL_TEST})
#: (sequence, device), of which the highest has the state.
Place = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing to keep. A state of None leaves the kept one; so does a score of None.

    A sequence of None is the next one after what is stored: what the server writes is newest.
    """

    activity: str
    sequence: int | None = None
    device: str = NO_DEVICE
    state: Any = None
    done: bool = False
    score: float | None = None

    @property
    def place(self) -> Place:
        return (self.sequence or 0, self.device) if self.state is not None else (-1, NO_DEVICE)


@dataclass(frozen=True, slots=True)
class Known:
    """An activity of a version, and the place of what is kept of it, if anything is."""

    kind: str
    place: Place | None


_COLUMNS = ("activity", "sequence", "device", "state", "is_done", "score", "updated_at")
_NEXT = (
    "(SELECT COALESCE(MAX(last.sequence), 0) + 1 FROM {progress} AS last"
    " WHERE last.enrolment_id = %s AND last.activity = %s)"
)
# The aliases and the row comparison are the same in SQLite and PostgreSQL. What changes nothing
# is not written: a batch that comes again costs no write. Reading what may be written and
# writing it is one statement, which needs no transaction around it. It takes its rows in one order,
# so that of two devices with the same ones neither waits for the other for ever.
_STATEMENT = """
WITH given (activity, sequence, device, state, is_done, score, updated_at) AS (VALUES {rows})
INSERT INTO {progress} AS kept
    (enrolment_id, activity, sequence, device, state, is_done, score, updated_at)
SELECT enrolment.id, given.activity, given.sequence, given.device, given.state, given.is_done,
    given.score, given.updated_at
FROM {enrolment} AS enrolment CROSS JOIN given
WHERE enrolment.id = %s{allowed}
ORDER BY given.activity
ON CONFLICT (enrolment_id, activity) DO UPDATE SET
    state = CASE WHEN {newer} THEN excluded.state ELSE kept.state END,
    sequence = CASE WHEN {newer} THEN excluded.sequence ELSE kept.sequence END,
    device = CASE WHEN {newer} THEN excluded.device ELSE kept.device END,
    is_done = kept.is_done OR excluded.is_done,
    score = CASE WHEN {better} THEN excluded.score ELSE kept.score END,
    updated_at = excluded.updated_at
WHERE {newer} OR {better} OR (excluded.is_done AND NOT kept.is_done)
RETURNING activity, sequence, device
"""
_ALLOWED = """
    AND EXISTS (
        SELECT 1 FROM {known} AS known
        WHERE known.version_id = enrolment.version_id AND known.activity = given.activity
            AND known.kind NOT IN ({graded})
    )"""
_NEWER = (
    "(excluded.state IS NOT NULL"
    " AND (excluded.sequence, excluded.device) > (kept.sequence, kept.device))"
)
_BETTER = "(excluded.score IS NOT NULL AND (kept.score IS NULL OR excluded.score > kept.score))"
_KNOWN = """
SELECT known.activity, known.kind, kept.sequence, kept.device
FROM {enrolment} AS enrolment
LEFT JOIN {known} AS known
    ON known.version_id = enrolment.version_id AND known.activity IN ({places})
LEFT JOIN {progress} AS kept
    ON kept.enrolment_id = enrolment.id AND kept.activity = known.activity
WHERE enrolment.id = %s
"""
_COMPLETE = """
SELECT 1 FROM {enrolment} AS enrolment
WHERE enrolment.id = %s AND enrolment.finished_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM {known} AS known
    WHERE known.version_id = enrolment.version_id AND known.is_required AND NOT EXISTS (
        SELECT 1 FROM {progress} AS kept
        WHERE kept.enrolment_id = enrolment.id AND kept.activity = known.activity
            AND kept.is_done
    )
)
"""


def store(enrolment_pk: int, records: Iterable[Record]) -> None:
    """Keeps what the server itself says, in one query.

    Needs the enrolment's lock where a sequence is None.
    """
    _store(enrolment_pk, records, allowed="")


def store_sent(enrolment_pk: int, records: Iterable[Record]) -> dict[str, Place]:
    """Keeps in one query what a browser may say: activities of the enrolment's version that are
    not graded here.

    The places of those that this has changed. What is not among them is not allowed, or changes
    nothing; `look_up` tells which.
    """
    graded = ", ".join(f"'{kind}'" for kind in sorted(GRADED_HERE))
    return _store(enrolment_pk, records, allowed=_ALLOWED.replace("{graded}", graded))


def look_up(enrolment_pk: int, activities: Sequence[str]) -> dict[str, Known] | None:
    """Those that the enrolment's version has; None where there is no enrolment. One query."""
    statement = _written(_KNOWN, places=", ".join(["%s"] * len(activities)))
    rows = _ask(statement, [*activities, enrolment_pk])
    if not rows:
        return None
    return {
        activity: Known(kind, None if sequence is None else (sequence, device))
        for activity, kind, sequence, device in rows
        if activity is not None
    }


def is_newly_complete(enrolment_pk: int) -> bool:
    """Whether everything that the version asks for is done and the course not yet finished.

    One query; it brings no outline, and ends at the first thing that is missing.
    """
    return bool(_ask(_written(_COMPLETE), [enrolment_pk]))


def merge(records: Iterable[Record]) -> list[Record]:
    """One record for each activity: a statement may touch a row only once."""
    merged: dict[str, Record] = {}
    for record in records:
        kept = merged.get(record.activity)
        merged[record.activity] = record if kept is None else _joined(kept, record)
    return list(merged.values())


def _joined(one: Record, other: Record) -> Record:
    newest = max(one, other, key=lambda record: record.place)
    scores = [score for score in (one.score, other.score) if score is not None]
    return replace(newest, done=one.done or other.done, score=max(scores) if scores else None)


def _store(enrolment_pk: int, records: Iterable[Record], *, allowed: str) -> dict[str, Place]:
    connection = _connection()
    now = timezone.now()
    rows: list[str] = []
    parameters: list[Any] = []
    for record in merge(records):
        has_state = record.state is not None
        values = (
            record.activity,
            (record.sequence or 0) if has_state else 0,
            record.device if has_state else NO_DEVICE,
            record.state,
            record.done,
            record.score,
            now,
        )
        places = list(_placeholders(connection.alias))
        for at, (name, value) in enumerate(zip(_COLUMNS, values, strict=True)):
            if name == "sequence" and has_state and record.sequence is None:
                places[at] = _NEXT
                parameters += [enrolment_pk, record.activity]
            else:
                field = ActivityProgress._meta.get_field(name)
                parameters.append(field.get_db_prep_save(value, connection))
        rows.append(f"({', '.join(places)})")
    if not rows:
        return {}
    statement = _STATEMENT.replace("{rows}", ", ".join(rows)).replace("{allowed}", allowed)
    found = _ask(_written(statement, newer=_NEWER, better=_BETTER), [*parameters, enrolment_pk])
    return {activity: (sequence, device) for activity, sequence, device in found}


@cache
def _placeholders(alias: str) -> tuple[str, ...]:
    """One for each column. A column of nothing but NULL has no type until it is given one."""
    fields = [ActivityProgress._meta.get_field(name) for name in _COLUMNS]
    connection = connections[alias]
    return tuple(
        f"CAST(%s AS {field.cast_db_type(connection)})" if field.null else "%s" for field in fields
    )


def _written(statement: str, **parts: str) -> str:
    """The statement with the names of the tables."""
    name = _connection().ops.quote_name
    return statement.format(
        progress=name(ActivityProgress._meta.db_table),
        enrolment=name(Enrolment._meta.db_table),
        known=name(VersionActivity._meta.db_table),
        **parts,
    )


def _ask(statement: str, parameters: Sequence[Any]) -> list[tuple]:
    with _connection().cursor() as cursor:
        cursor.execute(statement, parameters)
        # All of it, before anything is acknowledged: SQLite commits with the last row.
        return cursor.fetchall()


def _connection():
    return connections[router.db_for_write(ActivityProgress)]
