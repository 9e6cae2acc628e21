"""Applies the outbox to the engine."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from . import outbox, sources
from .engines import Change, Refusal, get_engine
from .models import OutboxEntry, RebuildMark

logger = logging.getLogger(__name__)

BATCH = 500
#: A change that failed as often is set aside, so that it stops costing time.
MAX_ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DrainReport:
    """What a drain did: rows `applied`, rows `refused`; `busy` if another one was at work."""

    applied: int = 0
    refused: int = 0
    busy: bool = False


def drain(*, wait: float | None = None) -> DrainReport:
    """Applies all pending rows in order, in batches, each row at most once.

    Another drain may be at work: after `wait` seconds this one leaves it to that (None waits).
    Raises `EngineUnavailableError` when the engine is away; the rows stay pending.
    """
    applied = refused = 0
    last = 0
    engine = get_engine()
    while True:
        # Reading the database and writing the index happen under one lock: a slower drain
        # could otherwise write an older state over a newer one.
        with engine.writing(wait=wait) as mine:
            if not mine:
                return DrainReport(applied=applied, refused=refused, busy=True)
            rows = list(
                OutboxEntry.objects.pending()
                .filter(pk__gt=last)
                .values_list("pk", "document_id")[:BATCH]
            )
            if not rows:
                return DrainReport(applied=applied, refused=refused)
            last = rows[-1][0]
            # Later rows of a document go with the first: its state is read once.
            refusals = _apply(dict.fromkeys(document_id for _pk, document_id in rows))
            done = [pk for pk, document_id in rows if document_id not in refusals]
            _settle(done, {document_id for _pk, document_id in rows} - refusals.keys())
            _refuse(rows, refusals)
            applied += len(done)
            refused += len(rows) - len(done)


def _apply(document_ids: Iterable[str]) -> dict[str, Refusal]:
    """Brings the documents in the index to their present state; returns the refused ones."""
    ids = list(document_ids)
    loaded = sources.load(ids)
    changes = [
        Change(document_id, loaded.documents.get(document_id))
        for document_id in ids
        if document_id not in loaded.failed
    ]
    refusals = dict(loaded.failed)
    for refusal in get_engine().apply(changes):
        refusals[refusal.document_id] = refusal
    return refusals


def _settle(pks: Sequence[int], document_ids: Iterable[str]) -> None:
    """Removes what has been applied, and older refusals of the same documents.

    While a rebuild is under way the rows are kept for it. The mark is looked up after the rows
    were read: if there is none, a rebuild that begins now reads what they stood for.
    """
    if RebuildMark.objects.under_way().exists():
        OutboxEntry.objects.filter(pk__in=pks).update(applied_at=timezone.now())
    else:
        outbox.delete_rows(pks)
    OutboxEntry.objects.refused().filter(document_id__in=list(document_ids)).delete()


def _refuse(rows: Sequence[tuple[int, str]], refusals: dict[str, Refusal]) -> None:
    for pk, document_id in rows:
        if refusal := refusals.get(document_id):
            logger.error("The index refused %s: %s", document_id, refusal.error)
            entry = OutboxEntry.objects.filter(pk=pk)
            entry.update(attempts=F("attempts") + 1, error=refusal.error)
            entry.filter(attempts__gte=MAX_ATTEMPTS).update(refused_at=timezone.now())
