"""One run: a database, the documents in it, and every part on every engine at every size."""

import logging
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from portal.cities.services import create_city
from portal.home.services import create_site
from search.models import OutboxEntry, SearchPage
from tests.servers.elasticsearch import ElasticsearchNode
from tests.servers.processes import ServerUnavailableError

from . import corpus, engines, practices
from .learning.measuring import measure_learning
from .models import BenchEntry
from .pages import measure_pages
from .peer import database_peer, elasticsearch_peer
from .rebuilding import measure_page_rebuilds, measure_rebuilds, rows
from .report import Report
from .searching import measure_searches, measure_suggestions, note_growth
from .stock.measuring import measure_stock

_BATCH = 1000
#: The parts that need neither documents nor an engine.
_LEARNING = {"courses", "packages"}
#: Likewise, with an index of its own.
_STOCK = {"stock"}
Tell = Callable[[str], None]


def run(options, *, tell: Tell) -> Report:
    """Measures what the command line asks for."""
    report = Report()
    if _LEARNING & set(options.only):
        tell("Courses and packages")
        measure_learning(
            report,
            parts=options.only,
            writes=options.writes,
            rounds=options.rounds,
            files=options.files,
            megabytes=options.megabytes,
            peer=not options.no_peer,
            tell=tell,
        )
    if _STOCK & set(options.only):
        with _database(tell), engines.embedded() as engine:
            size, rounds = options.practices, options.rounds
            measure_stock(report, engine, size=size, rounds=rounds, tell=tell)
    if set(options.only) <= _LEARNING | _STOCK:
        return report
    # What is refused or retried must not be printed between the rows of a table.
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    with ExitStack() as stack:
        url = "" if options.no_elasticsearch else stack.enter_context(_server(report, tell))
        stack.enter_context(_database(tell))
        create_site()
        for city in corpus.CITIES:
            create_city(name=city.capitalize(), publish=True)
        for size in sorted(set(options.sizes)):
            tell(f"{size:,} documents")
            measure(report, options, size, url=url, tell=tell)
    note_growth(report)
    return report


def measure(report: Report, options, size: int, *, url: str = "", tell: Tell) -> None:
    """Every part at one size, on the embedded engine and on the Elasticsearch of that address.

    The database holds an empty portal, and the documents of smaller sizes.
    """
    _fill(size)
    with engines.embedded() as engine:
        _measure(report, engine, None if options.no_peer else database_peer(), options, size, tell)
    if url:
        prefix = f"bench-{secrets.token_hex(4)}"
        with engines.elasticsearch(url) as engine, elasticsearch_peer(url, prefix) as peer:
            _measure(report, engine, None if options.no_peer else peer, options, size, tell)


def _measure(report: Report, engine, peer, options, size: int, tell: Tell) -> None:
    requests = corpus.searches(options.searches)
    common = {"documents": size, "rounds": options.rounds}
    if "rebuild" in options.only:
        tell(f"  rebuilds, {engine.name}")
        measure_rebuilds(report, engine, peer, documents=size, rounds=options.rebuilds)
        tell(f"  rebuilds of pages, {engine.name}")
        practices.grow(size)
        measure_page_rebuilds(report, engine, peer, pages=size, rounds=options.rebuilds)
    elif peer and "search" in options.only:
        peer.rebuild()
    if set(options.only) == {"rebuild"}:
        return
    engine.rebuild(rows(), replay=list)
    # What waits for the index is looked up with every search; mostly nothing does.
    OutboxEntry.objects.all().delete()
    if "search" in options.only:
        tell(f"  searches, {engine.name}")
        measure_searches(report, engine, peer, requests, **common)
    if "suggestions" in options.only:
        tell(f"  suggestions, {engine.name}")
        typed = corpus.beginnings(options.searches)
        measure_suggestions(report, engine, typed, **common)
    if "pages" in options.only:
        tell(f"  pages, {engine.name}")
        address = SearchPage.objects.get(kind="").url
        measure_pages(report, engine, requests, address=address, **common)


def _fill(size: int) -> None:
    """Adds what is missing: sizes come in their order, and the first documents are the same."""
    there = BenchEntry.objects.count()
    batch: list[BenchEntry] = []
    for number, document in enumerate(corpus.documents(size), start=1):
        if number > there:
            batch.append(BenchEntry.of(document))
        if len(batch) == _BATCH:
            BenchEntry.objects.bulk_create(batch)
            batch.clear()
    BenchEntry.objects.bulk_create(batch)


@contextmanager
def _database(tell: Tell) -> Iterator[None]:
    """A database of our own, without a page."""
    tell("A database is made")
    # An earlier part took it away with its own.
    settings.TEST_DIR.mkdir(exist_ok=True)
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()
        shutil.rmtree(settings.TEST_DIR, ignore_errors=True)


@contextmanager
def _server(report: Report, tell: Tell) -> Iterator[str]:
    """The address of an Elasticsearch; empty, with a note, where there is none."""
    if url := os.environ.get("ELASTICSEARCH_URL", "").rstrip("/"):
        yield url
        return
    tell("Elasticsearch starts")
    try:
        # Compiled as well as a server's is, unlike those of the tests.
        node = ElasticsearchNode(heap="1g", jvm=()).start()
    except ServerUnavailableError as error:
        report.notes.append(f"Without Elasticsearch: {error}")
        yield ""
        return
    with node:
        yield node.url
