"""Completions of what is being typed, from titles and keywords."""

from collections.abc import Sequence
from functools import lru_cache

from tantivy import Occur, Query, Searcher

from ..analysis.indexing import STARTS
from ..analysis.tokens import tokenize
from ..request import MAX_TEXT, clean_text
from ..results import Suggestion
from .embedded_schema import from_index, schema
from .stored import heading_of
from .suggested import suggested

#: Words of the index that the word being typed may become.
_COMPLETIONS = 50


def suggestions(
    searcher: Searcher, text: str, *, limit: int, language: str
) -> Sequence[Suggestion]:
    """Keywords first, then titles, in which each typed word begins a word."""
    typed = [token.word for token in tokenize(clean_text(text)[:MAX_TEXT])]
    if not typed or limit < 1:
        return []
    clauses = []
    for word in typed:
        completed = [
            term for term, _count in searcher.terms_with_prefix(STARTS, word, limit=_COMPLETIONS)
        ]
        if not completed:
            return []
        clauses.append((Occur.Must, Query.term_set_query(schema(), STARTS, completed)))
    hits = searcher.search(Query.boolean_query(clauses), limit=limit * 4).hits
    headings = [heading_of(from_index(searcher.doc(address))) for _score, address in hits]
    return suggested(headings, lambda text: _begins(text, typed), limit=limit, language=language)


def _begins(text: str, typed: Sequence[str]) -> bool:
    words = _words(text)
    return all(any(word.startswith(start) for word in words) for start in typed)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    """The same titles and keywords are found with every letter that is typed."""
    return tuple(dict.fromkeys(token.word for token in tokenize(text)))
