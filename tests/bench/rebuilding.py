"""A rebuild from rows of a table and from pages, against a bare bulk load and Wagtail's own."""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import iter_modules

import tantivy
from elasticsearch.helpers import streaming_bulk

from search import analysis
from search.analysis import compounds, vocabulary
from search.documents import SearchDocument
from search.engines import elasticsearch_index
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_schema import register_tokenizers, schema, to_index
from search.engines.embedded_writing import FILLING_HEAP
from search.rebuilding import rebuild

from . import practices
from .models import BenchEntry
from .peer import ElasticsearchPeer, Peer
from .report import Report
from .timing import rates, seconds

OURS = "ours"
BULK = "bare bulk of the same"
PEER = "Wagtail's search"
PEER_BULK = "bare bulk of Wagtail's"
#: What is wanted: more than Wagtail's rebuild was once measured to reach.
SHARE_OF_BULK = 0.57
_CHUNK = 500


def measure_rebuilds(
    report: Report,
    engine: EmbeddedEngine | ElasticsearchEngine,
    peer: Peer | None,
    *,
    documents: int,
    rounds: int,
) -> None:
    """Documents a second from a table, where reading costs next to nothing."""
    ways = {OURS: lambda: engine.rebuild(rows(), replay=list)}
    if peer:
        ways[PEER] = peer.rebuild
    with _bare_load(engine, rows) as load:
        more = {BULK: load}
        if isinstance(peer, ElasticsearchPeer):
            more[PEER_BULK] = peer.bare_bulk
        _measure(report, engine, "rebuild", ways, more, documents=documents, rounds=rounds)


def measure_page_rebuilds(
    report: Report,
    engine: EmbeddedEngine | ElasticsearchEngine,
    peer: Peer | None,
    *,
    pages: int,
    rounds: int,
) -> None:
    """Pages a second as the commands of both searches load them, with all that they read.

    The bare load is of the documents that the pages become; nobody has to read them.
    """
    ways: dict[str, Callable[[], object]] = {OURS: rebuild}
    if peer:
        ways[PEER] = peer.rebuild_pages
    with _bare_load(engine, practices.documents) as load:
        _measure(
            report, engine, "rebuild of pages", ways, {BULK: load}, documents=pages, rounds=rounds
        )


def _measure(
    report: Report,
    engine,
    group: str,
    ways: Mapping[str, Callable[[], object]],
    more: Mapping[str, Callable[[], float]],
    *,
    documents: int,
    rounds: int,
) -> None:
    """Every round begins with no word known, as a new process does."""
    # The list of nouns is read when a process starts to write, once and for all.
    compounds.is_noun("")
    timed = {name: lambda act=act: _seconds_of_new_process(act) for name, act in ways.items()}
    measured = rates({**timed, **more}, count=documents, rounds=rounds)
    ours = measured[OURS]
    about = (group, engine.name, documents)
    report.rate(*about, BULK, ours, measured[BULK], SHARE_OF_BULK)
    if PEER in measured:
        report.rate(*about, PEER, ours, measured[PEER], 1.0)
    if PEER_BULK in measured:
        about = ("Wagtail's rebuild", engine.name, documents)
        report.rate(*about, PEER_BULK, measured[PEER], measured[PEER_BULK])


def rows() -> Iterator[SearchDocument]:
    for entry in BenchEntry.objects.order_by("pk").iterator(chunk_size=_CHUNK):
        yield entry.document()


def _seconds_of_new_process(act: Callable[[], object]) -> float:
    _forget_words()
    return seconds(act)


@contextmanager
def _bare_load(
    engine: EmbeddedEngine | ElasticsearchEngine, documents: Callable[[], Iterator[SearchDocument]]
) -> Iterator[Callable[[], float]]:
    """Writes what our analysis has made ready before, and returns its seconds."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        prepared = Path(folder) / "prepared.pickle"
        if isinstance(engine, EmbeddedEngine):
            _prepare(prepared, documents(), to_index)
            yield lambda: _embedded_bulk(prepared)
        else:
            _prepare(prepared, documents(), elasticsearch_index.to_index)
            yield lambda: _elasticsearch_bulk(engine, prepared)


def _forget_words() -> None:
    """Empties what the analysis keeps of words; the list of nouns stays."""
    for module in iter_modules(analysis.__path__):
        for member in vars(import_module(f"{analysis.__name__}.{module.name}")).values():
            if hasattr(member, "cache_parameters") and member.cache_parameters()["maxsize"]:
                member.cache_clear()
    vocabulary.forget()


def _prepare(
    path: Path, documents: Iterator[SearchDocument], to_row: Callable[[SearchDocument], object]
) -> None:
    with path.open("wb") as file:
        while batch := [(entry.id, to_row(entry)) for entry in islice(documents, _CHUNK)]:
            pickle.dump(batch, file)


def _prepared(path: Path) -> Iterator[list]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def _embedded_bulk(prepared: Path) -> float:
    """tantivy's own writer, with the heap and the one thread that ours has."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        index = register_tokenizers(tantivy.Index(schema(), path=folder))
        writer = index.writer(FILLING_HEAP, 1)
        taken = 0.0
        for batch in _prepared(prepared):
            taken += seconds(lambda batch=batch: _add(writer, batch))
        taken += seconds(writer.commit)
        taken += seconds(writer.wait_merging_threads)
    return taken


def _add(writer, batch: Iterable) -> None:
    for _id, row in batch:
        writer.add_document(row)


def _elasticsearch_bulk(engine: ElasticsearchEngine, prepared: Path) -> float:
    """The client's bulk helper into an index of the same mapping and settings."""
    client = engine._client.options(request_timeout=60)
    with _bare_index(engine) as name:
        taken = 0.0
        for batch in _prepared(prepared):
            actions = [{"_index": name, "_id": key, "_source": row} for key, row in batch]
            taken += seconds(lambda actions=actions: _send(client, actions))
        taken += seconds(lambda: client.indices.refresh(index=name))
    return taken


def _send(client, actions) -> None:
    for _taken in streaming_bulk(client, actions, chunk_size=_CHUNK):
        pass


@contextmanager
def _bare_index(engine: ElasticsearchEngine) -> Iterator[str]:
    generation = engine.generations.create()
    try:
        yield generation.name
    finally:
        engine.generations.discard(generation)
        engine.generations.release(generation)
