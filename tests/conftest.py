"""What all tests share: the site's tree, the cast, an empty search index."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import Cast

NO_SKIPS = os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With CI=true a skipped test has failed: what could not run has not been checked."""
    return _never_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """The same for a module that skips itself while it is collected."""
    return _never_skipped((yield))


def _never_skipped(report):
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        path, line, reason = report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{path}:{line}: {reason} (CI=true allows no skips)"
    return report


@pytest.fixture(autouse=True)
def _clean_search_index():
    """Each test starts and ends without an index; nothing leaks through the file system."""
    from search.engines import get_engine

    yield
    shutil.rmtree(Path(settings.TEST_DIR) / "search", ignore_errors=True)
    get_engine.cache_clear()


@pytest.fixture
def site(db):
    """The empty site as `create_site` makes it: home, search, listings, city index, roles."""
    from portal.home.services import create_site

    return create_site()


@pytest.fixture
def cast(site) -> Cast:
    """The people of the tests with their cities, Bochum and Herne; see `tests/cast.py`."""
    return Cast.assemble()
