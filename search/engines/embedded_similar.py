"""Documents like one: those that share its most telling words.

tantivy's own "more like this" panics once documents have been deleted.
"""

import math
from collections.abc import Sequence

from tantivy import Occur, Query, Searcher

from ..analysis.indexing import STEMS, TEXT_FIELDS
from ..documents import SearchDocument
from .embedded_query import filter_clauses
from .embedded_schema import from_index, schema
from .likeness import TOP_TERMS, needed_words, telling_words


def alike(
    searcher: Searcher,
    document: SearchDocument,
    *,
    limit: int,
    kinds: Sequence[str],
    indexed: bool,
) -> list[SearchDocument]:
    """What shares the document's top terms, other cities' first; `indexed` says that it is
    itself among what is searched."""
    query = similar_query(searcher, document, indexed=indexed)
    if query is None:
        return []
    clauses = [(Occur.Must, query)]
    if document.id:
        clauses.append((Occur.MustNot, Query.term_query(schema(), "id", document.id)))
    if kinds:
        clauses += filter_clauses({"kind": kinds})
    # More than wanted, so that other cities' can go first.
    hits = searcher.search(Query.boolean_query(clauses), limit=limit * 3).hits
    found = [from_index(searcher.doc(address)) for _score, address in hits]
    return sorted(found, key=lambda other: other.city == document.city)[:limit]


def similar_query(searcher: Searcher, document: SearchDocument, *, indexed: bool) -> Query | None:
    """A query for the document's top terms, weighted by how rare they are; None without any."""
    scored = {}
    for stem, weight in telling_words(document).items():
        frequency = searcher.doc_freq(STEMS, stem)
        # A word that only this document has finds nothing else.
        if frequency > indexed:
            scored[stem] = weight * math.log(1 + searcher.num_docs / frequency)
    top = sorted(scored.items(), key=lambda item: item[1], reverse=True)[:TOP_TERMS]
    if not top:
        return None
    return Query.boolean_query(
        [
            (
                Occur.Should,
                Query.boost_query(
                    Query.disjunction_max_query(
                        [Query.term_query(schema(), field, stem) for field in TEXT_FIELDS]
                    ),
                    score,
                ),
            )
            for stem, score in top
        ],
        minimum_number_should_match=1 if indexed else needed_words(len(top)),
    )
