"""From what a document must match to one request to Elasticsearch, and back from its answer."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from elasticsearch_dsl import Q, Search
from elasticsearch_dsl.query import Bool, MatchAll, Query

from ..documents import SearchDocument
from ..matching import Best, Need, Node, Phrase, Some, Term
from ..planning import REFINED, UNCONFIRMED_WEIGHT, Plan
from ..request import SearchRequest
from ..results import FoundDocuments
from .elasticsearch_index import MAX_DEPTH
from .stored import COUNTED, FACETS, HOLDS_UNTIL, ORDER_FIELDS, counts_by_facet, load

MAX_FACET_VALUES = 20_000
_ALL = "all"
_OWN = "own "
KNOWN = "known"


def translate(node: Node) -> dict[str, Any]:
    """The query as Elasticsearch reads it.

    Written out, not put together from elasticsearch-dsl's objects: a search has hundreds of
    these, and making the objects took longer than the rest of our part of it.
    """
    match node:
        case Term(field, term, weight):
            return {"term": {field: {"value": term, "boost": weight}}}
        case Phrase(field, terms, weight, slop):
            words = {"query": " ".join(terms), "boost": weight, "slop": slop}
            return {"match_phrase": {field: words}}
        case Best(of, tie, weight):
            queries = [translate(part) for part in of]
            return {"dis_max": {"queries": queries, "tie_breaker": tie, "boost": weight}}
        case Some(of, minimum, weight):
            should = [translate(part) for part in of]
            return {"bool": {"should": should, "minimum_should_match": minimum, "boost": weight}}
        case Need(every, extra, never):
            # A query of exclusions alone means everything else.
            return {
                "bool": {
                    "must": [translate(part) for part in every] or [{"match_all": {}}],
                    "should": [translate(part) for part in extra],
                    "must_not": [translate(part) for part in never],
                }
            }


def filters(values_by_key: Mapping[str, Sequence[str]], *, without: str = "") -> list[Query]:
    """One clause a facet: any of its values. They narrow and do not score."""
    return [
        Q("terms", **{FACETS: [f"{key}={value}" for value in values]})
        for key, values in values_by_key.items()
        if values and key != without
    ]


def search_body(plan: Plan, request: SearchRequest, *, words: Mapping[str, Query]) -> dict:
    """Hits, counts of the facets, and how many documents have each of the `words`: one request.

    The page's own filters are part of the query; those of the visitor come after the counting,
    so that each facet can be counted without its own.
    """
    search = Search()
    if narrowing := filters(request.chosen):
        search = search.post_filter(Bool(filter=narrowing))
    search = search.extra(track_total_hits=True)
    if within_reach(request):
        search = search[request.offset : request.offset + request.page_size]
        search = _ordered(search, plan, request)
    else:
        search = search.extra(size=0)
    _count_facets(search, request.chosen)
    if words:
        whole_index = search.aggs.bucket(KNOWN, "global")
        whole_index.bucket(KNOWN, "filters", filters=dict(words))
    body = search.to_dict()
    body["query"] = translate(plan.matching)
    if request.fixed or request.withheld:
        body["query"] = {
            "bool": {
                "must": [body["query"]],
                "filter": [query.to_dict() for query in filters(request.fixed)],
                "must_not": [{"terms": {"id": sorted(request.withheld)}}],
            }
        }
    if within_reach(request) and request.text and _by_relevance(request):
        body["rescore"] = _refinement(plan)
    return body


def within_reach(request: SearchRequest) -> bool:
    return request.page_size > 0 and request.offset + request.page_size <= MAX_DEPTH


def preference(request: SearchRequest) -> str:
    """The same copy of the index for all pages of a search, so that equals keep their order."""
    return hashlib.blake2s(request.text.encode(errors="replace"), digest_size=6).hexdigest()


def found_documents(answer: Mapping, plan: Plan, request: SearchRequest) -> FoundDocuments:
    by_score = _by_relevance(request)
    counts = answer["aggregations"]
    facets = counts_by_facet(counts[_ALL].get("values", counts[_ALL])["buckets"])
    for name, count in counts.items():
        if name.startswith(_OWN):
            key = name.removeprefix(_OWN)
            facets[key] = counts_by_facet(count["values"]["buckets"]).get(key, {})
    return FoundDocuments(
        documents=[
            (document_of(hit), float(hit["_score"] or 0.0) if by_score else 0.0)
            for hit in answer["hits"]["hits"]
        ],
        total=answer["hits"]["total"]["value"],
        facets=facets,
        terms=plan.terms,
    )


def document_of(hit: Mapping) -> SearchDocument:
    return load(hit["_source"]["stored"])


def _by_relevance(request: SearchRequest) -> bool:
    return request.effective_sort not in ORDER_FIELDS


def _ordered(search: Search, plan: Plan, request: SearchRequest) -> Search:
    if not _by_relevance(request):
        field = ORDER_FIELDS[request.effective_sort]
        ascending = field == "title_order"
        return search.sort({field: {"order": "asc" if ascending else "desc"}}, {"id": "asc"})
    # What is refined is sorted by its score alone.
    return search if request.text else search.sort("_score", {"published": "desc"}, {"id": "asc"})


def _refinement(plan: Plan) -> list[dict[str, Any]]:
    today = timezone.localdate().toordinal()
    unconfirmed = {"range": {HOLDS_UNTIL: {"lt": today}}}
    lower = {"constant_score": {"filter": unconfirmed, "boost": UNCONFIRMED_WEIGHT}}
    steps = [{"rescore_query": lower, "score_mode": "multiply"}]
    if plan.refine:
        refining = {
            "bool": {
                "should": [translate(node) for node in plan.refine],
                "must_not": [translate(node) for node in plan.unrefined],
            }
        }
        steps.insert(0, {"rescore_query": refining, "score_mode": "total"})
    return [{"window_size": REFINED, "query": step} for step in steps]


def _count_facets(search: Search, chosen: Mapping[str, Sequence[str]]) -> None:
    values = {"field": COUNTED, "size": MAX_FACET_VALUES}
    if not chosen:
        search.aggs.bucket(_ALL, "terms", **values)
        return
    everything = search.aggs.bucket(_ALL, "filter", filter=Bool(filter=filters(chosen)))
    everything.bucket("values", "terms", **values)
    for key in chosen:
        others = Bool(filter=filters(chosen, without=key)) if len(chosen) > 1 else MatchAll()
        own = search.aggs.bucket(f"{_OWN}{key}", "filter", filter=others)
        pattern = re.sub(r"(\W)", r"\\\1", key) + "=.*"
        own.bucket("values", "terms", include=pattern, **values)
