"""What all tests share: the site's tree, the cast, an empty search index."""

import gc
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

from search.engines import get_engine
from tests.cast import PASSWORD, Cast
from tests.migrated import migrated_once, remove_copy
from tests.servers.fixtures import (  # noqa: F401
    elasticsearch_client,
    elasticsearch_node,
    elasticsearch_url,
    pdf_ua_problems,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_unconfigure,
    run_directory,
)
from tests.servers.indexes import remove_indexes
from tests.skips import pytest_make_collect_report, pytest_runtest_makereport  # noqa: F401
from tests.snapshots import Snapshot, present_rows, put_back

# How long an example takes is the machine's business; speed is measured in `tests/bench`.
properties.register_profile(
    "portal", properties(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
properties.load_profile("portal")

#: In bytes.
_LONGEST_NAME = 40


def pytest_make_parametrize_id(val, argname):
    """A file is no name of a case: it is long, and its times make it another in each process."""
    return argname if isinstance(val, bytes) and len(val) > _LONGEST_NAME else None


def pytest_collection_finish():
    """What is imported by now stays to the end: nobody need look through it for garbage.

    Saves about a twentieth of the processor's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


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
def _own_language():
    """The language of a request stays active after it, and would be the next test's."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _own_thesaurus():
    """Each test has the thesaurus of its database, not what the process knows of another's.

    A new database has the terms that come with the portal.
    """
    from search.thesaurus import runtime

    runtime.look_again()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request, django_db_modify_db_settings_parallel_suffix, django_db_blocker
):
    """Before pytest-django makes the database; see `tests/migrated.py`."""
    anew = request.config.getoption("create_db")
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(migrated_once(run_directory(), anew=anew))
        yield stack
        # Still open if the database could not be made: then there is nothing to keep.
        stack.pop_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """And after it has; what tests commit is taken back without a flush, see `put_back`."""
    with django_db_blocker.unblock():
        django_db_modify_db_settings.close()
        migrated = present_rows()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: put_back(migrated))
        yield
    with django_db_blocker.unblock():
        remove_copy(run_directory())


@pytest.fixture(scope="session")
def _snapshots(django_db_setup, django_db_blocker) -> dict[str, Snapshot]:
    """The site, and the site with the cast, made once in a transaction that is taken back."""
    from portal.home.services import create_site

    with django_db_blocker.unblock(), transaction.atomic():
        migrated = present_rows()
        create_site()
        site = Snapshot(migrated, present_rows())
        Cast.assemble()
        cast = Snapshot(migrated, present_rows())
        transaction.set_rollback(True)
    cache.clear()
    return {"site": site, "cast": cast}


@pytest.fixture(scope="session")
def _demo(_snapshots, django_db_blocker) -> tuple[Snapshot, list[EmailMessage]]:
    """The demo's rows, made in a transaction that is taken back, and the letters of its making."""
    mail.outbox.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        migrated = present_rows()
        # Before a test's own fixtures: the language may still be that of the last one.
        with (
            translation.override(settings.LANGUAGE_CODE),
            override_settings(DEMO_PASSWORD=PASSWORD),
        ):
            call_command("load_demo", verbosity=0)
        rows = Snapshot(migrated, present_rows())
        transaction.set_rollback(True)
    cache.clear()
    return rows, [*mail.outbox]


@pytest.fixture
def demo(db, _demo) -> None:
    """What `load_demo` makes of an empty database, sign-ins included; it is not indexed.

    That takes twenty seconds of processor time, and is done once: one of pytest-xdist's workers
    has all tests that ask for it.
    """
    rows, letters = _demo
    rows.restore()
    mail.outbox.extend(letters)


@pytest.fixture
def _restored(request, _snapshots, db) -> bool:
    """Whether the site is there by a snapshot, with the cast where the test asks for it.

    Tests that commit have everything made, for what happens at a commit.
    """
    from portal.home.models import HomePage

    wanted = _snapshots["cast" if "cast" in request.fixturenames else "site"]
    usable = connection.in_atomic_block and not HomePage.objects.exists()
    if usable:
        wanted.restore()
    return usable


@pytest.fixture
def site(_restored):
    """The empty site as `create_site` makes it: home, search, listings, city index, roles."""
    from portal.home.models import HomePage
    from portal.home.services import create_site

    if _restored:
        return HomePage.objects.get()
    return create_site()


@pytest.fixture
def committed_cast(transactional_db, _snapshots) -> Cast:
    """The cast for tests that commit, other than by a commit: nothing of it is indexed."""
    _snapshots["cast"].restore()
    return Cast.found()


@pytest.fixture
def cast(site, _restored) -> Cast:
    """The people of the tests with their cities, Bochum and Herne; see `tests/cast.py`."""
    return Cast.found() if _restored else Cast.assemble()
