"""What is asked of tantivy once it is clear what to look for: the best hits, and counts."""

from collections.abc import Sequence

from tantivy import DocAddress, Query, Searcher

from ..planning import REFINED, Plan
from ..request import SearchRequest
from .embedded_query import refining_query
from .embedded_schema import NUMBER
from .stored import COUNTED

MAX_FACET_VALUES = 50_000
_COUNTS = {
    "values": {"terms": {"field": COUNTED, "size": MAX_FACET_VALUES}},
    "total": {"value_count": {"field": NUMBER}},
}


def best_hits(
    searcher: Searcher, query: Query, plan: Plan, request: SearchRequest
) -> Sequence[tuple[float, DocAddress]]:
    """The page of the request, by relevance; the first `REFINED` hits are put in order anew.

    What refines the order is scored for these alone: among all that match it would take several
    times as long as the rest of the search.
    """
    offset, size = request.offset, request.page_size
    if offset >= REFINED or not plan.refine:
        return searcher.search(query, limit=size, offset=offset, count=False).hits
    hits = searcher.search(query, limit=max(REFINED, offset + size), count=False).hits
    refined = _refined(searcher, plan, hits[:REFINED])
    return [*refined, *hits[REFINED:]][offset : offset + size]


def _refined(
    searcher: Searcher, plan: Plan, hits: Sequence[tuple[float, DocAddress]]
) -> Sequence[tuple[float, DocAddress]]:
    addresses = [address for _score, address in hits]
    numbers = searcher.fast_field_values(NUMBER, addresses)
    refining = searcher.search(refining_query(plan, numbers), limit=len(numbers), count=False)
    more = {(address.segment_ord, address.doc): score for score, address in refining.hits}
    scored = [
        (score + more.get((address.segment_ord, address.doc), 0.0), address)
        for score, address in hits
    ]
    return sorted(scored, key=lambda hit: -hit[0])


def counted(searcher: Searcher, query: Query) -> tuple[int, dict[str, dict[str, int]]]:
    """How many documents there are, and how many have each value of each facet."""
    answer = searcher.aggregate(query, _COUNTS)
    facets: dict[str, dict[str, int]] = {}
    for bucket in answer["values"]["buckets"]:
        key, _sign, value = bucket["key"].partition("=")
        facets.setdefault(key, {})[value] = bucket["doc_count"]
    return int(answer["total"]["value"]), facets
