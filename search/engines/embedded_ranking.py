"""What is asked of tantivy once it is clear what to look for: the best hits, and counts."""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from tantivy import DocAddress, Query, Searcher

from ..planning import REFINED, UNCONFIRMED_WEIGHT, Plan
from ..request import SearchRequest
from .embedded_query import refining_queries, written_filters
from .embedded_schema import NUMBER
from .embedded_threads import side_by_side
from .stored import COUNTED, HOLDS_UNTIL, counts_by_facet

MAX_FACET_VALUES = 50_000
_VALUES = {"values": {"terms": {"field": COUNTED, "size": MAX_FACET_VALUES}}}
_COUNTS = _VALUES | {"total": {"value_count": {"field": NUMBER}}}
_ALL = "all"
_OWN = "without "
#: In tantivy's language.
_EVERYTHING = "*"


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

    def hits_of(query: Query) -> Sequence[tuple[float, DocAddress]]:
        return searcher.search(query, limit=len(numbers), count=False).hits

    more: dict[tuple[int, int], float] = {}
    for hits in side_by_side(hits_of, refining_queries(plan, numbers)):
        for score, address in hits:
            place = address.segment_ord, address.doc
            more[place] = more.get(place, 0.0) + score
    return more


def counted(
    searcher: Searcher, query: Query, chosen: Mapping[str, Sequence[str]]
) -> tuple[int, dict[str, dict[str, int]]]:
    """How many documents there are that also have the `chosen` values, by facet and value too; a
    facet of which values are chosen is counted without them.

    In one pass: to find the documents takes longer than to count them.
    """
    if not chosen:
        answer = searcher.aggregate(query, _COUNTS)
        return int(answer["total"]["value"]), _facets(answer)
    parts = {_ALL: _within(chosen, _COUNTS)}
    for key in chosen:
        others = {other: values for other, values in chosen.items() if other != key}
        parts[f"{_OWN}{key}"] = _within(others, _VALUES)
    answer = searcher.aggregate(query, parts)
    facets = _facets(answer[_ALL])
    for key in chosen:
        facets[key] = _facets(answer[f"{_OWN}{key}"]).get(key, {})
    return int(answer[_ALL]["total"]["value"]), facets


def _within(filters: Mapping[str, Sequence[str]], counts: Mapping) -> dict:
    return {"filter": written_filters(filters) or _EVERYTHING, "aggs": counts}


def _facets(answer: Mapping) -> dict[str, dict[str, int]]:
    return counts_by_facet(answer["values"]["buckets"])
