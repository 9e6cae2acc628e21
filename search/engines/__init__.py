"""Search engines behind one protocol; `settings.SEARCH_URL` chooses one."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .base import (
    Candidate,
    Change,
    EngineHealth,
    EngineUnavailableError,
    IndexUnusableError,
    RebuildReport,
    Refusal,
    SearchEngine,
)

__all__ = [
    "Candidate",
    "Change",
    "EngineHealth",
    "EngineUnavailableError",
    "IndexUnusableError",
    "RebuildReport",
    "Refusal",
    "SearchEngine",
    "get_engine",
]


@cache
def get_engine() -> SearchEngine:
    """The engine of this installation; one object a process."""
    return engine_from_url(settings.SEARCH_URL)


def engine_from_url(url: str) -> SearchEngine:
    """`embedded://path` → the engine with its index below that directory.

    Raises `ImproperlyConfigured` with the allowed forms for any other address.
    """
    parts = urlsplit(url)
    if parts.scheme == "embedded":
        from .embedded import EmbeddedEngine

        return EmbeddedEngine(f"{parts.netloc}{parts.path}")
    raise ImproperlyConfigured(
        f"SEARCH_URL beginnt mit „{parts.scheme}://“. Erlaubt ist embedded://VERZEICHNIS, "
        "zum Beispiel SEARCH_URL=embedded://var/search"
    )
