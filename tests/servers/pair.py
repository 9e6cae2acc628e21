"""The second pair of database and search engine that the suite runs on."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from .elasticsearch import ElasticsearchNode
from .postgresql import PostgresqlServer


@contextmanager
def postgresql_and_elasticsearch() -> Iterator[dict[str, str]]:
    """The variables that lead to both, while they run: those of the environment, or our own.

    Raises `ServerUnavailableError` if one of them is neither there nor can be started.
    """
    database = os.environ.get("DATABASE_URL", "")
    elasticsearch = os.environ.get("ELASTICSEARCH_URL", "")
    with ExitStack() as stack:
        if not database.startswith(("postgres://", "postgresql://")):
            database = stack.enter_context(PostgresqlServer()).url
        if not elasticsearch:
            elasticsearch = stack.enter_context(ElasticsearchNode()).url
        variables = {"DATABASE_URL": database, "ELASTICSEARCH_URL": elasticsearch}
        variables["SEARCH_URL"] = search_url(elasticsearch)
        yield variables


def search_url(elasticsearch: str) -> str:
    """`https://user:password@host:port` as an address of the portal's settings.

    Patient, for the machine has the tests to run as well.
    """
    parts = urlsplit(elasticsearch)
    options = "timeout=30" + ("&tls=true" if parts.scheme == "https" else "")
    return f"elasticsearch://{parts.netloc}/portal?{options}"
