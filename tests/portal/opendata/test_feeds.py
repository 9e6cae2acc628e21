"""Feeds of a kind, a city, a field of action: what is new, for readers and other sites."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from search.services import rebuild
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for
from tests.search.saved.test_feeds import ATOM, read, titles

KINDS = ["/feeds/praxis/", "/feeds/training/"]


def day(number: int) -> dict:
    moment = datetime(2026, 5, number, 12, tzinfo=UTC)
    return {"first_published_at": moment, "last_published_at": moment}


@pytest.fixture
def entries(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem", fields=["onboarding"], **day(1))
    TrainingModuleFactory(parent=cast.bochum, title="Onboarding gestalten", **day(2))
    GoodPracticeFactory(parent=cast.herne, title="Interviews", **day(3))
    GoodPracticeFactory(parent=cast.bochum, title="Entwurf", live=False)
    private = GoodPracticeFactory(parent=cast.bochum, title="Intern", **day(4))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    rebuild()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/feeds/praxis/", ["Interviews", "Tandem"]),
        ("/feeds/training/", ["Onboarding gestalten"]),
        ("/feeds/stadt/bochum/", ["Onboarding gestalten", "Tandem"]),
        ("/feeds/stadt/herne/", ["Interviews"]),
        ("/feeds/handlungsfeld/onboarding/", ["Tandem"]),
        ("/feeds/handlungsfeld/monitoring/", []),
    ],
)
def test_holds_the_newest_public_entries_first(entries, address, found):
    feed = read(address)
    assert titles(feed) == found
    assert feed.find(f"{ATOM}link[@rel='self']").get("href").endswith(address)
    assert feed.findtext(f"{ATOM}id").startswith("tag:")


def test_any_site_may_read_them_in_the_browser(entries):
    for address in ("/feeds/praxis/", "/feeds/stadt/bochum/"):
        assert Client().get(address)["Access-Control-Allow-Origin"] == "*"


def test_leads_to_the_city(entries):
    feed = read("/feeds/stadt/bochum/")
    assert feed.findtext(f"{ATOM}title").startswith("Neues aus Bochum")
    assert feed.find(f"{ATOM}link[@rel='alternate']").get("href").endswith("/staedte/bochum/")


def test_ids_of_entries_stay_when_they_move(entries, cast):
    before = read("/feeds/stadt/herne/").findtext(f"{ATOM}entry/{ATOM}id")
    practice = cast.herne.get_children().get(title="Interviews").specific
    practice.slug = "anders"
    practice.save()
    rebuild()
    feed = read("/feeds/stadt/herne/")
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == before
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href").endswith("/anders/")


@pytest.mark.parametrize("address", [*KINDS, "/feeds/stadt/bochum/"])
def test_who_has_it_already_is_told_so(entries, address):
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Cookie" not in first.get("Vary", "")
    assert not first.cookies


def test_unknown_and_hidden_ones_do_not_exist(cast, client):
    PageViewRestriction.objects.create(page=cast.herne, restriction_type="login")
    for address in (
        "/feeds/stadt/atlantis/",
        "/feeds/stadt/herne/",
        "/feeds/handlungsfeld/unbekannt/",
    ):
        assert client.get(address).status_code == 404


def test_pages_name_their_feed(entries, cast, client):
    practice = cast.bochum.get_children().get(title="Tandem")
    for address, feed in (
        ("/staedte/bochum/", "/feeds/stadt/bochum/"),
        (practice.url, "/feeds/stadt/bochum/"),
        ("/", "/feeds/praxis/"),
    ):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        links = page.find_all("link", rel="alternate", type="application/atom+xml")
        assert feed in [link["href"] for link in links], address


def test_the_page_on_open_data_leads_to_all(entries, client):
    page = BeautifulSoup(client.get("/offene-daten/").content, "html.parser")
    links = {link["href"] for link in page.select("main a")}
    for address in (
        *KINDS,
        "/feeds/stadt/bochum/",
        "/feeds/handlungsfeld/onboarding/",
        "/offene-daten/bestand.xlsx",
        "/offene-daten/bestand.jsonl",
        "/sitemap.xml",
        "/api/v3/docs/",
    ):
        assert address in links
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("address", [*KINDS, "/feeds/stadt/bochum/"])
def test_queries_do_not_grow(entries, cast, address):
    few = queries_for(address)
    for _number in range(8):
        GoodPracticeFactory(parent=cast.bochum)
        TrainingModuleFactory(parent=cast.bochum)
    rebuild()
    assert queries_for(address) == few
    assert few <= 36
