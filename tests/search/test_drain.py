"""The outbox reaches the engine: in order, in batches, once, and not at any price."""

import pytest
from django.db import OperationalError

from search import drain as drain_module
from search import outbox, services
from search.drain import drain
from search.engines import EngineUnavailableError, get_engine
from search.locks import shared_lock
from search.models import MAX_ATTEMPTS, OutboxEntry, RebuildMark
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory
from tests.search.documents import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


def titles(text=""):
    results = services.find(SearchRequest(text=text))
    assert not results.degraded
    return [hit.document.title for hit in results.hits]


@pytest.fixture
def page(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Tandem")


def test_applies_and_forgets(page):
    report = drain()
    assert report.applied >= 1
    assert titles("tandem") == ["Tandem"]
    assert not OutboxEntry.objects.exists()


def test_reads_the_state_of_now_and_not_of_the_row(page):
    type(page).objects.filter(pk=page.pk).update(title="Leitbild")
    drain()
    assert titles("leitbild") == ["Leitbild"]
    assert titles("tandem") == []


def test_rows_of_one_document_are_one_change(page, monkeypatch):
    OutboxEntry.objects.all().delete()
    for _turn in range(3):
        outbox.enqueue([f"page-{page.pk}"])
    applied = []
    engine = get_engine()
    monkeypatch.setattr(type(engine), "apply", lambda self, changes: applied.extend(changes) or [])
    assert drain().applied == 3
    assert [change.document_id for change in applied] == [f"page-{page.pk}"]


def test_a_busy_database_is_no_reason_to_refuse_a_page(page, monkeypatch):
    def busy(self):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(type(page), "search_document", busy)
        for _attempt in range(MAX_ATTEMPTS + 1):
            with pytest.raises(OperationalError):
                drain()

    assert not OutboxEntry.objects.refused().exists()
    drain()
    assert titles("tandem") == ["Tandem"]


def test_works_in_batches(page, cast, monkeypatch):
    monkeypatch.setattr(drain_module, "BATCH", 2)
    for number in range(5):
        GoodPracticeFactory(parent=cast.herne, title=f"Leitbild {number}")
    drain()
    assert len(titles("leitbild")) == 5
    assert not OutboxEntry.objects.exists()


def test_many_rows_cost_few_queries(cast, django_assert_num_queries, django_assert_max_num_queries):
    """Queries do not grow with the number of entries in a batch."""
    counts = []
    for size in (2, 6):
        for _number in range(size):
            GoodPracticeFactory(parent=cast.herne, keywords=["Leitbild", "Tandem"])
        with django_assert_max_num_queries(40) as queries:
            drain()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_unknown_id_is_taken_out_of_the_index(page):
    stray = make_document("Verirrt", id="other-1")
    get_engine().apply([drain_module.Change(stray.id, stray)])
    outbox.enqueue(["other-1", "page-x", "page-", "nonsense"])
    drain()
    assert "Verirrt" not in titles()


def test_without_the_engine_the_rows_stay(page, monkeypatch):
    def away(*arguments):
        raise EngineUnavailableError("away")

    pending = OutboxEntry.objects.pending().count()
    monkeypatch.setattr(type(get_engine()), "apply", away)
    with pytest.raises(EngineUnavailableError):
        drain()
    assert OutboxEntry.objects.pending().count() == pending


def test_another_drain_at_work_is_left_alone(page):
    import threading

    answers = []
    with get_engine().writing():
        thread = threading.Thread(target=lambda: answers.append(drain(wait=0)))
        thread.start()
        thread.join()
    assert [answer.busy for answer in answers] == [True]


def test_rows_are_kept_while_a_rebuild_is_under_way(page):
    with shared_lock(outbox.REBUILD_LOCK) as mine:
        assert mine
        mark = RebuildMark.objects.create()
        drain()
        assert titles("tandem") == ["Tandem"]
        assert OutboxEntry.objects.applied().exists()
        assert not OutboxEntry.objects.pending().exists()
        mark.delete()
    outbox.forget_applied()
    assert not OutboxEntry.objects.exists()


def test_the_mark_of_a_dead_rebuild_keeps_no_rows(page):
    RebuildMark.objects.create()
    drain()
    assert not OutboxEntry.objects.exists()
    assert not RebuildMark.objects.exists()
