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


#: Schemes that people try.
_OTHERS = {"http", "https", "file", "opensearch", "redis", "solr", "tantivy"}


@cache
def get_engine() -> SearchEngine:
    """The engine of this installation; one object a process."""
    return engine_from_url(settings.SEARCH_URL)


def engine_from_url(url: str) -> SearchEngine:
    """`embedded://path` → the engine with its index below that directory;
    `elasticsearch://host:9200/prefix` → the engine on that server.

    Raises `ImproperlyConfigured` with the allowed forms for any other address.
    """
    scheme, _colon, _rest = url.partition("://")
    if scheme == "embedded":
        from .embedded import EmbeddedEngine

        parts = urlsplit(url)
        return EmbeddedEngine(f"{parts.netloc}{parts.path}")
    if scheme == "elasticsearch":
        from .elasticsearch import ElasticsearchEngine
        from .elasticsearch_connection import Address

        return ElasticsearchEngine(Address.parse(url))
    # Nothing of an address that may hold a password anywhere.
    begins = f"beginnt mit „{scheme}://“" if scheme in _OTHERS else "ist keine Adresse einer Suche"
    raise ImproperlyConfigured(
        f"SEARCH_URL {begins}. Erlaubt ist embedded://VERZEICHNIS, zum "
        "Beispiel SEARCH_URL=embedded://var/search, oder elasticsearch://HOST:9200/PRÄFIX, zum "
        "Beispiel SEARCH_URL=elasticsearch://localhost:9200/portal"
    )
