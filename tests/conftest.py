"""What all tests share: the site's tree, the cast, an empty search index."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from search.engines import get_engine
from tests.cast import Cast
from tests.servers.fixtures import (  # noqa: F401
    elasticsearch_client,
    elasticsearch_node,
    elasticsearch_url,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_unconfigure,
)
from tests.servers.indexes import remove_indexes
from tests.skips import pytest_make_collect_report, pytest_runtest_makereport  # noqa: F401


@pytest.fixture(autouse=True)
def _clean_search_index(request):
    """Each test starts and ends without an index; nothing leaks to the next one.

    On Elasticsearch that costs one short request, and nothing where a test has no database and
    with it nothing to index.
    """
    shared = settings.SEARCH_URL.startswith("elasticsearch")
    cleaning = shared and not request.node.get_closest_marker("standalone")
    # Asked for now: a test that has ended gets nothing more.
    client = request.getfixturevalue("elasticsearch_client") if cleaning else None
    yield
    get_engine.cache_clear()
    if client:
        remove_indexes(client, settings.SEARCH_PREFIX)
    shutil.rmtree(Path(settings.TEST_DIR) / "search", ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _remove_test_directory():
    yield
    shutil.rmtree(settings.TEST_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_thesaurus():
    """Each test has the thesaurus of its database, not what the process knows of another's.

    A new database has the terms that come with the portal.
    """
    from search.thesaurus import runtime

    runtime.look_again()


@pytest.fixture
def site(db):
    """The empty site as `create_site` makes it: home, search, listings, city index, roles."""
    from portal.home.services import create_site

    return create_site()


@pytest.fixture
def cast(site) -> Cast:
    """The people of the tests with their cities, Bochum and Herne; see `tests/cast.py`."""
    return Cast.assemble()
