"""A full disk, or one that may only be read, stops the writing and not the search."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from search.engines.embedded import EmbeddedEngine
from search.request import SearchRequest

pytestmark = pytest.mark.embedded

_PRELUDE = """
import json, os, random, resource, sys
import django
django.setup()
from search.engines import Change, EngineUnavailableError
from search.engines.embedded import EmbeddedEngine
from search.request import SearchRequest
from tests.search.documents import make_document

engine = EmbeddedEngine(sys.argv[1])
words = [f"wort{number}" for number in range(30000)]
many = [
    make_document(f"Viel {n}", id=f"viel-{n}", body=" ".join(random.choices(words, k=3000)))
    for n in range(30)
]

def attempt(act):
    try:
        act()
    except EngineUnavailableError as error:
        return str(error)
    return ""

def write_and_rebuild():
    return {
        "written": attempt(lambda: engine.apply([Change(one.id, one) for one in many])),
        "rebuilt": attempt(lambda: engine.rebuild(many, replay=list)),
        "found": engine.search(SearchRequest()).total,
        "healthy": engine.health(thorough=True).ok,
    }
"""
#: No file may grow beyond this; to a program it is the same as a disk without room.
FULL_DISK = (
    "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))\n"
    "print(json.dumps(write_and_rebuild()))\n"
)
#: The administrator of the machine may write everywhere, so this is not done as one.
READ_ONLY = """
engine.search(SearchRequest())
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
answers = write_and_rebuild()
late = EmbeddedEngine(sys.argv[1]).health(thorough=True)
answers |= {"late": late.problem, "needs_rebuild": late.needs_rebuild}
print(json.dumps(answers))
"""


@pytest.fixture
def directory():
    """Below no directory that is closed to others, as those of `tmp_path` are."""
    with tempfile.TemporaryDirectory(prefix="portal-disk-") as directory:
        Path(directory).chmod(0o755)
        yield Path(directory) / "search"


@pytest.fixture
def engine(directory):
    from tests.search.documents import make_document

    engine = EmbeddedEngine(directory)
    engine.rebuild([make_document("Tandem"), make_document("Mentoring")], replay=list)
    return engine


def run(script, directory):
    done = subprocess.run(
        [sys.executable, "-c", _PRELUDE + script, str(directory)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def test_a_full_disk(engine, directory):
    answers, log = run(FULL_DISK, directory)

    assert str(directory) in answers["written"]
    assert "MB frei" in answers["written"]
    assert answers["rebuilt"]
    assert answers["found"] == 2
    assert answers["healthy"], "a full disk is no damage"
    assert "The search index does not answer" in log

    assert len(list((directory / "generations").iterdir())) == 1, "the half-built one is gone"
    engine.rebuild([], replay=list)
    assert engine.search(SearchRequest()).total == 0


def test_a_disk_that_may_only_be_read(engine, directory):
    """Who has the index open goes on; who opens it later is told why it cannot (tantivy locks
    the directory to read it), and nobody takes that for damage.
    """
    everything = [directory, *directory.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        answers, _log = run(READ_ONLY, directory)
    finally:
        for path in everything:
            path.chmod(0o755 if path.is_dir() else 0o644)

    sentence = "kann nicht geschrieben werden: Permission denied."
    assert answers["written"].endswith(sentence)
    assert answers["rebuilt"].endswith(sentence)
    assert answers["found"] == 2
    assert answers["healthy"]
    assert "Permission" in answers["late"]
    assert not answers["needs_rebuild"]
    assert engine.search(SearchRequest(text="tandem")).total == 1
