"""The embedded engine keeps the contract, and survives its directory."""

import json
import os
import subprocess
import sys
import threading

import pytest

from search.engines import (
    Change,
    EngineUnavailableError,
    embedded,
    embedded_writing,
    engine_from_url,
)
from search.engines.embedded import EmbeddedEngine
from search.request import SearchRequest

from .contract import EngineContract
from .documents import make_document


@pytest.fixture
def engine(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild([], replay=list)
    return engine


class TestEmbeddedEngine(EngineContract):
    pass


def current_files(engine, pattern):
    generation = engine.store.path / "generations" / engine.store.current_name()
    return list(generation.glob(pattern))


def test_an_index_that_is_missing_names_the_remedy(tmp_path):
    engine = engine_from_url(f"embedded://{tmp_path}/nothing")
    for act in (
        lambda: engine.search(SearchRequest()),
        lambda: engine.suggest("x"),
        lambda: engine.similar("page-1"),
        lambda: engine.apply([Change("page-1")]),
    ):
        with pytest.raises(EngineUnavailableError, match=r"manage\.py search_rebuild"):
            act()
    health = engine.health()
    assert not health.ok
    assert "search_rebuild" in health.problem


@pytest.mark.parametrize(
    "damage",
    ["*.term", "*.store", "*.fast", "*.idx", "meta.json", "generation.json"],
)
@pytest.mark.parametrize("content", [b"", b"x" * 64])
def test_a_damaged_index_is_unavailable_and_can_be_rebuilt(engine, damage, content):
    engine.apply([Change("page-1", make_document("Tandem", id="page-1"))])
    files = current_files(engine, damage)
    assert files
    for file in files:
        file.write_bytes(content)
    fresh = EmbeddedEngine(engine.store.path)
    with pytest.raises(EngineUnavailableError, match=r"manage\.py search_rebuild"):
        fresh.search(SearchRequest(text="tandem", sort="neu"))
    fresh.rebuild([make_document("Neu")], replay=list)
    assert fresh.search(SearchRequest()).total == 1


def test_an_index_of_other_code_asks_for_a_rebuild(engine):
    (about,) = current_files(engine, "generation.json")
    about.write_text(json.dumps(json.loads(about.read_text()) | {"fingerprint": "old"}))
    fresh = EmbeddedEngine(engine.store.path)
    with pytest.raises(EngineUnavailableError, match="anderen Fassung"):
        fresh.search(SearchRequest())
    with pytest.raises(EngineUnavailableError, match="anderen Fassung"):
        fresh.apply([Change("page-1")])


def test_the_previous_generation_is_kept_and_older_ones_are_not(engine):
    for _turn in range(3):
        engine.rebuild([], replay=list)
    generations = {path.name for path in (engine.store.path / "generations").iterdir()}
    assert len(generations) == 2
    assert engine.store.current_name() in generations


def test_a_failed_rebuild_leaves_no_directory(engine, monkeypatch):
    def fail(*arguments):
        raise OSError("no space left on device")

    monkeypatch.setattr(embedded_writing.tantivy.IndexWriter, "add_document", fail)
    with pytest.raises(EngineUnavailableError, match="no space left"):
        engine.rebuild([make_document()], replay=list)
    assert len(list((engine.store.path / "generations").iterdir())) == 1


def test_other_readers_see_commits_and_rebuilds(engine):
    reader = EmbeddedEngine(engine.store.path)
    assert reader.search(SearchRequest()).total == 0
    engine.apply([Change("page-1", make_document(id="page-1"))])
    assert reader.search(SearchRequest()).total == 1
    engine.rebuild([make_document(), make_document()], replay=list)
    assert reader.search(SearchRequest()).total == 2


def test_another_process_holds_the_lock_and_its_death_frees_it(engine):
    script = (
        "import sys; from search.engines.embedded_store import Store; from pathlib import Path\n"
        "with Store(Path(sys.argv[1])).lock(None): print('mine', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(engine.store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert other.stdout.readline() == b"mine\n"
        with engine.writing(wait=0.05) as mine:
            assert not mine
    finally:
        other.kill()
        other.communicate()
    with engine.writing(wait=1) as mine:
        assert mine


def test_threads_search_while_one_writes(engine):
    errors = []

    def search():
        try:
            for _turn in range(30):
                engine.search(SearchRequest(text="tandem"))
        except EngineUnavailableError as error:
            errors.append(error)

    threads = [threading.Thread(target=search) for _number in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10):
        document = make_document(f"Tandem {number}")
        engine.apply([Change(document.id, document)])
    for thread in threads:
        thread.join()
    assert errors == []
    assert engine.search(SearchRequest(text="tandem")).total == 10


def test_what_is_counted_beside_the_search_is_counted_alike(engine, monkeypatch):
    """Large indexes are counted in a thread of its own."""
    for number in range(12):
        facets = {"city": ("essen" if number % 3 else "herne",), "kind": ("praxis",)}
        document = make_document(f"Tandem {number}", facets=facets)
        engine.apply([Change(document.id, document)])
    requests = [
        SearchRequest(text="tandem"),
        SearchRequest(text="tandem", filters={"city": ("herne",)}, page_size=2, page=2),
        SearchRequest(sort="titel", filters={"city": ("herne",), "kind": ("praxis",)}),
        SearchRequest(text="tandem", page=500),
    ]
    small = [engine.search(request) for request in requests]

    monkeypatch.setattr(embedded, "COUNTED_BESIDE", 0)

    assert [engine.search(request) for request in requests] == small
    assert [found.total for found in small] == [12, 4, 4, 12]


#: In a thread that has half a megabyte of stack: half of the least that servers give one.
_LONG_SEARCH = """
import sys, threading
import django
django.setup()
from search.engines.embedded import EmbeddedEngine
from search.request import SearchRequest

def ask():
    found = EmbeddedEngine(sys.argv[1]).search(SearchRequest(text=sys.argv[2]))
    print(found.total)

threading.stack_size(512 * 1024)
thread = threading.Thread(target=ask)
thread.start()
thread.join()
"""


def test_the_longest_search_finds_room_on_a_small_stack(engine, tmp_path):
    """What tantivy has not got there it takes the process with."""
    words = [letter * 3 + "vereinbarung" + letter * 9 for letter in "abcdefghijkl"]
    document = make_document(" ".join(words))
    engine.apply([Change(document.id, document)])

    done = subprocess.run(
        [sys.executable, "-c", _LONG_SEARCH, str(engine.store.path), " ".join(words)],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout.strip()) == (0, "1"), done.stderr[-2000:]
