"""A node that is killed in the middle of everything: nobody sees an error, and nothing is lost."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from portal.home.services import create_site
from search import services, worker
from search.drain import drain
from search.engines import EngineUnavailableError
from search.engines import elasticsearch_writing as writing
from search.models import OutboxEntry, RebuildMark
from search.threads import DrainThread
from tests.cast import Cast
from tests.factories import GoodPracticeFactory

from .installation import NOTICE

#: A machine that is busy with other tests must not fail them.
PATIENCE = 60.0
#: What no search may take.
PROMISED = 3.0


@pytest.fixture
def practice(transactional_db):
    """Committed, because several threads work on it."""
    create_site()
    cast = Cast.assemble()
    return GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")


@pytest.fixture
def aside():
    """Does something in a thread of its own, which leaves no connection to the database."""

    def closing(act, *arguments, **options):
        try:
            return act(*arguments, **options)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as executor:
        yield lambda act, *arguments, **options: executor.submit(
            closing, act, *arguments, **options
        )


class InTheMiddle:
    """Kills the node when a rebuild, a drain and a search all wait for its answer.

    The rebuild is between two of its batches. What the drain sends has been written, and nobody
    learns of it.
    """

    def __init__(self, proxy, node):
        self.rebuilding = threading.Event()
        self.draining = threading.Event()
        self.searching = threading.Event()
        self.killed = threading.Event()
        self._node = node
        proxy.between = self

    def after_a_batch(self, count):
        self.rebuilding.set()
        assert self.killed.wait(PATIENCE)

    def __call__(self, asked, ask):
        if self.killed.is_set():
            return ask(asked.body)
        if asked.path.endswith("/_bulk") and self.rebuilding.is_set():
            ask(asked.body)
            self.draining.set()
            assert self.killed.wait(PATIENCE)
            return None
        if asked.path.endswith("/_search") and self.draining.is_set():
            self.searching.set()
            self._node.kill()
            self.killed.set()
            return None
        return ask(asked.body)


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def test_a_node_killed_in_the_middle_of_a_rebuild_a_drain_and_a_search(
    practice, guarded, own_node, aside, monkeypatch, settings
):
    settings.SEARCH_DRAIN = "worker"
    monkeypatch.setattr(writing, "_CHUNK", 1)
    services.rebuild()
    assert guarded.found("tandem") == ["Tandem"]
    before = guarded.indexes()
    practice.title = "Patenschaft"
    practice.save()

    middle = InTheMiddle(guarded.proxy, own_node)
    rebuilding = aside(services.rebuild, progress=middle.after_a_batch)
    assert middle.rebuilding.wait(PATIENCE)
    draining = aside(drain)
    assert middle.draining.wait(PATIENCE)
    began = time.monotonic()
    page = guarded.page("patenschaft")
    took = time.monotonic() - began

    try:
        assert middle.searching.is_set()
        assert took < PROMISED
        assert NOTICE in page
        assert "Patenschaft" in page
        for interrupted in (rebuilding, draining):
            with pytest.raises(EngineUnavailableError, match="nicht erreichbar"):
                interrupted.result(PATIENCE)
        assert OutboxEntry.objects.pending().filter(document_id=f"page-{practice.pk}").exists()
        assert not RebuildMark.objects.exists()

        practice.title = "Leitbild"
        practice.save()
        assert guarded.page("leitbild").count("Leitbild")
        assert guarded.status()["problem"] == "Elasticsearch ist nicht erreichbar."
    finally:
        own_node.start()

    by_itself = DrainThread(worker.work, poll=0.2)
    by_itself.wake()
    try:
        wait_for(lambda: not OutboxEntry.objects.exists())
    finally:
        by_itself.stop(PATIENCE)
    assert guarded.found("leitbild") == ["Leitbild"]
    assert guarded.found("patenschaft") == guarded.found("tandem") == []
    assert NOTICE not in guarded.page("leitbild")
    status = guarded.status()
    assert (status["ok"], status["pending"], status["refused"]) == (True, 0, 0)

    left = guarded.indexes() - before
    assert len(left) == 1, "what the rebuild has left"
    report = services.rebuild()
    assert not left & guarded.indexes()
    assert guarded.indexes() == {report.generation} | before
    assert guarded.found("leitbild") == ["Leitbild"]
