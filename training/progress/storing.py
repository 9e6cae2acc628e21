"""Progress into the database: one statement, whatever it finds there.

What is left after some records does not depend on their order, on how they were split into
batches, or on how often one came. Each column keeps a maximum: the state that of (sequence,
device), `is_done` and `score` their own. A record without state has no place in the sequence.
The same rule stands here twice, for records that come together and for those that are stored;
a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections, router
from django.utils import timezone

from .models import NO_DEVICE, ActivityProgress


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
    def place(self) -> tuple[int, str]:
        return (self.sequence or 0, self.device) if self.state is not None else (-1, NO_DEVICE)


_COLUMNS = (
    "enrolment",
    "activity",
    "sequence",
    "device",
    "state",
    "is_done",
    "score",
    "updated_at",
)
_NEXT = (
    "(SELECT COALESCE(MAX(last.sequence), 0) + 1 FROM {table} AS last"
    " WHERE last.enrolment_id = %s AND last.activity = %s)"
)
# The aliases and the row comparison are the same in SQLite and PostgreSQL. What changes nothing
# is not written: a batch that comes again costs no write.
_STATEMENT = """
INSERT INTO {table} AS kept
    (enrolment_id, activity, sequence, device, state, is_done, score, updated_at)
VALUES {rows}
ON CONFLICT (enrolment_id, activity) DO UPDATE SET
    state = CASE WHEN {newer} THEN excluded.state ELSE kept.state END,
    sequence = CASE WHEN {newer} THEN excluded.sequence ELSE kept.sequence END,
    device = CASE WHEN {newer} THEN excluded.device ELSE kept.device END,
    is_done = kept.is_done OR excluded.is_done,
    score = CASE WHEN {better} THEN excluded.score ELSE kept.score END,
    updated_at = excluded.updated_at
WHERE {newer} OR {better} OR (excluded.is_done AND NOT kept.is_done)
"""
_NEWER = (
    "(excluded.state IS NOT NULL"
    " AND (excluded.sequence, excluded.device) > (kept.sequence, kept.device))"
)
_BETTER = "(excluded.score IS NOT NULL AND (kept.score IS NULL OR excluded.score > kept.score))"


def store(enrolment_pk: int, records: Iterable[Record]) -> int:
    """Keeps the records in one query; how many activities that has changed.

    Needs the enrolment's lock where a sequence is None.
    """
    merged = merge(records)
    if not merged:
        return 0
    connection = connections[router.db_for_write(ActivityProgress)]
    now = timezone.now()
    table = connection.ops.quote_name(ActivityProgress._meta.db_table)
    rows: list[str] = []
    parameters: list[Any] = []
    for record in merged:
        is_next = record.state is not None and record.sequence is None
        values = {
            "enrolment": enrolment_pk,
            "activity": record.activity,
            "sequence": (record.sequence or 0) if record.state is not None else 0,
            "device": record.device if record.state is not None else NO_DEVICE,
            "state": record.state,
            "is_done": record.done,
            "score": record.score,
            "updated_at": now,
        }
        places = []
        for name in _COLUMNS:
            if name == "sequence" and is_next:
                places.append(_NEXT.format(table=table))
                parameters += [enrolment_pk, record.activity]
            else:
                field = ActivityProgress._meta.get_field(name)
                places.append("%s")
                parameters.append(field.get_db_prep_save(values[name], connection))
        rows.append(f"({', '.join(places)})")
    statement = _STATEMENT.format(table=table, rows=", ".join(rows), newer=_NEWER, better=_BETTER)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


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
