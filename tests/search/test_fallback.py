"""With the engine away the database answers, and the page says so."""

import pytest
from wagtail.models import PageViewRestriction

from search import services
from search.drain import drain
from search.models import OutboxEntry
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

pytestmark = pytest.mark.django_db


def find(text="", **fields):
    """There is no index in these tests."""
    results = services.find(SearchRequest(text=text, **fields))
    assert results.degraded
    assert results.total >= len(results.hits)
    return [hit.document.title for hit in results.hits]


@pytest.fixture
def entries(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring", summary="Wege zum Aufstieg.")
    GoodPracticeFactory(parent=cast.herne, title="Tandem", summary="Mentoring im Rathaus.")
    TrainingModuleFactory(parent=cast.herne, title="Mentoring leiten")
    GoodPracticeFactory(parent=cast.herne, title="Mentoring geheim", live=False)
    private = GoodPracticeFactory(parent=cast.herne, title="Mentoring intern")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)


def test_searches_titles_and_summaries_of_public_pages(entries):
    assert set(find("mentoring")) == {"Mentoring", "Tandem", "Mentoring leiten"}
    assert find("mentoring rathaus") == ["Tandem"]
    assert find("xyzzy") == find("!?") == []


def test_filters_hold(entries):
    assert set(find("mentoring", filters={"city": ("herne",)})) == {"Tandem", "Mentoring leiten"}
    assert find("mentoring", fixed={"kind": ("training",)}) == ["Mentoring leiten"]


def test_order_and_pages(entries):
    kinds = {"kind": ("praxis", "training")}
    assert find(sort="titel", filters=kinds) == ["Mentoring", "Mentoring leiten", "Tandem"]
    assert find(sort="titel", filters=kinds, page=2, page_size=2) == ["Tandem"]


def test_marks_what_was_typed(entries):
    results = services.find(SearchRequest(text="tandem"))
    assert results.hits[0].title == "<mark>Tandem</mark>"


def test_the_page_and_the_api_say_so(client, entries):
    response = client.get("/suche/?q=mentoring&stadt=herne")
    assert response.status_code == 200
    assert "eingeschränkt" in response.content.decode()
    assert client.get("/api/search/?q=mentoring").json()["degraded"] is True


def test_a_page_is_published_all_the_same(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    page.refresh_from_db()
    assert page.live
    assert OutboxEntry.objects.pending().filter(document_id=f"page-{page.pk}").exists()
    services.rebuild()
    assert services.find(SearchRequest(text="tandem")).degraded is False
    assert drain().applied == 0


def test_costs_the_same_for_any_number_of_entries(cast, django_assert_max_num_queries):
    def make(number):
        for _number in range(number):
            GoodPracticeFactory(parent=cast.herne, title="Mentoring", keywords=["Tandem"])

    make(2)
    find("mentoring")  # fills the caches of content types and sites
    with django_assert_max_num_queries(25) as few:
        assert len(find("mentoring")) == 2
    make(6)
    with django_assert_max_num_queries(25) as many:
        assert len(find("mentoring")) == 8
    assert len(few) == len(many)
