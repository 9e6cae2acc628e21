"""What tests ask for: an Elasticsearch to share, and nodes of their own to break."""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from . import verapdf
from .elasticsearch import ElasticsearchNode
from .processes import ServerUnavailableError
from .shared import shared

#: Where all processes of this test run find each other; inherited by pytest-xdist's workers.
_DIRECTORY = "TEST_SERVERS_DIRECTORY"
_FIXTURES = {"elasticsearch_url", "elasticsearch_node"}
_DATABASE = {"db", "transactional_db", "live_server"}
#: A table of this many cases or fewer is run whole on both pairs; of a longer one, each fourth.
_WHOLE_TABLE = 8
_EACH = 4
_SEARCHES = ("tests/search/", "tests/relevance/")


def run_directory() -> Path:
    """A directory of this test run, which its processes have in common."""
    return Path(os.environ[_DIRECTORY])


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        os.environ[_DIRECTORY] = tempfile.mkdtemp(prefix="portal-test-run-")


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(_DIRECTORY), ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Marks the tests that need one of these servers, and those that the pair cannot change.

    The latter have no access to the database: pytest-django forbids it. An engine that they
    test they make themselves.

    Tests in a group of pytest-xdist's come first, for they take long: the other process does
    the short ones meanwhile, and neither waits for the other at the end. Then come those without
    a database, for while one process makes it, the other can do no others.
    """
    _mark_further_cases(items)
    for item in items:
        fixtures = set(item.fixturenames)
        if fixtures & _FIXTURES:
            item.add_marker(pytest.mark.servers)
            if "elasticsearch_node" in fixtures:
                # One of pytest-xdist's workers starts such a node, not each.
                item.add_marker(pytest.mark.xdist_group("own_node"))
        elif not fixtures & _DATABASE and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.standalone)
        if "demo" in fixtures:
            # Nor does each load the demo.
            item.add_marker(pytest.mark.xdist_group("demo"))
    # The marks before pytest-xdist looks for its groups, the order after pytest-randomly's.
    answer = yield
    items.sort(key=_place)
    return answer


def _place(item) -> int:
    if item.get_closest_marker("xdist_group"):
        return 0
    return 1 if item.get_closest_marker("standalone") else 2


def _mark_further_cases(items):
    """Of a long table of cases the second pair takes each fourth, the same in each run.

    Who may do what, and what is refused, is decided in Python; that a query works on PostgreSQL
    shows in a few rows of such a table as well as in all. Searches are asked of both engines.
    """
    tables = defaultdict(list)
    for item in items:
        if getattr(item, "callspec", None) and not item.nodeid.startswith(_SEARCHES):
            tables[item.parent.nodeid, item.originalname].append(item)
    for cases in tables.values():
        if len(cases) > _WHOLE_TABLE:
            for number, item in enumerate(sorted(cases, key=lambda case: case.nodeid)):
                if number % _EACH:
                    item.add_marker(pytest.mark.further_case)


@contextmanager
def _skipping_without() -> Iterator[None]:
    try:
        yield
    except ServerUnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """`http://127.0.0.1:PORT` of a node that all tests of this run share.

    Use indexes of your own on it: a prefix with something random. Never harm it.
    """
    with ExitStack() as stack:
        url = os.environ.get("ELASTICSEARCH_URL", "").rstrip("/")
        if not url:
            with _skipping_without():
                url = stack.enter_context(shared("elasticsearch", run_directory()))
        yield url


@pytest.fixture(scope="session")
def elasticsearch_client(elasticsearch_url) -> Iterator[Elasticsearch]:
    """A client of the shared node."""
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def elasticsearch_node() -> Iterator[Callable[..., ElasticsearchNode]]:
    """Starts a node that is the caller's alone: `elasticsearch_node(password="…")`.

    The arguments are those of `ElasticsearchNode`. A start takes 20 seconds of processor time,
    so share one in a module (`scope="module"`) and `start()` it again after a `kill()`. Call
    `close()`, or use it as a context manager, when done; the end of the tests does it at last.
    """
    with ExitStack() as stack:

        def start(**options) -> ElasticsearchNode:
            with _skipping_without():
                node = ElasticsearchNode(**options)
                stack.callback(node.close)
                return node.start()

        yield start


@pytest.fixture
def pdf_ua_problems(tmp_path) -> Callable[[bytes], list[str]]:
    """What a file does not keep of PDF/UA-1, as veraPDF says it; empty if it keeps all."""

    def check(pdf: bytes) -> list[str]:
        with _skipping_without():
            return verapdf.problems_of(pdf, tmp_path)

    return check
