"""Answers from the database while the engine is away: titles and summaries, nothing clever."""

from . import sources
from .documents import SearchDocument
from .query import parse_query
from .request import SearchRequest
from .results import FoundDocuments

#: More things of a source than this are not looked at: the fallback must not become the next
#: outage.
MAX_CANDIDATES = 300


def search(request: SearchRequest) -> FoundDocuments:
    """The newest public things whose title or summary contains every word of the text.

    Filters hold, facets are not counted. A handful of queries for each page type and each other
    source, at most `MAX_CANDIDATES` documents of a source.
    """
    parsed = parse_query(request.text)
    if request.text and parsed.is_empty:
        return FoundDocuments(documents=(), total=0, facets={})
    candidates = sources.newest(_typed_words(request.text), MAX_CANDIDATES)
    order = {document_id: position for position, document_id in enumerate(candidates)}
    documents = sorted(
        (
            document
            for document in sources.load(order).documents.values()
            if request.admits(document.facets)
        ),
        key=lambda document: (-_published(document), order[document.id]),
    )
    if request.effective_sort == "titel":
        documents.sort(key=lambda document: document.title.casefold())
    shown = documents[request.offset : request.offset + request.page_size]
    return FoundDocuments(
        documents=[(document, 0.0) for document in shown],
        total=len(documents),
        facets={},
        terms=frozenset(stem for word in parsed.words for stem in word.stems),
    )


def _published(document: SearchDocument) -> float:
    """Seconds; what has no date is the oldest."""
    return document.published.timestamp() if document.published else 0.0


def _typed_words(text: str) -> list[str]:
    """The words as typed: the database does not know folded ones."""
    return [word for word in text.replace('"', " ").split() if not word.startswith("-")][:10]
