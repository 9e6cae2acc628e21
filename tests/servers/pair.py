"""The second pair of database and search engine that the suite runs on."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

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
        yield {"DATABASE_URL": database, "ELASTICSEARCH_URL": elasticsearch}
