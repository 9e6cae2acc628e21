"""From the editor's commit to the visitor's search: the real thread, the real engine."""

import threading
import time

import pytest

from search import services, worker
from search.engines import get_engine
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db(transaction=True)

PROMISED = 2.0


@pytest.fixture
def cast(committed_cast, settings):
    """The cast with an index that only the drain's thread keeps up to date."""
    services.rebuild()
    settings.SEARCH_DRAIN = "thread"
    yield committed_cast
    worker.stop()


def addresses() -> list[str]:
    results = services.find(SearchRequest(text="Tandem"))
    assert not results.degraded
    return [hit.document.url for hit in results.hits]


def wait_for(expected: list[str]) -> None:
    deadline = time.monotonic() + PROMISED
    while addresses() != expected:
        assert time.monotonic() < deadline, f"{addresses()} instead of {expected}"
        time.sleep(0.05)


def test_every_change_of_a_page_is_found_within_two_seconds(cast):
    page = GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem", live=False)
    page.save_revision().publish()
    wait_for(["/staedte/bochum/tandem/"])

    page.refresh_from_db()
    page.move(cast.herne, pos="last-child")
    wait_for(["/staedte/herne/tandem/"])

    page.refresh_from_db()
    page.unpublish()
    wait_for([])

    page.save_revision().publish()
    wait_for(["/staedte/herne/tandem/"])

    page.delete()
    wait_for([])


def test_the_thread_takes_up_what_a_dead_process_left(cast, settings):
    settings.SEARCH_DRAIN = "worker"  # nobody applies it, as after a crash
    GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")
    assert addresses() == []

    settings.SEARCH_DRAIN = "thread"
    worker.start()

    wait_for(["/staedte/bochum/tandem/"])
    assert get_engine().health().ok


def test_no_thread_outlives_its_stop(cast):
    """Not those that read, pack and import either: their database may be gone a moment later."""
    # One of an earlier test may end meanwhile, so that counting them would not do.
    before = set(threading.enumerate())
    worker.start()
    assert len(set(threading.enumerate()) - before) > 1

    worker.stop()

    assert set(threading.enumerate()) <= before
