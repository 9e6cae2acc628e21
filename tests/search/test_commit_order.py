"""Rows need not be committed in the order of their keys, and none is skipped for it."""

import threading

import pytest
from django.db import connection, transaction

from search import drain as drain_module
from search import outbox, services, sources
from search.drain import drain
from search.models import OutboxEntry
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory


def titles(text):
    results = services.find(SearchRequest(text=text))
    assert not results.degraded
    return [hit.document.title for hit in results.hits]


def rename_unnoticed(page, title):
    type(page).objects.filter(pk=page.pk).update(title=title)


def commit_with_older_key(page, title):
    """What a slow transaction does: its row has the lower key, and comes last."""
    rename_unnoticed(page, title)
    OutboxEntry.objects.create(pk=1, document_id=f"page-{page.pk}")


@pytest.fixture
def page(cast):
    """The next rows have keys above 1."""
    page = GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    services.rebuild()
    OutboxEntry.objects.create(document_id="page-0").delete()
    outbox.enqueue([f"page-{page.pk}"])
    assert OutboxEntry.objects.get().pk > 1
    return page


@pytest.mark.django_db
def test_a_row_that_comes_late_with_a_lower_key_is_drained(page, monkeypatch):
    apply = drain_module._apply

    def apply_while_another_commits(document_ids):
        refusals = apply(document_ids)
        monkeypatch.setattr(drain_module, "_apply", apply)
        commit_with_older_key(page, "Leitbild")
        return refusals

    monkeypatch.setattr(drain_module, "_apply", apply_while_another_commits)
    drain()
    assert titles("leitbild") == ["Leitbild"]
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db
def test_a_row_that_comes_late_with_a_lower_key_is_in_a_rebuild(page, monkeypatch):
    batches = sources.batches

    def batches_while_another_commits():
        yield from list(batches())
        commit_with_older_key(page, "Leitbild")

    monkeypatch.setattr(sources, "batches", batches_while_another_commits)
    services.rebuild()
    assert titles("leitbild") == ["Leitbild"]
    assert titles("tandem") == []
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_connections_whose_transactions_overlap(settings):
    """PostgreSQL lets the second one overtake the first; SQLite has it wait. Both are drained."""
    settings.SEARCH_DRAIN = "worker"
    services.rebuild()
    first_written, let_first_go = threading.Event(), threading.Event()

    def first():
        try:
            with transaction.atomic():
                outbox.enqueue(["page-1"])
                first_written.set()
                assert let_first_go.wait(30)
        finally:
            connection.close()

    def second():
        try:
            outbox.enqueue(["page-2"])
        finally:
            connection.close()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert first_written.wait(30)
    threads[1].start()
    threads[1].join(1.0)
    overtaken = not threads[1].is_alive()
    if overtaken:
        assert drain().applied == 1
    let_first_go.set()
    for thread in threads:
        thread.join(60)
    assert drain().applied == (1 if overtaken else 2)
    assert not OutboxEntry.objects.exists()
