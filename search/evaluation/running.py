"""Indexes a data set into a throw-away index, asks its queries, and measures."""

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ..engines import SearchEngine, engine_from_url
from ..request import SearchRequest
from ..services import dress
from ..thesaurus.runtime import current
from .datasets import Dataset
from .measures import ndcg, percentile, recall, reciprocal_rank

#: As deep as the measures look.
DEPTH = 100


def evaluate(
    dataset: Dataset,
    engine: SearchEngine,
    *,
    progress: Callable[[str, int], None] = lambda step, count: None,
) -> dict[str, float]:
    """Quality as means over all judged queries, and times in milliseconds for an ordinary page.

    A page is what a visitor waits for: hits, counts of facets, highlights. The times are taken
    after the quality, so that the index is warm.
    """
    started = time.perf_counter()
    report = engine.rebuild(
        dataset.documents(),
        replay=list,
        progress=lambda count: progress("documents", count),
    )
    seconds = time.perf_counter() - started
    thesaurus = current()
    totals = {"ndcg@10": 0.0, "mrr@10": 0.0, "recall@10": 0.0, "recall@100": 0.0}
    for count, (key, text) in enumerate(dataset.queries.items(), start=1):
        request = SearchRequest(text=text, page_size=DEPTH)
        found = engine.search(request, thesaurus=thesaurus)
        ranking = [document.id for document, _score in found.documents]
        grades = dataset.judgements[key]
        totals["ndcg@10"] += ndcg(ranking, grades)
        totals["mrr@10"] += reciprocal_rank(ranking, grades)
        totals["recall@10"] += recall(ranking, grades, depth=10)
        totals["recall@100"] += recall(ranking, grades, depth=DEPTH)
        progress("quality", count)
    times = list(_times(engine, list(dataset.queries.values())))
    return {
        **{name: round(total / len(dataset.queries), 4) for name, total in totals.items()},
        "docs_per_s": round(report.documents / seconds, 1) if seconds else 0.0,
        "p50_ms": round(percentile(times, 0.5), 2),
        "p95_ms": round(percentile(times, 0.95), 2),
        "p99_ms": round(percentile(times, 0.99), 2),
        "documents": report.documents,
        "queries": len(dataset.queries),
        "refused": len(report.refused),
    }


@contextmanager
def throwaway_embedded() -> Iterator[SearchEngine]:
    """An embedded engine in a directory that goes with it."""
    with tempfile.TemporaryDirectory(prefix="search-evaluate-") as folder:
        yield engine_from_url(f"embedded://{folder}/index")


@contextmanager
def throwaway_elasticsearch(url: str) -> Iterator[SearchEngine]:
    """An engine on that server with indices of its own, deleted in the end."""
    address, _question, options = url.partition("?")
    scheme, _slashes, rest = address.partition("://")
    server = rest.split("/")[0]
    prefix = f"evaluate-{secrets.token_hex(4)}"
    engine = engine_from_url(f"{scheme}://{server}/{prefix}{'?' if options else ''}{options}")
    try:
        yield engine
    finally:
        engine.delete_everything()


def _times(engine: SearchEngine, texts: Sequence[str]) -> Iterator[float]:
    thesaurus = current()
    for text in texts:
        request = SearchRequest(text=text)
        started = time.perf_counter()
        found = engine.search(request, thesaurus=thesaurus)
        for document, score in found.documents:
            dress(document, score, found.terms)
        yield (time.perf_counter() - started) * 1000
