"""Requests are found like entries as long as they run, and follow every change."""

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.opendata import stock
from portal.wishes import services, worker
from portal.wishes.documents import RequestSource
from portal.wishes.models import CityRequest
from search import fallback
from search.models import OutboxEntry
from search.request import SearchRequest
from search.services import find, rebuild
from search.suggesting import suggest

from .conftest import details, in_days, requested

pytestmark = pytest.mark.django_db(transaction=True)


def found(text="Quereinsteigende", **filters) -> list[str]:
    return [hit.document.title for hit in find(SearchRequest(text=text, filters=filters)).hits]


@pytest.fixture(autouse=True)
def _index(site):
    rebuild()


TITLE = "Mentoring für Quereinsteigende"


def test_it_is_found_by_its_words_and_facets(client, asked):
    assert found() == [TITLE]
    assert found("", kind=("gesuch",), city=("herne",), theme=("personalgewinnung",)) == [TITLE]
    assert found("", kind=("gesuch",), city=("bochum",)) == []
    page = client.get("/suche/?q=Quereinsteigende").content.decode()
    assert asked.get_absolute_url() in page
    assert "Gesuch" in page
    assert "gesucht bis" in page


def test_it_is_found_by_what_an_answer_says(cast, asked, given):
    assert found("Läuft") == [TITLE]
    services.withdraw_answer(answer=given, user=cast.editor_bochum)
    assert found("Läuft") == []


def test_what_changes_is_found_as_it_is(cast, asked):
    services.change(request=asked, user=cast.editor_herne, details=details("Tandem"), version=1)
    assert found() == []
    assert found("Tandem") == ["Tandem"]


def test_closed_ones_leave_and_come_back(cast, asked):
    services.close(request=asked, user=cast.editor_herne)
    assert found() == []
    services.reopen(request=asked, user=cast.editor_herne)
    assert found() == [TITLE]
    services.delete(request=asked, user=cast.editor_herne)
    assert found() == []


def test_what_is_past_its_day_leaves(asked):
    with time_machine.travel(in_days(61)):
        services.close_expired()
    assert found() == []


def test_it_is_public_with_its_city(cast, asked):
    cast.herne.unpublish()
    assert found() == []
    cast.herne.save_revision().publish()
    assert found() == [TITLE]


def test_it_is_private_with_its_city(client, cast, asked):
    restriction = PageViewRestriction.objects.create(page=cast.herne, restriction_type="login")
    assert found() == []
    assert client.get(asked.get_absolute_url()).status_code == 404
    assert TITLE not in client.get("/wir-suchen/").content.decode()
    restriction.delete()
    assert found() == [TITLE]


def test_what_an_answer_says_is_found_as_long_as_its_entry_is_public(cast, asked, given):
    assert found("Läuft") == [TITLE]
    entry = given.page.specific
    entry.unpublish()
    assert found("Läuft") == []
    assert found() == [TITLE]


def test_what_is_rolled_back_is_not_found(cast):
    with transaction.atomic():
        requested(cast)
        transaction.set_rollback(True)
    assert found() == []
    assert not OutboxEntry.objects.pending().exists()


def test_a_row_is_written_with_the_change(cast, asked, settings):
    settings.SEARCH_DRAIN = "worker"
    with transaction.atomic():
        services.close(request=asked, user=cast.editor_herne)
        rows = OutboxEntry.objects.pending().filter(document_id=f"gesuch-{asked.pk}")
        assert rows.exists()


def test_a_rebuild_includes_them(cast, asked):
    closed = requested(cast, title="Vorbei")
    services.close(request=closed, user=cast.editor_herne)
    rebuild()
    assert found("", kind=("gesuch",)) == [TITLE]


def test_documents_cost_the_same_for_few_and_many(cast, asked, django_assert_num_queries):
    for number in range(4):
        requested(cast, title=f"Gesuch {number}")
    keys = [str(pk) for pk in CityRequest.objects.values_list("pk", flat=True)]
    for chosen in (keys[:1], keys):
        with django_assert_num_queries(6):
            assert len(RequestSource().load(chosen).documents) == len(chosen)


def test_without_an_engine_the_database_finds_them(cast, asked):
    closed = requested(cast, title="Vorbei mit Quereinsteigenden")
    services.close(request=closed, user=cast.editor_herne)
    for text, titles in (("Quereinsteig", [TITLE]), ("erprobt", [TITLE]), ("Xylophon", [])):
        documents = fallback.search(SearchRequest(text=text)).documents
        assert [document.title for document, _score in documents] == titles
    in_bochum = SearchRequest(text="Quereinsteig", filters={"city": ("bochum",)})
    assert not fallback.search(in_bochum).documents


def test_it_is_not_found_from_the_first_minute_after_its_day(client, asked):
    """Also while it still stands in the index: nothing has closed it yet."""
    with time_machine.travel(in_days(60)):
        assert found() == [TITLE]
    with time_machine.travel(in_days(61)):
        results = find(SearchRequest(text="Quereinsteigende"))
        assert (results.hits, results.total) == ([], 0)
        assert TITLE not in client.get("/feeds/gesuche/").content.decode()
        assert CityRequest.objects.get().closed_at is None


def test_from_then_on_it_is_neither_counted_nor_suggested(cast, asked):
    requested(cast, title="Tandem für Quereinsteigende", until=in_days(70))

    def everything(text=""):
        return find(SearchRequest(text=text, page_size=1))

    with time_machine.travel(in_days(60)):
        assert everything("Quereinsteigende").total == 2
        before = everything()
        assert TITLE in str(suggest("Mentoring"))
    with time_machine.travel(in_days(61)):
        assert everything("Quereinsteigende").total == 1
        after = everything()
        assert after.total == before.total - 1
        assert after.facets["kind"]["gesuch"] == before.facets["kind"]["gesuch"] - 1
        assert TITLE not in str(suggest("Mentoring"))


def test_it_is_found_again_as_soon_as_it_is_prolonged(cast, asked):
    with time_machine.travel(in_days(61)):
        assert found() == []
        CityRequest.objects.update(until=timezone.localdate())
        rebuild()
        assert found() == [TITLE]


def test_what_has_ended_costs_a_search_no_query_of_its_own(
    cast, asked, django_assert_max_num_queries
):
    find(SearchRequest(text="Quereinsteigende"))
    with django_assert_max_num_queries(1):
        assert found() == [TITLE]
    requested(cast, title="Tandem für Quereinsteigende")
    with time_machine.travel(in_days(61)):
        # The thesaurus is looked at now and then.
        assert found() == []
        # Which of them run is asked together with which pages are private.
        with django_assert_max_num_queries(3):
            assert found() == []


def test_it_is_closed_beside_the_drain_without_anybody(asked):
    assert worker.closer.attempt()
    assert CityRequest.objects.get().closed_at is None
    with time_machine.travel(in_days(61)):
        assert worker.closer.attempt()
    assert CityRequest.objects.get().closed_at is not None
    assert OutboxEntry.objects.count() == 0


def test_it_is_in_the_feed_and_in_the_open_data_while_it_runs(client, asked):
    assert TITLE in client.get("/feeds/gesuche/").content.decode()
    [record] = stock.records(CityRequest, stock.layouts()[CityRequest])
    assert record["title"] == TITLE
    assert record["city"] == "Herne"
    assert record["url"].endswith(asked.get_absolute_url())
    assert [term["key"] for term in record["fields_of_action"]] == ["personalgewinnung"]
    before = stock.state()
    with time_machine.travel(in_days(61)):
        assert list(stock.records(CityRequest, stock.layouts()[CityRequest])) == []
        assert stock.state() != before
