"""Who was held up and has lost the right to write meanwhile neither overwrites nor swaps anything.

A process can stop at any point: its machine is suspended, its request waits in a queue. Here its
request is held in the proxy, and its right is given to another as if half a minute had passed.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from search.engines import Change, EngineUnavailableError, engine_from_url
from search.engines.elasticsearch_lease import LEASE_SECONDS
from search.keeper import IndexKeeper
from search.rebuilding import RebuildUnderWayError
from search.request import SearchRequest
from search.services import rebuild
from tests.search.documents import make_document

ID = "page-1000000"
HOUR = 3600


def document(title):
    return make_document(title, id=ID)


def titles(engine):
    found = engine.search(SearchRequest()).documents
    return sorted(document.title for document, _score in found)


class Held:
    """Holds the first request of a kind until it is released."""

    def __init__(self, proxy, ending):
        self.arrived, self.released = threading.Event(), threading.Event()
        self._ending = ending
        proxy.between = self

    def __call__(self, asked, ask):
        if asked.path.endswith(self._ending) and not self.arrived.is_set():
            self.arrived.set()
            assert self.released.wait(60)
        return ask(asked.body)


class Pair:
    """Two processes: the requests of `slow` go through the proxy, `quick` has its own way."""

    def __init__(self, installation, settings):
        self.slow = installation.engine
        own_way = settings.SEARCH_URL.replace(
            installation.proxy.url.rpartition("/")[2],
            installation.own_address,
        )
        self.quick = engine_from_url(own_way)
        self._installation = installation

    def let_the_right_expire(self, name="write"):
        """As if its owner had been silent for longer than its time."""
        self._installation.node.update(
            index=f"{self._installation.prefix}-lease",
            id=name,
            script={
                "source": "ctx._source.seen -= params.ago",
                "params": {"ago": int(LEASE_SECONDS * 1000) + 1},
            },
        )


@pytest.fixture
def pair(installation, settings):
    pair = Pair(installation, settings)
    pair.quick.rebuild([make_document("Alt")], replay=list)
    return pair


@pytest.fixture
def aside():
    with ThreadPoolExecutor(1) as executor:
        yield executor.submit


def test_a_late_write_does_not_overwrite_a_newer_one(installation, pair, aside):
    held = Held(installation.proxy, "/_bulk")
    late = aside(pair.slow.apply, [Change(ID, document("Erst"))])
    assert held.arrived.wait(30)
    pair.let_the_right_expire()
    pair.quick.apply([Change(ID, document("Dann"))])
    held.released.set()
    with pytest.raises(EngineUnavailableError, match="Neueres"):
        late.result(60)
    assert titles(pair.quick) == ["Alt", "Dann"]


def test_a_late_write_does_not_bring_back_what_was_deleted(installation, pair, aside):
    pair.quick.apply([Change(ID, document("Erst"))])
    held = Held(installation.proxy, "/_bulk")
    late = aside(pair.slow.apply, [Change(ID, document("Erst"))])
    assert held.arrived.wait(30)
    pair.let_the_right_expire()
    pair.quick.apply([Change(ID)])
    held.released.set()
    with pytest.raises(EngineUnavailableError):
        late.result(60)
    assert titles(pair.quick) == ["Alt"]


def test_a_write_that_is_not_late_succeeds_again_and_again(pair):
    for title in ("Eins", "Zwei"):
        for engine in (pair.slow, pair.quick):
            engine.apply([Change(ID, document(title))])
            engine.apply([Change(ID)])
            engine.apply([Change(ID, document(title))])
            assert titles(engine) == ["Alt", title]


def test_a_rebuild_that_lost_the_right_does_not_swap(installation, pair, aside):
    """What others wrote meanwhile went to the old index, and is not in the new one."""
    held = Held(installation.proxy, "/_flush")
    late = aside(pair.slow.rebuild, [make_document("Neu")], replay=list)
    assert held.arrived.wait(30)
    pair.let_the_right_expire()
    pair.quick.apply([Change(ID, document("Inzwischen"))])
    held.released.set()
    with pytest.raises(EngineUnavailableError, match="verloren"):
        late.result(60)
    assert titles(pair.quick) == ["Alt", "Inzwischen"]
    assert installation.indexes() == {pair.quick.generations.current_name()}


def test_a_swap_that_arrives_late_does_nothing(installation, pair, aside, caplog):
    """The last look at the right was in time; the request to swap then hung in between."""
    nominated = threading.Event()
    held = threading.Event()
    released = threading.Event()

    def between(asked, ask):
        if asked.path == "POST /_aliases":
            if nominated.is_set():
                held.set()
                assert released.wait(60)
            nominated.set()
        return ask(asked.body)

    installation.proxy.between = between
    late = aside(pair.slow.rebuild, [make_document("Neu")], replay=list)
    assert held.wait(30)
    pair.let_the_right_expire()
    pair.quick.apply([Change(ID, document("Inzwischen"))])
    released.set()
    with pytest.raises(EngineUnavailableError, match="verloren"):
        late.result(60)
    assert titles(pair.quick) == ["Alt", "Inzwischen"]
    assert "held up cannot replace" in caplog.text
    pair.slow.rebuild([make_document("Neu")], replay=list)
    assert titles(pair.quick) == ["Neu"]


def test_a_rebuild_taken_for_dead_is_cleared_away_and_its_late_bulk_makes_no_index(
    installation, pair, aside
):
    held = Held(installation.proxy, "/_bulk")
    late = aside(pair.slow.rebuild, [make_document("Verspätet")], replay=list)
    assert held.arrived.wait(30)
    [building] = installation.indexes() - {pair.quick.generations.current_name()}
    pair.let_the_right_expire(f"building {building}")
    pair.quick.rebuild([make_document("Neu")], replay=list)
    assert building not in installation.indexes()
    held.released.set()
    with pytest.raises(EngineUnavailableError):
        late.result(60)
    assert titles(pair.quick) == ["Neu"]
    assert building not in installation.indexes()
    assert not [name for name in installation.indexes() if name.endswith(".new")]


def test_a_second_rebuild_leaves_the_first_one_alone(serving, monkeypatch):
    """A visitor's failed search wakes the keeper while somebody rebuilds by hand."""
    seen = {}

    def second(count):
        with pytest.raises(RebuildUnderWayError, match="wird gerade neu aufgebaut"):
            rebuild()
        seen["rebuilding"] = serving.status()["rebuilding"]
        serving.node.indices.delete_alias(index=f"{serving.prefix}-*", name=serving.prefix)
        seen["kept"] = IndexKeeper().keep()

    report = rebuild(progress=second)
    assert seen == {"rebuilding": True, "kept": False}
    assert serving.engine.generations.current_name() == report.generation
    assert serving.found("tandem") == ["Tandem"]


def test_two_rebuilds_of_two_databases_end_one_after_the_other(installation, pair, aside):
    """They do not know of each other; each is whole, and the last one counts."""
    held = Held(installation.proxy, "/_flush")
    first = aside(
        pair.slow.rebuild, [make_document("Eins"), make_document("Auch eins")], replay=list
    )
    assert held.arrived.wait(30)
    threading.Timer(1, held.released.set).start()
    pair.quick.rebuild([make_document("Zwei")], replay=list)
    assert first.result(60).documents == 2
    assert titles(pair.quick) == ["Zwei"]
    assert len(installation.indexes()) <= 3


@pytest.mark.parametrize("jump", [-HOUR, HOUR], ids=["back", "forth"])
def test_a_jump_of_the_server_s_clock_keeps_nobody_from_writing(installation, pair, jump):
    """A dead owner's last sign of life then lies in the future, or long ago."""
    dead = pair.slow._leases.take("write")
    dead._ended.set()
    installation.node.update(
        index=f"{installation.prefix}-lease",
        id="write",
        script={"source": "ctx._source.seen -= params.jump", "params": {"jump": jump * 1000}},
    )
    with pair.quick.writing(wait=10) as mine:
        assert mine
        assert not pair.quick.apply([Change(ID, document("Danach"))])
    assert titles(pair.quick) == ["Alt", "Danach"]
    with pytest.raises(EngineUnavailableError):
        dead.confirm()


def test_numbers_rise_though_the_server_s_clock_goes_back(installation, pair):
    pair.quick.apply([Change(ID, document("Vorher"))])
    installation.node.update(
        index=f"{installation.prefix}-lease",
        id="write",
        script={"source": f"ctx._source.number += {HOUR * 1000}L"},
    )
    for title in ("Eins", "Zwei"):
        assert not pair.slow.apply([Change(ID, document(title))])
        assert not pair.quick.apply([Change(ID, document(title + " noch einmal"))])
    assert titles(pair.quick) == ["Alt", "Zwei noch einmal"]


@pytest.mark.parametrize("jump", [-HOUR, HOUR], ids=["back", "forth"])
def test_the_clocks_of_the_processes_do_not_matter(serving, practice, jump):
    with time_machine.travel(timezone.now() + timedelta(seconds=jump)):
        mine = serving.engine._leases.take("write")
        assert serving.engine._leases.take("write", wait=0.2) is None, "it lives"
        mine.check()
        mine.give_back()

        practice.title = "Patenschaft"
        practice.save()
        assert serving.manage("search_drain").code == 0
        assert serving.found("patenschaft") == ["Patenschaft"]
        status = serving.status()
        assert (status["pending"], status["refused"]) == (0, 0)
        assert status["index_age_seconds"] >= 0
        assert serving.manage("search_rebuild").code == 0
        assert serving.found("patenschaft") == ["Patenschaft"]
