"""Documents like one, and completions of what is being typed, from Elasticsearch."""

import math
from collections.abc import Mapping, Sequence

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Bool, DisMax, Query

from ..analysis.indexing import STARTS, STEMS, TEXT_FIELDS
from ..analysis.tokens import tokenize
from ..documents import SearchDocument
from .elasticsearch_index import HEADING
from .elasticsearch_query import filters
from .likeness import TOP_TERMS, needed_words, telling_words
from .stored import Heading, load_heading

#: Only so many words, the weightiest first, are counted in the index.
_COUNTED = 200
_NEWEST = [{"published": "desc"}, {"id": "asc"}]


def counted_words(document: SearchDocument) -> dict[str, float]:
    """The stems that are counted in the index, by their weight in the document."""
    return dict(telling_words(document).most_common(_COUNTED))


def counts_body(stems: Sequence[str]) -> dict:
    """In how many documents each stem stands, and how many there are."""
    return {
        "size": 0,
        "track_total_hits": True,
        "aggs": {"stems": {"filters": {"filters": {s: {"term": {STEMS: s}} for s in stems}}}},
    }


def similar_body(
    document_id: str,
    weights: Mapping[str, float],
    counts: Mapping,
    *,
    kinds: Sequence[str],
    size: int,
    indexed: bool,
) -> dict | None:
    """A request for what shares the top terms, weighted by how rare they are; None without any.

    `indexed` says that the document is itself among what is searched.
    """
    query = _similar_query(weights, counts, indexed=indexed)
    if query is None:
        return None
    narrowed = Bool(
        must=[query],
        filter=filters({"kind": kinds}) if kinds else [],
        must_not=[Q("term", id=document_id)] if document_id else [],
    )
    return {
        "query": narrowed.to_dict(),
        "size": size,
        "sort": ["_score", *_NEWEST],
        "track_total_hits": False,
    }


def _similar_query(weights: Mapping[str, float], counts: Mapping, *, indexed: bool) -> Query | None:
    documents = counts["hits"]["total"]["value"]
    scored = {}
    for stem, bucket in counts["aggregations"]["stems"]["buckets"].items():
        frequency = bucket["doc_count"]
        # A word that only this document has finds nothing else.
        if frequency > indexed:
            scored[stem] = weights[stem] * math.log(1 + documents / frequency)
    top = sorted(scored.items(), key=lambda item: item[1], reverse=True)[:TOP_TERMS]
    if not top:
        return None
    return Bool(
        minimum_should_match=1 if indexed else needed_words(len(top)),
        should=[
            DisMax(queries=[Q("term", **{field: stem}) for field in TEXT_FIELDS], boost=score)
            for stem, score in top
        ],
    )


def typed_words(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


def starts_body(typed: Sequence[str], *, size: int) -> dict:
    """A request for documents in whose title or keywords each typed word begins a word."""
    query = Bool(filter=[Q("prefix", **{STARTS: word}) for word in typed])
    return {
        "query": query.to_dict(),
        "size": size,
        "sort": _NEWEST,
        "track_total_hits": False,
        "source": False,
        "docvalue_fields": [HEADING],
    }


def headings(answer: Mapping) -> list[Heading]:
    hits = (hit.get("fields", {}) for hit in answer["hits"]["hits"])
    return [load_heading(found[HEADING][0]) for found in hits if HEADING in found]


def begins(text: str, typed: Sequence[str]) -> bool:
    words = typed_words(text)
    return all(any(word.startswith(start) for word in words) for start in typed)
