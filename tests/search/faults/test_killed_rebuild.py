"""A rebuild that is killed, wherever it was, leaves a search that works, and no trace."""

import pytest

from search.request import SearchRequest

pytestmark = pytest.mark.embedded

#: What the rebuild is about to do when it is killed.
BEFORE_THE_SWAP = {
    "read the first document": "from search import sources\nsources.batches = stop_here",
    "write the third document": (
        "from search.engines.embedded_writing import Writer\n"
        "fill = Writer.fill\n"
        "def two(documents):\n"
        "    for count, document in enumerate(documents, start=1):\n"
        "        yield stop_here() if count == 3 else document\n"
        "Writer.fill = lambda self, documents, progress: fill(self, two(documents), progress)"
    ),
    "replay, with the right to write": (
        "from search.rebuilding import _Rebuild\n_Rebuild._replay = stop_here"
    ),
    "replace the pointer": (
        "from search.engines import embedded_store\nembedded_store.os.fsync = stop_here"
    ),
}
AFTER_THE_SWAP = {
    "forget the rows": "from search import outbox\noutbox.delete_rows = stop_here",
}
REBUILD = "from search.services import rebuild\nrebuild()\n"

#: Renames the practice, drains, and rebuilds, as if nothing had been.
AFTERWARDS = """
from pathlib import Path
from practices.models import GoodPracticePage
from search import services
from search.drain import drain
from search.engines import get_engine
from search.models import OutboxEntry, RebuildMark
from search.request import SearchRequest

page = GoodPracticePage.objects.get(slug="tandem")
page.title = "Patenschaft"
page.save()
drain()
drained = services.find(SearchRequest(text="patenschaft"))
waiting = OutboxEntry.objects.count()
documents = services.rebuild().documents
directory = get_engine().store.path
tell(
    drained=drained.total,
    degraded=drained.degraded,
    waiting=waiting,
    documents=documents,
    generations=len(list((directory / "generations").iterdir())),
    left=sorted(path.name for path in directory.iterdir()),
    rows=OutboxEntry.objects.count(),
    marks=RebuildMark.objects.count(),
)
"""


def titles(portal, text=""):
    documents = portal.engine.search(SearchRequest(text=text)).documents
    return {document.title for document, _score in documents}


@pytest.fixture
def old(portal):
    """An index that lacks what was renamed since."""
    portal.run(
        REBUILD + "from practices.models import GoodPracticePage\n"
        "page = GoodPracticePage.objects.get(slug='tandem')\n"
        "page.title = 'Mentoring'\n"
        "page.save()\n"
        "tell(rebuilt=True)"
    )
    assert titles(portal) == {"Tandem", "Bochum", "Herne"}
    return portal


def killed(portal, hook):
    process = portal.start(f"{hook}\n{REBUILD}")
    assert process.answer() == {"stopped": True}
    process.kill()


def assert_nothing_is_left(portal):
    after = portal.run(AFTERWARDS)
    assert (after["drained"], after["degraded"]) == (1, False)
    assert after["waiting"] == 0, "a dead rebuild keeps no rows"
    assert after["documents"] == 3
    assert after["generations"] == 2
    assert after["left"] == ["current", "generations", "write.lock"]
    assert (after["rows"], after["marks"]) == (0, 0)
    assert titles(portal) == {"Patenschaft", "Bochum", "Herne"}


@pytest.mark.parametrize("hook", BEFORE_THE_SWAP.values(), ids=BEFORE_THE_SWAP)
def test_before_the_swap_the_old_index_goes_on(old, hook):
    killed(old, hook)
    assert titles(old) == {"Tandem", "Bochum", "Herne"}
    assert old.engine.health(thorough=True).ok
    assert_nothing_is_left(old)


@pytest.mark.parametrize("hook", AFTER_THE_SWAP.values(), ids=AFTER_THE_SWAP)
def test_after_the_swap_the_new_index_is_there(old, hook):
    killed(old, hook)
    assert titles(old) == {"Mentoring", "Bochum", "Herne"}
    assert_nothing_is_left(old)


def test_a_second_rebuild_says_that_one_is_under_way(old):
    first = old.start("from search import sources\nsources.batches = stop_here\n" + REBUILD)
    first.answer()
    second = old.manage("search_rebuild")
    assert second.child.wait(120) == 1
    assert "wird gerade neu aufgebaut" in second.log
    assert "Traceback" not in second.log
    status = old.run(
        "from search.services import status\n"
        "status = status()\n"
        "tell(rebuilding=status.rebuilding, ok=status.engine.ok)"
    )
    assert status == {"rebuilding": True, "ok": True}
    first.kill()
