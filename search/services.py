"""The search for the rest of the program: find, rebuild, and how it is."""

import logging
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from . import fallback, outbox, sources
from .analysis.highlight import excerpt, highlight
from .documents import SearchDocument
from .engines import (
    Change,
    EngineHealth,
    EngineUnavailableError,
    RebuildReport,
    Refusal,
    get_engine,
)
from .models import OutboxEntry, RebuildMark
from .request import SearchRequest
from .results import Hit, SearchResults

logger = logging.getLogger(__name__)


def find(request: SearchRequest) -> SearchResults:
    """Answers a search, whatever was typed and however the engine is.

    No query on the database while the engine answers. Without the engine the database's
    titles and summaries answer, and the results say that they are `degraded`.
    """
    started = time.perf_counter()
    degraded = False
    try:
        found = get_engine().search(request)
    except EngineUnavailableError as error:
        logger.warning("The search answers from the database: %s", error)
        found, degraded = fallback.search(request), True
    return SearchResults(
        hits=[_hit(document, score, found.terms) for document, score in found.documents],
        total=found.total,
        facets=found.facets,
        correction=found.correction,
        corrected=found.corrected,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        degraded=degraded,
        pages=max(1, math.ceil(found.total / request.page_size)),
    )


def _hit(document: SearchDocument, score: float, terms: frozenset[str]) -> Hit:
    return Hit(
        document=document,
        title=highlight(document.title, terms, document.language),
        excerpt=excerpt([document.summary, document.body], terms, document.language),
        score=score,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchStatus:
    """How the search is: the engine, and what the outbox still holds for it."""

    engine: EngineHealth
    pending: int
    refused: int
    oldest_pending: datetime | None

    @property
    def lag_seconds(self) -> float:
        """How long the oldest change has been waiting; 0 when nothing waits."""
        if self.oldest_pending is None:
            return 0.0
        return max(0.0, (timezone.now() - self.oldest_pending).total_seconds())


def status() -> SearchStatus:
    """Three queries, and one look at the engine. Never raises for the engine's sake."""
    pending = OutboxEntry.objects.pending()
    return SearchStatus(
        engine=get_engine().health(),
        pending=pending.count(),
        refused=OutboxEntry.objects.refused().count(),
        oldest_pending=pending.values_list("created_at", flat=True).first(),
    )


def rebuild(*, progress: Callable[[int], None] = lambda count: None) -> RebuildReport:
    """Builds the index anew from the database and swaps it in; searches go on meanwhile.

    What changes during the rebuild is in the outbox: changes that were committed before it
    began are in what it reads, all others are replayed into the new index before the swap.
    Any error leaves the old index and the outbox as they were.
    """
    RebuildMark.objects.forget_abandoned()
    mark = RebuildMark.objects.create()
    # After the mark: from here on no drain deletes a row, so none can slip between.
    known = set(OutboxEntry.objects.values_list("pk", flat=True))
    replayed: set[int] = set()
    failed: dict[str, Refusal] = {}

    def documents() -> Iterator[SearchDocument]:
        for loaded in sources.batches():
            failed.update(loaded.failed)
            yield from loaded.documents.values()

    def replay() -> list[Change]:
        rows = OutboxEntry.objects.values_list("pk", "document_id")
        missed = {pk: document_id for pk, document_id in rows if pk not in known}
        replayed.update(missed)
        loaded = sources.load(dict.fromkeys(missed.values()))
        failed.update(loaded.failed)
        return [
            Change(document_id, loaded.documents.get(document_id))
            for document_id in dict.fromkeys(missed.values())
            if document_id not in loaded.failed
        ]

    try:
        report = get_engine().rebuild(documents(), replay=replay, progress=progress)
    except BaseException:
        mark.delete()
        outbox.forget_applied()
        raise
    outbox.delete_rows(known | replayed)
    mark.delete()
    outbox.forget_applied()
    refused = [*report.refused, *failed.values()]
    outbox.keep_refused(refused)
    return replace(report, refused=refused)
