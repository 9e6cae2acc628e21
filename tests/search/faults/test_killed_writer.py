"""Whoever dies while it writes takes nothing along: what was committed stays, the rest comes."""

import subprocess
import sys
import time

import pytest
from django.conf import settings

from search.engines import Change
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_check import damaged_file
from search.request import SearchRequest
from tests.search.documents import make_document

pytestmark = pytest.mark.embedded

BATCH = 20
KILLS = 6

WRITER = """
import sys
import django
django.setup()
from search.engines import Change
from search.engines.embedded import EmbeddedEngine
from tests.search.documents import make_document

engine = EmbeddedEngine(sys.argv[1])
number = int(sys.argv[2])
while True:
    documents = [
        make_document(f"Tandem {number}", id=f"{number}-{part}", body="Amt " * 400)
        for part in range(20)
    ]
    engine.apply([Change(document.id, document) for document in documents])
    number += 1
    print(number, flush=True)
"""


@pytest.fixture
def engine(tmp_path):
    engine = EmbeddedEngine(tmp_path / "search")
    engine.rebuild([], replay=list)
    return engine


def test_killed_in_mid_commit_again_and_again(engine):
    """Each kill comes at another moment of a commit, which takes most of the writer's time."""
    committed = 0
    for kill in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(engine.store.path), str(committed)],
            cwd=settings.BASE_DIR,
            env={"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PYTHONPATH": "."},
            stdout=subprocess.PIPE,
            text=True,
        )
        confirmed = [int(writer.stdout.readline()) for _batch in range(2)]
        time.sleep(0.011 * kill)
        writer.kill()
        rest, _errors = writer.communicate()
        confirmed += map(int, rest.split())

        fresh = EmbeddedEngine(engine.store.path)
        total = fresh.search(SearchRequest()).total
        assert total % BATCH == 0, "a batch is in the index as a whole or not at all"
        # The last commit may have been finished without having been told.
        assert total // BATCH - confirmed[-1] in (0, 1)
        assert fresh.health(thorough=True).ok
        committed = total // BATCH

    survivor = make_document("Danach")
    assert engine.apply([Change(survivor.id, survivor)]) == []
    assert engine.search(SearchRequest(text="danach")).total == 1
    assert damaged_file(engine.store.path / "generations" / engine.store.current_name()) == ""


#: What a drain is about to do when it is killed.
STEPS = {
    "read the documents": "from search import sources\nsources.load = stop_here",
    "commit": "from search.engines.embedded_writing import Writer\nWriter.finish = stop_here",
    "forget the rows": "from search import drain as module\nmodule._settle = stop_here",
}
EDIT_AND_DRAIN = """
from practices.models import GoodPracticePage
from search.drain import drain
page = GoodPracticePage.objects.get(slug="tandem")
page.title = "Patenschaft"
page.save()
drain()
"""


@pytest.mark.parametrize("hook", STEPS.values(), ids=STEPS)
def test_a_killed_drain_loses_no_change(portal, hook):
    portal.run("from search.services import rebuild\nrebuild()\ntell(rebuilt=True)")
    process = portal.start(hook + EDIT_AND_DRAIN)
    assert process.answer() == {"stopped": True}
    process.kill()
    assert portal.engine.health(thorough=True).ok

    after = portal.run(
        "from search.drain import drain\n"
        "from search.models import OutboxEntry\n"
        "drain()\n"
        "tell(left=OutboxEntry.objects.count())"
    )

    assert after == {"left": 0}
    assert portal.engine.search(SearchRequest(text="patenschaft")).total == 1
    assert portal.engine.search(SearchRequest()).total == 3
