"""What cannot be indexed holds up nothing, is tried again, and is kept with its reason."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from search import outbox, services
from search.drain import drain
from search.engines import get_engine
from search.models import BACKOFF_SECONDS, MAX_ATTEMPTS, OutboxEntry
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


def titles(text):
    results = services.find(SearchRequest(text=text))
    assert not results.degraded
    return [hit.document.title for hit in results.hits]


@pytest.fixture
def broken(cast, monkeypatch):
    """A page without a document, and one that is well; `broken.mend()` mends the first."""
    page = GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    other = GoodPracticeFactory(parent=cast.herne, title="Leitbild")
    working = type(page).search_document

    def search_document(self):
        if self.pk == page.pk:
            raise OSError("the image file is lost")
        return working(self)

    monkeypatch.setattr(type(page), "search_document", search_document)
    page.mend = lambda: monkeypatch.setattr(type(page), "search_document", working)
    OutboxEntry.objects.all().delete()
    outbox.enqueue([f"page-{page.pk}", f"page-{other.pk}"])
    return page


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def entry():
    return OutboxEntry.objects.get()


def test_the_others_go_on_and_the_reason_is_kept(broken):
    report = drain()
    assert (report.applied, report.refused) == (1, 1)
    assert titles("leitbild") == ["Leitbild"]
    assert entry().document_id == f"page-{broken.pk}"
    assert "the image file is lost" in entry().error


def test_waits_longer_after_each_failure_and_is_then_set_aside(broken, clock):
    for attempt, pause in enumerate(BACKOFF_SECONDS, start=1):
        assert drain().refused == 1
        assert entry().attempts == attempt
        clock.shift(timedelta(seconds=pause - 1))
        assert drain().refused == 0
        clock.shift(timedelta(seconds=2))
    assert drain().refused == 1
    assert entry().attempts == MAX_ATTEMPTS
    clock.shift(timedelta(days=1))
    assert drain().refused == 0
    status = services.status()
    assert (status.refused, status.pending) == (1, 0)
    assert "the image file is lost" in status.troubled[0].error


def test_a_clock_that_goes_back_holds_up_no_attempt(broken, clock):
    drain()
    clock.shift(timedelta(days=-400))
    assert drain().refused == 1


def test_a_clock_that_goes_forward_only_hastens_the_next_attempt(broken, clock):
    drain()
    clock.shift(timedelta(days=400))
    assert drain().refused == 1
    assert drain().refused == 0


def test_a_new_edit_is_tried_at_once_and_takes_the_old_failure_along(broken):
    drain()
    broken.mend()
    outbox.enqueue([f"page-{broken.pk}"])
    assert drain().applied == 2
    assert titles("tandem") == ["Tandem"]
    assert not OutboxEntry.objects.exists()


def test_many_edits_of_a_broken_page_leave_one_row(broken):
    for _turn in range(3):
        outbox.enqueue([f"page-{broken.pk}"] * 2)
        drain()
    assert entry().attempts == 1


@pytest.fixture
def refused(broken):
    drain()
    OutboxEntry.objects.update(attempts=MAX_ATTEMPTS, refused_at=timezone.now())
    return broken


def test_what_was_set_aside_can_be_tried_again(refused):
    refused.mend()
    assert drain().applied == 0
    assert outbox.retry_refused() == 1
    assert drain().applied == 1
    assert titles("tandem") == ["Tandem"]
    assert not OutboxEntry.objects.exists()


def test_an_edit_of_a_refused_page_takes_the_refusal_away(refused):
    refused.mend()
    outbox.enqueue([f"page-{refused.pk}"])
    drain()
    assert not OutboxEntry.objects.exists()


def test_a_refused_page_is_refused_once_however_often_it_is_edited(refused):
    for _attempt in range(MAX_ATTEMPTS):
        outbox.enqueue([f"page-{refused.pk}"])
        OutboxEntry.objects.pending().update(attempts=MAX_ATTEMPTS - 1)
        drain()
    assert entry().refused_at is not None


def test_a_page_that_cannot_even_be_read_is_found_among_the_others(cast, monkeypatch):
    page = GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    GoodPracticeFactory(parent=cast.bochum, title="Leitbild")

    def prepare(pages):
        if page.pk in {other.pk for other in pages}:
            raise KeyError("a block of a type that is gone")

    monkeypatch.setattr(type(page), "prepare_for_search", prepare)
    assert drain().refused >= 1
    assert titles("leitbild") == ["Leitbild"]
    assert "a type that is gone" in entry().error


def test_a_document_on_which_the_engine_breaks_is_found_among_the_others(cast, monkeypatch):
    pages = [GoodPracticeFactory(parent=cast.herne, title=f"Tandem {n}") for n in range(5)]
    bad = f"page-{pages[2].pk}"
    engine = get_engine()
    working = type(engine).apply

    def apply(self, changes):
        if bad in {change.document_id for change in changes}:
            raise RuntimeError("a bug")
        return working(self, changes)

    monkeypatch.setattr(type(engine), "apply", apply)
    drain()
    assert len(titles("tandem")) == 4
    assert (entry().document_id, entry().error) == (bad, "RuntimeError: a bug")


def test_what_a_rebuild_could_not_index_is_tried_again(broken, clock):
    report = services.rebuild()
    assert [refusal.document_id for refusal in report.refused] == [f"page-{broken.pk}"]
    broken.mend()
    assert drain().applied == 0
    clock.shift(timedelta(seconds=BACKOFF_SECONDS[0] + 1))
    assert drain().applied == 1
    assert titles("tandem") == ["Tandem"]
