"""Wagtail's own search, that of the admin and of `/api/v3/`, for whatever is typed.

Its backends hand quotes and null bytes on to the database, which takes them for an error in the
query, and nest a query as deep as it has words. Visitors search elsewhere, in `search`.
"""

from modelsearch.backends.database import SearchBackend as DatabaseBackend
from modelsearch.query import And, Or, Phrase, PlainText

from search.request import MAX_TEXT, clean_text

#: What follows is not searched for: nobody types as much.
MAX_WORDS = 30


def SearchBackend(parameters):  # noqa: N802 - the name that Wagtail looks for
    """The backend for the database that is in use, with queries that it can take.

    There is no hook; both of its ways to search end in this method.
    """
    backend = DatabaseBackend(parameters)
    search = backend._search

    def search_readably(compiler, query, *args, **options):
        return search(compiler, _readable(query), *args, **options)

    backend._search = search_readably
    return backend


def _readable(query):
    """The query without what the database would take for its own; "" where nothing is left."""
    match query:
        case str():
            return _words(query)
        case PlainText():
            words = _words(query.query_string)
            return words and PlainText(words, operator=query.operator, boost=query.boost)
        case Phrase():
            words = _words(query.query_string)
            return words and Phrase(words)
        case And() | Or():
            parts = [part for part in map(_readable, query.subqueries[:MAX_WORDS]) if part]
            return type(query)(parts) if parts else ""
    return query


def _words(text: str) -> str:
    """At most so many, without lone signs, in which PostgreSQL sees nothing to look for, and
    with as many letters as a search of visitors has: it refuses words of 2,048 bytes."""
    words = clean_text(text.replace('"', " "))[:MAX_TEXT].split()
    return " ".join([word for word in words if any(map(str.isalnum, word))][:MAX_WORDS])
