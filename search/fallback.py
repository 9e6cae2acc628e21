"""Answers from the database while the engine is away: titles and summaries, nothing clever."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q

from . import sources
from .query import parse_query
from .request import SearchRequest
from .results import FoundDocuments

#: More pages than this are not looked at: the fallback must not become the next outage.
MAX_CANDIDATES = 300


def search(request: SearchRequest) -> FoundDocuments:
    """The newest public pages whose title or summary contains every word of the text.

    Filters hold, facets are not counted. A handful of queries for each page type, at most
    `MAX_CANDIDATES` documents.
    """
    pages = sources.public_pages().exact_type(*sources.searchable_page_models())
    parsed = parse_query(request.text)
    if request.text and parsed.is_empty:
        return FoundDocuments(documents=(), total=0, facets={})
    for typed in _typed_words(request.text):
        pages = pages.filter(_in_title_or_summary(typed))
    pages = pages.order_by("-first_published_at", "pk")[:MAX_CANDIDATES]
    order = {sources.page_document_id(page.pk): position for position, page in enumerate(pages)}
    documents = sorted(
        (
            document
            for document in sources.load(order).documents.values()
            if request.admits(document.facets)
        ),
        key=lambda document: order[document.id],
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


def _in_title_or_summary(typed: str) -> Q:
    condition = Q(title__icontains=typed)
    for model in sources.searchable_page_models():
        try:
            model._meta.get_field("summary")
        except FieldDoesNotExist:
            continue
        condition |= Q(pk__in=model._default_manager.filter(summary__icontains=typed).values("pk"))
    return condition


def _typed_words(text: str) -> list[str]:
    """The words as typed: the database does not know folded ones."""
    return [word for word in text.replace('"', " ").split() if not word.startswith("-")][:10]
