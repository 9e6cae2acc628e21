"""The newest entries of a search, as the database has them at this moment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .. import services, sources
from ..breaker import breaker_of
from ..documents import SearchDocument
from ..engines import EngineUnavailableError, get_engine
from ..models import OutboxEntry
from ..request import SearchRequest
from ..results import SearchResults

PAGE_SIZE = 100
#: More news than this in one period come from an import; the mail then says "or more".
MAX_NEWS = 1_000
#: What is being published in this moment may have its date already and not be committed yet.
SETTLED_AFTER = timedelta(minutes=10)


class SearchBrokeError(Exception):
    """The engine answers, but not this search."""


@dataclass(frozen=True, slots=True)
class Newest:
    """`documents`, the newest first; `degraded` if the engine was away and others answered."""

    documents: Sequence[SearchDocument]
    degraded: bool


def newest(search: SearchRequest, *, limit: int) -> Newest:
    """The newest entries of a search; without the engine those that the database finds.

    The index says what matches, the database what it is and whether everybody may see it:
    what became private a moment ago is out, however far behind the index is. Costs a handful
    of queries for each page type, however many entries.
    """
    results = services.find(_by_date(search, page=1, page_size=limit))
    documents = _meant(results)
    return Newest(documents if results.degraded else _public(documents), results.degraded)


def published_between(
    search: SearchRequest, since: datetime, until: datetime
) -> list[SearchDocument]:
    """The public entries first published from `since` on and before `until`, newest first.

    Turns as many pages as there are news, up to `MAX_NEWS`. Where only the fallback would
    answer, which finds less, and other things, it raises `EngineUnavailableError`, or
    `SearchBrokeError` if the engine is there and fails at this search.
    """
    found: dict[str, SearchDocument] = {}
    page = 1
    while len(found) < MAX_NEWS:
        results = services.find(_by_date(search, page=page, page_size=PAGE_SIZE))
        if results.degraded:
            raise _why_degraded()
        documents = _meant(results)
        # Engines keep whole seconds; the database's own dates decide.
        found |= {
            document.id: document
            for document in documents
            if document.published and document.published >= since - timedelta(seconds=1)
        }
        reached = not documents or not documents[-1].published or documents[-1].published < since
        if reached or page >= results.pages:
            break
        page += 1
    return [
        document
        for document in _public(found.values())
        if document.published and since <= document.published < until
    ][:MAX_NEWS]


def settled_until(now: datetime) -> datetime:
    """Up to when the index knows everything: what was published before is in it, or never.

    What waits in the outbox, and what is just being committed, belongs to the next mail;
    so no entry falls between two mails, and none is in both. One query.
    """
    oldest = OutboxEntry.objects.pending().values_list("created_at", flat=True).first()
    return min(now, oldest or now) - SETTLED_AFTER


def _why_degraded() -> Exception:
    engine = get_engine()
    breaker, health = breaker_of(engine), engine.health()
    if health.ok and not breaker.is_open:
        return SearchBrokeError("The engine fails at this search.")
    return EngineUnavailableError(health.problem or breaker.reason)


def _meant(results: SearchResults) -> list[SearchDocument]:
    """The hits, without those of another spelling.

    On a page one sees at once that something else was searched for; a mail that comes because
    nobody has yet published what one waits for would be wrong.
    """
    return [] if results.corrected else [hit.document for hit in results.hits]


def _by_date(search: SearchRequest, *, page: int, page_size: int) -> SearchRequest:
    return replace(search, sort="neu", page=page, page_size=page_size)


def _public(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """The documents as the database has them now, in the same order, without the hidden ones."""
    ids = [document.id for document in documents]
    return [document for chunk in _chunks(ids) for document in _load(chunk)]


def _load(ids: Sequence[str]) -> Iterator[SearchDocument]:
    loaded = sources.load(ids).documents
    return (loaded[document_id] for document_id in ids if document_id in loaded)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + PAGE_SIZE] for start in range(0, len(ids), PAGE_SIZE))
