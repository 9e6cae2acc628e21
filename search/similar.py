"""Entries like one, for the pages that show them beside it."""

from collections.abc import Sequence

from .breaker import ask
from .documents import SearchDocument
from .engines import EngineUnavailableError


def similar(
    document_id: str, *, limit: int = 3, kinds: Sequence[str] = ()
) -> Sequence[SearchDocument]:
    """Documents like this one, those of other cities first, of these `kinds` alone.

    No query on the database. Empty while the engine is away: a page lacks its
    recommendations then, and nothing else.
    """
    try:
        return ask(lambda engine: engine.similar(document_id, limit=limit, kinds=kinds))
    except EngineUnavailableError:
        return ()


def alike(
    *, title: str, summary: str, city: str = "", own_id: str = "", limit: int = 4, kinds=()
) -> Sequence[SearchDocument]:
    """Documents like what somebody is writing for a city, those of other cities first.

    `own_id` is the document's own, where it is public already. Empty while the engine is away.
    """
    document = SearchDocument(id=own_id, kind="", url="", title=title, summary=summary, city=city)
    try:
        return ask(lambda engine: engine.alike(document, limit=limit, kinds=kinds))
    except EngineUnavailableError:
        return ()
