"""A rebuild misses nothing, and leaves the old index when it fails."""

import pytest

from search import services, sources
from search.drain import drain
from search.models import OutboxEntry, RebuildMark
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


def titles(text):
    results = services.find(SearchRequest(text=text))
    assert not results.degraded
    return [hit.document.title for hit in results.hits]


def test_indexes_every_searchable_page_and_empties_the_outbox(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    TrainingModuleFactory(parent=cast.herne, title="Tandem leiten")
    report = services.rebuild()
    assert report.documents == 4 <= sources.count()
    assert not report.refused
    assert len(titles("tandem")) == 2
    assert not OutboxEntry.objects.exists()
    assert not RebuildMark.objects.exists()


@pytest.mark.parametrize("drained", [False, True])
def test_edits_during_a_rebuild_are_in_the_new_index(cast, monkeypatch, drained):
    """Whether or not a drain has brought them into the old index meanwhile."""
    renamed = GoodPracticeFactory(parent=cast.bochum, title="Alt")
    gone = GoodPracticeFactory(parent=cast.bochum, title="Gelöscht")
    batches = sources.batches

    def batches_with_edits():
        yield from list(batches())
        renamed.title = "Umbenannt"
        renamed.save()
        gone.delete()
        GoodPracticeFactory(parent=cast.herne, title="Dazugekommen")
        if drained:
            drain()
            assert OutboxEntry.objects.applied().count() >= 3

    monkeypatch.setattr(sources, "batches", batches_with_edits)
    services.rebuild()
    assert titles("umbenannt") == ["Umbenannt"]
    assert titles("dazugekommen") == ["Dazugekommen"]
    assert titles("gelöscht") == titles("alt") == []
    assert not OutboxEntry.objects.exists()


def test_an_error_leaves_the_old_index_and_the_outbox(cast, monkeypatch):
    drain()
    GoodPracticeFactory(parent=cast.bochum, title="Tandem")

    def broken():
        raise RuntimeError("the database went away")
        yield

    monkeypatch.setattr(sources, "batches", broken)
    with pytest.raises(RuntimeError):
        services.rebuild()
    assert titles("bochum") == ["Bochum"]
    assert OutboxEntry.objects.pending().exists()
    assert not RebuildMark.objects.exists()
    drain()
    assert titles("tandem") == ["Tandem"]


def test_a_broken_page_is_named_and_kept_while_the_others_are_indexed(cast, monkeypatch):
    page = GoodPracticeFactory(parent=cast.bochum, title="Kaputt")
    TrainingModuleFactory(parent=cast.herne, title="Heil")

    def broken(self):
        raise OSError("the image file is lost")

    monkeypatch.setattr(type(page), "search_document", broken)
    report = services.rebuild()
    assert [refusal.document_id for refusal in report.refused] == [f"page-{page.pk}"]
    assert titles("heil") == ["Heil"]
    assert "the image file is lost" in OutboxEntry.objects.get().error


def test_reads_in_ranges_with_few_queries(cast, monkeypatch, django_assert_max_num_queries):
    """Queries grow with the number of batches, not of pages."""
    counts = []
    for _turn in range(2):
        for _number in range(4):
            GoodPracticeFactory(parent=cast.herne, keywords=["Tandem"])
        with django_assert_max_num_queries(60) as queries:
            services.rebuild()
        counts.append(len(queries))
    assert counts[0] == counts[1]

    monkeypatch.setattr(sources, "BATCH", 3)
    assert services.rebuild().documents == 10 <= sources.count()
