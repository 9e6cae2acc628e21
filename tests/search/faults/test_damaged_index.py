"""A damaged index is found out, said in the log, and rebuilt once, without anybody's help."""

import json
import logging

import pytest

from search import keeper as keeper_module
from search import services
from search.engines import EngineUnavailableError, get_engine
from search.keeper import DOUBT_PAUSE, FIRST_PAUSE, IndexKeeper
from search.locks import shared_lock
from search.outbox import REBUILD_LOCK
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def keeper(clock):
    return IndexKeeper(clock)


@pytest.fixture
def index(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    services.rebuild()


def files(pattern):
    store = get_engine().store
    return sorted((store.path / "generations" / store.current_name()).glob(pattern))


def flip(path, *, at=0.5):
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 0xFF
    path.write_bytes(content)


def forget_what_is_open():
    get_engine.cache_clear()


def remove(path):
    path.unlink()


def of_other_code(path):
    about = json.loads(path.read_text())
    path.write_text(json.dumps(about | {"fingerprint": "old"}))


DAMAGES = [
    ("*.term", flip),
    ("*.store", flip),
    ("*.fast", flip),
    ("*.idx", remove),
    ("*.pos", lambda path: path.write_bytes(b"")),
    ("meta.json", lambda path: path.write_text("{")),
    ("generation.json", lambda path: path.write_bytes(b"\xff\xfe")),
    ("generation.json", of_other_code),
    ("../../current", remove),
    ("../../current", lambda path: path.write_text("")),
]


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(("pattern", "damage"), DAMAGES)
def test_is_rebuilt_and_said_in_the_log(keeper, caplog, pattern, damage):
    for path in files(pattern):
        damage(path)
    forget_what_is_open()
    with caplog.at_level(logging.WARNING, "search"):
        assert keeper.keep()
    assert "is rebuilt by itself" in caplog.text
    assert "manage.py search_rebuild" in caplog.text
    assert services.find(SearchRequest(text="tandem")).degraded is False
    assert get_engine().health(thorough=True).ok


@pytest.mark.usefixtures("index")
def test_damage_that_only_a_search_meets_is_found_out(keeper, clock):
    """The keeper has looked thoroughly when all was well; later a search fails."""
    assert keeper.keep()
    generation = get_engine().store.current_name()
    for path in files("*.term"):
        path.write_bytes(b"x" * path.stat().st_size)
    forget_what_is_open()
    assert services.find(SearchRequest(text="tandem")).degraded
    clock.now += DOUBT_PAUSE + 1
    assert keeper.keep()
    assert get_engine().store.current_name() != generation
    assert services.find(SearchRequest(text="tandem")).degraded is False


@pytest.mark.usefixtures("index")
def test_a_search_on_which_the_engine_panics_condemns_no_index(keeper, clock, monkeypatch):
    class PanicException(BaseException):
        """As tantivy raises it where it gives up."""

    engine = get_engine()
    generation = engine.store.current_name()
    assert keeper.keep()

    def panic(*arguments, **options):
        raise PanicException("index out of bounds")

    with monkeypatch.context() as patched:
        patched.setattr(engine, "_searcher", panic)
        results = services.find(SearchRequest(text="tandem"))
        assert results.degraded
        assert [hit.document.title for hit in results.hits] == ["Tandem"]
    assert engine.health().doubtful
    clock.now += DOUBT_PAUSE + 1
    assert keeper.keep()
    assert engine.store.current_name() == generation
    assert not engine.health().doubtful
    assert services.find(SearchRequest(text="tandem")).degraded is False


def test_a_rebuild_that_fails_is_tried_again_less_and_less_often(
    cast, keeper, clock, monkeypatch, caplog
):
    tried = []

    def fail():
        tried.append(clock.now)
        raise EngineUnavailableError("no space left on device")

    monkeypatch.setattr(keeper_module, "rebuild", fail)
    with caplog.at_level(logging.WARNING, "search"):
        for _second in range(int(FIRST_PAUSE * 15)):
            assert not keeper.keep()
            clock.now += 1
    assert tried == [0, FIRST_PAUSE, FIRST_PAUSE * 3, FIRST_PAUSE * 7]
    assert "no space left on device" in caplog.text


def test_another_process_that_rebuilds_is_left_alone(cast, keeper, monkeypatch):
    monkeypatch.setattr("search.rebuilding._LOCK_SECONDS", 0)
    with shared_lock(REBUILD_LOCK) as mine:
        assert mine
        assert not keeper.keep()
        assert not get_engine().health().ok


def test_a_broken_database_ends_nobody_s_thread(keeper, caplog, monkeypatch):
    def broken():
        raise RuntimeError("the database went away")

    monkeypatch.setattr(keeper_module, "rebuild", broken)
    assert not keeper.keep()
    assert "the database went away" in caplog.text
