"""A search and a suggestion, against the bare engine and against Wagtail's own search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import tantivy

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.stored import COUNTED
from search.query import parse_query
from search.request import PAGE_SIZE, SearchRequest
from search.services import find
from search.suggesting import suggest
from search.thesaurus import runtime as thesaurus

from .peer import Peer
from .recording import bare_call, requests_of
from .report import Report
from .timing import in_turn

#: What is wanted: of the embedded engine in milliseconds at p95, of Elasticsearch as a ratio.
EMBEDDED_P95 = 20.0
ELASTICSEARCH_RATIO = 1.5
SUGGESTION_P95 = 50.0
SAME_QUERY = "same query, bare"
SAME_WORDS = "same words, bare"
PEER = "Wagtail's search"
#: So many of the searches are asked of Wagtail's.
PEER_SEARCHES = 6
_PLAIN_FIELDS = ["title", "tags", "summary", "body"]
_FACETS = {"values": {"terms": {"field": COUNTED, "size": 1000}}}


def measure_searches(
    report: Report,
    engine: EmbeddedEngine | ElasticsearchEngine,
    peer: Peer | None,
    requests: Sequence[SearchRequest],
    *,
    documents: int,
    rounds: int,
) -> None:
    """`find`: hits, facets, corrections, highlights – all that a page is made from.

    Against the same queries asked of the engine with nothing around them, on tantivy also
    against the plainest query for the same words, and against Wagtail's search.
    """
    numbers = range(len(requests))
    bare = [
        bare_call(engine, lambda request=request: _engine_s(engine, request))
        for request in requests
    ]
    ways: dict[str, Callable[[int], object]] = {
        "ours": lambda number: find(requests[number]),
        SAME_QUERY: lambda number: bare[number](),
    }
    limits = {SAME_QUERY: ("ratio", ELASTICSEARCH_RATIO)}
    if isinstance(engine, EmbeddedEngine):
        plain = [_plain_search(engine, request) for request in requests]
        ways[SAME_WORDS] = lambda number: plain[number]()
        limits = {SAME_QUERY: ("p95", EMBEDDED_P95)}
    times = in_turn(ways, numbers, rounds=rounds)
    ours = times.pop("ours")
    report.times("search", engine.name, documents, ours, times, limits=limits)
    if peer:
        # On a database it takes seconds for one search, so a few of them have to do.
        some = requests[:: max(1, len(requests) // PEER_SEARCHES)]
        ways = {"ours": find, PEER: peer.search}
        times = in_turn(ways, some, rounds=1, uncounted=0)
        ours = times.pop("ours")
        report.times("search", engine.name, documents, ours, times, limits={PEER: ("ratio", 1.0)})
    if isinstance(engine, ElasticsearchEngine):
        several = sum(
            requests_of(engine, lambda request=request: _engine_s(engine, request)) > 1
            for request in requests
        )
        report.notes.append(
            f"At {documents:,} documents {several} of {len(requests)} searches asked Elasticsearch "
            "more than once, for words that the index does not have; the bare way asks once."
        )


def measure_suggestions(
    report: Report,
    engine: EmbeddedEngine | ElasticsearchEngine,
    typed: Sequence[str],
    *,
    documents: int,
    rounds: int,
) -> None:
    """What the server does for a letter typed: cities, terms and entries, ready to be sent."""
    bare = {text: bare_call(engine, lambda text=text: engine.suggest(text)) for text in typed}
    ways = {"ours": suggest, SAME_QUERY: lambda text: bare[text]()}
    times = in_turn(ways, typed, rounds=rounds)
    ours = times.pop("ours")
    limits = {SAME_QUERY: ("p95", SUGGESTION_P95)}
    report.times("suggestions", engine.name, documents, ours, times, limits=limits)


def note_growth(report: Report) -> None:
    """How the cost of a query grows with the number of documents, ours and the engine's."""
    for engine in dict.fromkeys(figure.engine for figure in report.figures):
        figures = {
            figure.documents: figure
            for figure in report.figures
            if (figure.group, figure.engine, figure.against) == ("search", engine, SAME_QUERY)
        }
        if len(figures) < 2:
            continue
        least, most = figures[min(figures)], figures[max(figures)]
        report.notes.append(
            f"From {least.documents:,} to {most.documents:,} documents a search on {engine} takes "
            f"{_growth(least.ours, most.ours)} as long at the median, the same queries bare "
            f"{_growth(least.other, most.other)}."
        )


def _growth(least: Mapping[str, float], most: Mapping[str, float]) -> str:
    return f"{most['p50'] / least['p50']:.1f} times"


def _engine_s(engine, request: SearchRequest):
    return engine.search(request, thesaurus=thesaurus.current())


def _plain_search(engine: EmbeddedEngine, request: SearchRequest) -> Callable[[], object]:
    """As many hits and all counts for the words alone, each in every field of text."""
    engine.search(replace(request, text=""))
    searcher = engine._searcher()
    _generation, index = engine._open
    words = [stem for word in parse_query(request.text).words for stem in word.stems]
    query = (
        index.parse_query(" ".join(words), _PLAIN_FIELDS) if words else tantivy.Query.all_query()
    )

    def ask():
        hits = searcher.search(query, limit=PAGE_SIZE).hits
        searcher.aggregate(query, _FACETS)
        return [searcher.doc(address) for _score, address in hits]

    return ask
