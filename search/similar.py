"""Entries like one, for the pages that show them beside it."""

from collections.abc import Callable, Sequence

from django.utils.translation import get_language

from .breaker import ask
from .documents import SearchDocument
from .engines import EngineUnavailableError, SearchEngine
from .withheld import withheld

#: So many more are asked for at most, to make up for what is withheld.
_MORE = 20


def similar(
    document_id: str, *, limit: int = 3, kinds: Sequence[str] = ()
) -> Sequence[SearchDocument]:
    """Documents like this one, those of other cities first, of these `kinds` alone, each in the
    language in which the page is read.

    One query on the database while nothing waits for the index. Empty while the engine is
    away: a page lacks its recommendations then, and nothing else.
    """
    return _shown(lambda engine, n: engine.similar(document_id, limit=n, kinds=kinds), limit)


def alike(
    *, title: str, summary: str, city: str = "", own_id: str = "", limit: int = 4, kinds=()
) -> Sequence[SearchDocument]:
    """Documents like what somebody is writing for a city, those of other cities first.

    `own_id` is the document's own, where it is public already. Empty while the engine is away.
    """
    document = SearchDocument(id=own_id, kind="", url="", title=title, summary=summary, city=city)
    return _shown(lambda engine, n: engine.alike(document, limit=n, kinds=kinds), limit)


def _shown(
    find: Callable[[SearchEngine, int], Sequence[SearchDocument]], limit: int
) -> Sequence[SearchDocument]:
    without = withheld()
    try:
        found = ask(lambda engine: find(engine, limit + min(len(without), _MORE)))
    except EngineUnavailableError:
        return ()
    language = get_language()
    shown = [document for document in found if document.id not in without]
    return [document.in_language(language) for document in shown[:limit]]
