"""Documents like one: those that share its most telling words.

tantivy's own "more like this" panics once documents have been deleted.
"""

import math
from collections import Counter

from tantivy import Occur, Query, Searcher

from ..analysis.indexing import STEMS, TEXT_FIELDS
from ..analysis.stopwords import STOP_WORDS
from ..analysis.tokens import tokenize
from ..documents import SearchDocument
from .embedded_schema import schema

_TOP_TERMS = 20
_MIN_LENGTH = 3
#: How much a word says where it stands; the body's many words count for little.
_WEIGHTS = {"title": 4.0, "tags": 5.0, "summary": 2.0, "body": 0.3}


def similar_query(searcher: Searcher, document: SearchDocument) -> Query | None:
    """A query for the document's top terms, weighted by how rare they are; None without any."""
    texts = {
        "title": document.title,
        "tags": " ".join(document.tags),
        "summary": document.summary,
        "body": document.body,
    }
    weights: Counter[str] = Counter()
    for field, weight in _WEIGHTS.items():
        for token in tokenize(texts[field], document.language):
            if len(token.word) >= _MIN_LENGTH and token.word not in STOP_WORDS:
                weights[token.stem] += weight
    scored = {}
    for stem, weight in weights.items():
        frequency = searcher.doc_freq(STEMS, stem)
        # A word that only this document has finds nothing else.
        if frequency > 1:
            scored[stem] = weight * math.log(1 + searcher.num_docs / frequency)
    top = sorted(scored.items(), key=lambda item: item[1], reverse=True)[:_TOP_TERMS]
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
