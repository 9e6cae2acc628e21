"""The search for the rest of the program: find, rebuild, and how it is."""

import logging
import math
import time
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import get_language

from . import fallback
from .analysis.highlight import excerpt, highlight
from .breaker import ask
from .documents import SearchDocument
from .engines import EngineUnavailableError
from .files import found_file
from .rebuilding import RebuildUnderWayError, rebuild
from .request import SearchRequest
from .results import FoundDocuments, Hit, SearchResults
from .status import SearchStatus, status
from .thesaurus import runtime as thesaurus
from .withheld import withheld

__all__ = ["RebuildUnderWayError", "SearchStatus", "find", "rebuild", "status"]

logger = logging.getLogger(__name__)


def find(request: SearchRequest) -> SearchResults:
    """Answers a search, whatever was typed and however the engine is.

    While the engine answers, the database is asked for what has become private or has ended and
    waits to leave the index (one query), and for the thesaurus now and then. Without the engine,
    or where it breaks on what was asked, the database's titles and summaries answer, and the
    results say that they are `degraded`.
    """
    started = time.perf_counter()
    found = _engine_s_answer(replace(request, withheld=withheld()))
    degraded = found is None
    if found is None:
        found = fallback.search(request)
    found = _without_what_has_ended(found)
    return SearchResults(
        hits=[dress(document, score, found.terms) for document, score in found.documents],
        total=found.total,
        facets=found.facets,
        correction=found.correction,
        corrected=found.corrected,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        degraded=degraded,
        pages=max(1, math.ceil(found.total / request.page_size)),
    )


def _without_what_has_ended(found: FoundDocuments) -> FoundDocuments:
    """Leaves out what ended with a day that is past, though the engine was not told to withhold
    it, because the database could not be asked."""
    today = timezone.localdate()
    documents = [
        (document, score)
        for document, score in found.documents
        if document.ends_on is None or document.ends_on >= today
    ]
    gone = len(found.documents) - len(documents)
    return replace(found, documents=documents, total=found.total - gone) if gone else found


def _engine_s_answer(request: SearchRequest) -> FoundDocuments | None:
    try:
        return ask(lambda engine: engine.search(request, thesaurus=thesaurus.current()))
    except EngineUnavailableError:
        # The breaker has said so once, and not for each of the searches that follow.
        return None
    except Exception:
        logger.exception("The engine breaks on the search %r.", request)
        return None


def dress(document: SearchDocument, score: float, terms: frozenset[str]) -> Hit:
    """A document as people see it among the results, in the language in which they read: what
    matched is marked."""
    shown = document.in_language(get_language())
    return Hit(
        document=shown,
        title=highlight(shown.title, terms, shown.language),
        excerpt=excerpt([shown.summary, shown.body], terms, shown.language),
        score=score,
        file=found_file(document, terms),
    )
