"""Applies the outbox to the engine."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, transaction

from . import outbox, sources
from .engines import Change, EngineUnavailableError, Refusal, get_engine
from .models import OutboxEntry

logger = logging.getLogger(__name__)

#: Documents in one batch; all their rows go with them.
BATCH = 500
#: About the connection, not about what is asked of it: trying again with less is no use.
_AWAY = (EngineUnavailableError, OperationalError, InterfaceError)

#: Rows of a document, the oldest first.
Rows = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrainReport:
    """What a drain did: rows `applied`, rows `refused`; `busy` if another one was at work."""

    applied: int = 0
    refused: int = 0
    busy: bool = False


def drain(*, wait: float | None = None) -> DrainReport:
    """Applies all rows that are due, in order, in batches.

    A document that cannot be indexed waits for its next attempt, and holds up no other. Another
    drain may be at work: after `wait` seconds this one leaves it to that (None waits). Raises
    `EngineUnavailableError` when the engine is away; the rows stay pending.
    """
    applied = refused = 0
    engine = get_engine()
    while True:
        # Reading the database and writing the index happen under one lock: a slower drain
        # could otherwise write an older state over a newer one.
        with engine.writing(wait=wait) as mine:
            if not mine:
                return DrainReport(applied=applied, refused=refused, busy=True)
            rows = _next_rows()
            if not rows:
                return DrainReport(applied=applied, refused=refused)
            refusals = _apply(list(rows))
            with transaction.atomic():
                applied += _settle({key: pks for key, pks in rows.items() if key not in refusals})
                refused += _refuse(rows, refusals)


def _next_rows() -> Rows:
    """The documents whose turn it is, in the order of their oldest rows, with all their rows.

    Read before the documents: what these rows stand for is in the state that is read then. A
    row that is committed later, whatever its key, is none of them and stays.
    """
    due = OutboxEntry.objects.due().values_list("document_id", flat=True)[: 2 * BATCH]
    rows: dict[str, list[int]] = {key: [] for key in list(dict.fromkeys(due))[:BATCH]}
    pending = OutboxEntry.objects.pending().filter(document_id__in=list(rows))
    for pk, document_id in pending.values_list("pk", "document_id"):
        rows[document_id].append(pk)
    return rows


def _apply(document_ids: Sequence[str]) -> dict[str, Refusal]:
    """Brings the documents in the index to their present state; returns the refused ones."""
    loaded = sources.load(document_ids)
    changes = [
        Change(document_id, loaded.documents.get(document_id))
        for document_id in document_ids
        if document_id not in loaded.failed
    ]
    refusals = dict(loaded.failed)
    for refusal in _apply_changes(changes):
        refusals[refusal.document_id] = refusal
    return refusals


def _apply_changes(changes: Sequence[Change]) -> Sequence[Refusal]:
    """What the engine refuses. A change on which it breaks is found by halving the batch."""
    try:
        return get_engine().apply(changes)
    except _AWAY:
        raise
    except Exception as error:
        if len(changes) == 1:
            logger.exception("The engine breaks on %s.", changes[0].document_id)
            return [Refusal(changes[0].document_id, f"{type(error).__name__}: {error}")]
    middle = len(changes) // 2
    return [*_apply_changes(changes[:middle]), *_apply_changes(changes[middle:])]


def _settle(rows: Rows) -> int:
    """Removes what has been applied, and older refusals of the same documents.

    While a rebuild is under way the rows are kept for it. The mark is looked up after the rows
    were read: if there is none, a rebuild that begins now reads what they stood for.
    """
    pks = [pk for of_document in rows.values() for pk in of_document]
    if outbox.rebuild_under_way():
        outbox.keep_applied(pks)
    else:
        outbox.delete_rows(pks)
    OutboxEntry.objects.refused().filter(document_id__in=list(rows)).delete()
    return len(pks)


def _refuse(rows: Rows, refusals: Mapping[str, Refusal]) -> int:
    """Has the newest row of each document stand for all of them, with the reason."""
    failed = [document_id for document_id in rows if document_id in refusals]
    entries = OutboxEntry.objects.in_bulk([rows[document_id][-1] for document_id in failed])
    for entry in entries.values():
        entry.failed(refusals[entry.document_id].error)
        logger.error("The index refused %s: %s", entry.document_id, entry.error)
    OutboxEntry.objects.bulk_update(
        entries.values(), ["attempts", "error", "refused_at", "next_attempt_at"], batch_size=100
    )
    outbox.delete_rows(pk for document_id in failed for pk in rows[document_id][:-1])
    given_up = [entry for entry in entries.values() if entry.refused_at is not None]
    OutboxEntry.objects.refused().filter(
        document_id__in=[entry.document_id for entry in given_up]
    ).exclude(pk__in=[entry.pk for entry in given_up]).delete()
    return sum(len(rows[document_id]) for document_id in failed)
