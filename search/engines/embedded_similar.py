"""Documents like one: those that share its most telling words.

tantivy's own "more like this" panics once documents have been deleted.
"""

import math

from tantivy import Occur, Query, Searcher

from ..analysis.indexing import STEMS, TEXT_FIELDS
from ..documents import SearchDocument
from .embedded_schema import schema
from .likeness import TOP_TERMS, telling_words


def similar_query(searcher: Searcher, document: SearchDocument) -> Query | None:
    """A query for the document's top terms, weighted by how rare they are; None without any."""
    scored = {}
    for stem, weight in telling_words(document).items():
        frequency = searcher.doc_freq(STEMS, stem)
        # A word that only this document has finds nothing else.
        if frequency > 1:
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
        ]
    )
