"""Our engines for a run: the portal's own code, with an index that goes with the run."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings

from search.engines import SearchEngine, get_engine
from tests.servers.pair import search_url

EMBEDDED = "embedded"
ELASTICSEARCH = "elasticsearch"


@contextmanager
def embedded() -> Iterator[SearchEngine]:
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        _installed(f"embedded://{folder}/index") as engine,
    ):
        yield engine


@contextmanager
def elasticsearch(url: str) -> Iterator[SearchEngine]:
    address = search_url(url).replace("/portal?", f"/bench-{secrets.token_hex(4)}?")
    with _installed(address) as engine:
        try:
            yield engine
        finally:
            engine.delete_everything()


@contextmanager
def _installed(url: str) -> Iterator[SearchEngine]:
    """The engine as `get_engine()` gives it, to services and pages as well."""
    with override_settings(SEARCH_URL=url):
        get_engine.cache_clear()
        try:
            yield get_engine()
        finally:
            get_engine.cache_clear()
