"""A full queue (429) slows writing down, and loses and doubles nothing."""

import json
from collections import Counter

import pytest

from search import services
from search.drain import drain
from search.engines import EngineUnavailableError
from search.engines import elasticsearch_writing as writing
from search.models import OutboxEntry
from tests.factories import GoodPracticeFactory
from tests.servers.proxy import Answer

ENTRIES = 9
TITLES = sorted(f"Tandem {number}" for number in range(ENTRIES))
REJECTED = {
    "type": "es_rejected_execution_exception",
    "reason": "rejected execution of primary operation",
}


class FullQueue:
    """Takes half of each bulk and rejects the rest, so many times, as a busy node does."""

    def __init__(self, proxy, times):
        self.left = times
        #: How often each document was taken.
        self.taken = Counter()
        proxy.between = self

    def __call__(self, asked, ask):
        if not asked.path.endswith("/_bulk"):
            return ask(asked.body)
        operations = list(_operations(asked.body))
        rejected = set()
        if self.left > 0:
            self.left -= 1
            rejected = {index for index in range(len(operations)) if index % 2 == 0}
        taken = [lines for index, lines in enumerate(operations) if index not in rejected]
        answer = ask(b"".join(b"".join(lines) for lines in taken)) if taken else None
        if answer and answer.status != 200:
            return answer
        told = json.loads(answer.body) if answer else {"took": 1, "items": []}
        items = iter(told["items"])
        told["items"] = [
            _rejection(lines) if index in rejected else next(items)
            for index, lines in enumerate(operations)
        ]
        told["errors"] = bool(rejected) or told.get("errors", False)
        self.taken.update(_target(lines)[1]["_id"] for lines in taken)
        headers = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}
        return Answer(200, json.dumps(told).encode(), headers)


def _operations(body):
    """The lines of each operation: what to do, and the document if there is one."""
    lines = iter(body.splitlines(keepends=True))
    for line in lines:
        kind = next(iter(json.loads(line)))
        yield [line] if kind == "delete" else [line, next(lines)]


def _target(lines):
    [(kind, target)] = json.loads(lines[0]).items()
    return kind, target


def _rejection(lines):
    kind, target = _target(lines)
    return {kind: target | {"status": 429, "error": REJECTED}}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The pauses of half a minute in all, a hundred times as short."""
    monkeypatch.setattr(writing, "_FIRST_PAUSE", writing._FIRST_PAUSE / 100)
    monkeypatch.setattr(writing, "_LONGEST_PAUSE", writing._LONGEST_PAUSE / 100)


@pytest.fixture
def changes(serving, cast):
    for title in TITLES:
        GoodPracticeFactory(parent=cast.herne, title=title)


def arrived(serving):
    return [title for title in serving.found("tandem") if title != "Tandem"]


def test_a_drain_waits_until_there_is_room(serving, changes):
    queue = FullQueue(serving.proxy, times=3)
    assert serving.manage("search_drain").code == 0
    assert queue.left == 0
    assert arrived(serving) == TITLES
    assert set(queue.taken.values()) == {1}, "what was taken is not sent again"
    status = serving.status()
    assert (status["pending"], status["refused"]) == (0, 0)


def test_a_rebuild_waits_until_there_is_room(serving, changes):
    queue = FullQueue(serving.proxy, times=3)
    report = services.rebuild()
    assert queue.left == 0
    assert not report.refused
    assert arrived(serving) == TITLES
    assert set(queue.taken.values()) == {1}
    assert len(queue.taken) == report.documents


def test_a_node_that_takes_no_request_at_all_is_asked_again(serving, changes):
    paths = serving.proxy.paths
    before = sum(path.endswith("/_bulk") for path in paths)

    def busy(asked, ask):
        bulks = sum(path.endswith("/_bulk") for path in paths) - before
        if asked.path.endswith("/_bulk") and bulks <= 2:
            return Answer(429, b"{}", {"X-Elastic-Product": "Elasticsearch"})
        return ask(asked.body)

    serving.proxy.between = busy
    drain()
    assert arrived(serving) == TITLES


def test_a_queue_that_stays_full_leaves_the_changes_waiting(serving, changes, caplog):
    queue = FullQueue(serving.proxy, times=10_000)
    waiting = OutboxEntry.objects.pending().count()
    with pytest.raises(EngineUnavailableError, match="überlastet"):
        drain()
    status = serving.status()
    assert status["ok"], "it still answers"
    assert (status["pending"], status["refused"]) == (waiting, 0)
    assert serving.found("tandem")

    queue.left = 0
    assert drain().applied == waiting
    assert arrived(serving) == TITLES


def test_a_queue_that_stays_full_ends_a_rebuild_and_leaves_the_old_index(serving, changes):
    FullQueue(serving.proxy, times=10_000)
    before = serving.indexes()
    with pytest.raises(EngineUnavailableError, match="überlastet"):
        services.rebuild()
    assert serving.indexes() == before
    assert serving.found("tandem") == ["Tandem"]
    assert not serving.status()["rebuilding"]
