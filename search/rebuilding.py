"""Builds the index anew beside the one that is searched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from . import outbox, sources
from .breaker import breaker_of
from .documents import SearchDocument
from .engines import (
    Candidate,
    Change,
    EngineUnavailableError,
    RebuildReport,
    Refusal,
    get_engine,
)
from .locks import shared_lock
from .models import OutboxEntry, RebuildMark
from .query import parse_query
from .request import SearchRequest

#: A drain that looks whether a rebuild lives holds the lock for a moment.
_LOCK_SECONDS = 2.0
CANARIES = 5


class RebuildUnderWayError(Exception):
    """Another process rebuilds the index just now; the message is a sentence."""


def rebuild(*, progress: Callable[[int], None] = lambda count: None) -> RebuildReport:
    """Builds the index anew from the database and swaps it in; searches go on meanwhile.

    What changes during the rebuild is in the outbox: changes that were committed before it
    began are in what it reads, all others are replayed into the new index before the swap.
    Any error leaves the old index and the outbox as they were. Raises `RebuildUnderWayError`
    where another one is at work.
    """
    with shared_lock(outbox.REBUILD_LOCK, wait=_LOCK_SECONDS) as mine:
        if not mine:
            raise RebuildUnderWayError(
                _("Der Suchindex wird gerade neu aufgebaut. Warten Sie, bis das fertig ist.")
            )
        with transaction.atomic():
            # There is never a moment without a mark: where a dead rebuild has left one, it may
            # live after all, its connection lost, and need the rows that are kept.
            RebuildMark.objects.all().delete()
            mark = RebuildMark.objects.create()
        try:
            report = _Rebuild(progress).run()
        finally:
            mark.delete()
            outbox.forget_applied()
    return report


class _Rebuild:
    """One run; remembers which rows and documents it has seen."""

    def __init__(self, progress: Callable[[int], None]):
        self._progress = progress
        # After the mark: from here on no drain deletes a row, so none can slip between. By
        # their keys, because rows need not be committed in the order of their keys.
        self._known = set(OutboxEntry.objects.values_list("pk", flat=True))
        self._replayed: set[int] = set()
        self._failed: dict[str, Refusal] = {}
        self._expected: set[str] = set()
        self._canaries: list[SearchDocument] = []

    def run(self) -> RebuildReport:
        engine = get_engine()
        report = engine.rebuild(
            self._documents(), replay=self._replay, verify=self._verify, progress=self._progress
        )
        breaker_of(engine).reset()
        outbox.delete_rows(self._known | self._replayed)
        refused = [*report.refused, *self._failed.values()]
        outbox.keep_refused(refused)
        return replace(report, refused=refused)

    def _documents(self) -> Iterator[SearchDocument]:
        for loaded in sources.batches():
            self._failed.update(loaded.failed)
            for document in loaded.documents.values():
                self._expect(document)
                yield document

    def _replay(self) -> list[Change]:
        rows = OutboxEntry.objects.values_list("pk", "document_id")
        missed = {pk: document_id for pk, document_id in rows if pk not in self._known}
        self._replayed.update(missed)
        loaded = sources.load(dict.fromkeys(missed.values()))
        self._failed.update(loaded.failed)
        changes = [
            Change(document_id, loaded.documents.get(document_id))
            for document_id in dict.fromkeys(missed.values())
            if document_id not in loaded.failed
        ]
        for change in changes:
            self._failed.pop(change.document_id, None)
            self._expected.discard(change.document_id)
            self._canaries = [kept for kept in self._canaries if kept.id != change.document_id]
            if change.document is not None:
                self._expect(change.document)
        return changes

    def _expect(self, document: SearchDocument) -> None:
        self._expected.add(document.id)
        if len(self._canaries) < CANARIES and not parse_query(document.title).is_empty:
            self._canaries.append(document)

    def _verify(self, candidate: Candidate, refused: Sequence[Refusal]) -> None:
        """The new index must hold what was put in, and find some of it.

        One document may have a title that nothing is found for (stop words alone); none of
        several found means that the index does not work.
        """
        lost = {refusal.document_id for refusal in refused}
        expected = len(self._expected - lost)
        health = candidate.health()
        if not health.ok:
            raise EngineUnavailableError(health.problem)
        if health.documents != expected:
            raise EngineUnavailableError(
                _(
                    "Der neue Suchindex enthält %(found)d statt %(expected)d Dokumente; "
                    "der bisherige bleibt."
                )
                % {"found": health.documents, "expected": expected}
            )
        canaries = [canary for canary in self._canaries if canary.id not in lost]
        if len(canaries) == CANARIES and not any(
            candidate.search(SearchRequest(text=canary.title)).total for canary in canaries
        ):
            raise EngineUnavailableError(
                _("Im neuen Suchindex wird nichts gefunden; der bisherige bleibt.")
            )
