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
