"""What is asked of tantivy once it is clear what to look for: the best hits, and counts."""

from collections.abc import Sequence

from django.utils import timezone
from tantivy import DocAddress, Query, Searcher

from ..planning import REFINED, UNCONFIRMED_WEIGHT, Plan
from ..request import SearchRequest
from .embedded_query import refining_query
from .embedded_schema import NUMBER
from .stored import COUNTED, HOLDS_UNTIL

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
    if offset >= REFINED or not request.text:
        return searcher.search(query, limit=size, offset=offset, count=False).hits
    hits = searcher.search(query, limit=max(REFINED, offset + size), count=False).hits
    refined = _refined(searcher, plan, hits[:REFINED])
    return [*refined, *hits[REFINED:]][offset : offset + size]


def _refined(
    searcher: Searcher, plan: Plan, hits: Sequence[tuple[float, DocAddress]]
) -> Sequence[tuple[float, DocAddress]]:
    if not hits:
        return hits
    addresses = [address for _score, address in hits]
    more = _additions(searcher, plan, addresses)
    today = timezone.localdate().toordinal()
    last_days = searcher.fast_field_values(HOLDS_UNTIL, addresses)
    scored = [
        (
            (score + more.get((address.segment_ord, address.doc), 0.0))
            * (UNCONFIRMED_WEIGHT if last_day < today else 1.0),
            address,
        )
        for (score, address), last_day in zip(hits, last_days, strict=True)
    ]
    return sorted(scored, key=lambda hit: -hit[0])


def _additions(
    searcher: Searcher, plan: Plan, addresses: Sequence[DocAddress]
) -> dict[tuple[int, int], float]:
    if not plan.refine:
        return {}
    numbers = searcher.fast_field_values(NUMBER, addresses)
    refining = searcher.search(refining_query(plan, numbers), limit=len(numbers), count=False)
    return {(address.segment_ord, address.doc): score for score, address in refining.hits}


def counted(searcher: Searcher, query: Query) -> tuple[int, dict[str, dict[str, int]]]:
    """How many documents there are, and how many have each value of each facet."""
    answer = searcher.aggregate(query, _COUNTS)
    facets: dict[str, dict[str, int]] = {}
    for bucket in answer["values"]["buckets"]:
        key, _sign, value = bucket["key"].partition("=")
        facets.setdefault(key, {})[value] = bucket["doc_count"]
    return int(answer["total"]["value"]), facets
