"""Searches as Atom feeds, for readers that know nothing of the site."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search import services
from search.drain import drain
from search.engines import get_engine
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

from .saving import publish, save

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(address: str, **headers):
    """The feed's root element; what RFC 4287 demands of every feed is checked on the way."""
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(ATOM + name)) == 1, name
    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        assert ":" in element.findtext(f"{ATOM}id")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        assert element.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http://")
    return feed


def titles(feed) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


@pytest.fixture
def entries(cast, clock):
    """Three entries on three days; the second one was edited since."""
    GoodPracticeFactory(
        parent=cast.herne,
        title="Tandem & Mentoring",
        summary="Wege <nach oben>.",
        first_published_at=datetime(2026, 5, 1, 12, tzinfo=UTC),
        last_published_at=datetime(2026, 5, 1, 12, tzinfo=UTC),
        keywords=["Aufstieg"],
    )
    GoodPracticeFactory(
        parent=cast.bochum,
        title="Tandem für Azubis",
        first_published_at=datetime(2026, 4, 1, 12, tzinfo=UTC),
        last_published_at=datetime(2026, 6, 1, 12, tzinfo=UTC),
    )
    TrainingModuleFactory(
        parent=cast.herne,
        title="Tandem partners",
        language="en",
        first_published_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        last_published_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    )
    services.rebuild()


def test_any_search_is_a_feed_with_the_newest_first(entries):
    feed = read("/feeds/suche/?q=tandem")
    assert titles(feed) == ["Tandem & Mentoring", "Tandem für Azubis", "Tandem partners"]
    assert feed.findtext(f"{ATOM}title").startswith("„tandem“ – ")
    assert feed.findtext(f"{ATOM}updated") == "2026-06-01T12:00:00+00:00"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://testserver/feeds/suche/?q=tandem",
        "alternate": "http://testserver/suche/?q=tandem&sortierung=neu",
    }


def test_an_entry_says_whose_it_is_and_when_it_changed(entries):
    first, second, third = read("/feeds/suche/?q=tandem").findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Herne"
    assert first.find(f"{ATOM}category").get("term") == "Aufstieg"
    assert first.findtext(f"{ATOM}summary") == "Wege &lt;nach oben&gt;."
    assert first.find(f"{ATOM}summary").get("type") == "html"
    assert second.findtext(f"{ATOM}published") == "2026-04-01T12:00:00+00:00"
    assert second.findtext(f"{ATOM}updated") == "2026-06-01T12:00:00+00:00"
    assert (second.get(LANG), third.get(LANG)) == (None, "en")


def test_the_search_pages_filters_hold(entries):
    assert titles(read("/feeds/suche/?q=tandem&stadt=bochum")) == ["Tandem für Azubis"]
    assert titles(read("/feeds/suche/?art=training&seite=7&sortierung=titel&unbekannt=1")) == [
        "Tandem partners"
    ]
    assert titles(read("/feeds/suche/?q=xylophon")) == []


def test_an_entry_that_moves_keeps_its_identity(entries, cast):
    def identities():
        return {
            entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}id")
            for entry in read("/feeds/suche/?q=tandem").findall(f"{ATOM}entry")
        }

    before = identities()
    page = cast.bochum.get_children().get(title="Tandem für Azubis")
    page.move(cast.herne, pos="last-child")
    drain()
    assert identities() == before
    assert len(set(before.values())) == 3
    assert all(identity.startswith("tag:127.0.0.1,2026-0") for identity in before.values())


def test_the_search_page_names_its_feed(entries, client):
    for address, feed in [
        ("/suche/?q=tandem&stadt=herne&seite=1", "/feeds/suche/?q=tandem&stadt=herne"),
        ("/praxis/?q=tandem", "/feeds/suche/?q=tandem&art=praxis"),
        ("/suche/", "/feeds/suche/"),
    ]:
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        link = soup.select_one('link[rel="alternate"][type="application/atom+xml"]')
        assert link["href"] == feed
        assert soup.select_one(f'.keep a[href="{feed}"]')
        read(feed)


@pytest.mark.parametrize("private", [False, True])
def test_what_has_not_changed_is_not_sent_again(entries, cast, client, private):
    address = "/feeds/suche/?q=tandem"
    if private:
        address = f"/feeds/suche/{save(cast.learner).feed_token}/"
    first = client.get(address)
    by_tag = client.get(address, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag.content == b""

    publish(cast.herne, "Tandem ganz neu")
    drain()
    for header, known in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        answer = client.get(address, headers={header: first[known]})
        assert answer.status_code == 200
        assert "Tandem ganz neu" in answer.content.decode()


def test_an_empty_feed_stays_the_same_too(cast, clock, client):
    first = client.get("/feeds/suche/?q=xylophon")
    clock.set("2027-02-01 12:00")
    assert client.get("/feeds/suche/?q=xylophon").content == first.content
    saved = save(cast.learner, "q=xylophon")
    feed = read(f"/feeds/suche/{saved.feed_token}/")
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == saved.created_at


def test_the_readers_language_changes_nothing(entries, client):
    german = client.get("/feeds/suche/?q=tandem&stadt=herne", headers={"Accept-Language": "de"})
    client.cookies["django_language"] = "en"
    english = client.get("/feeds/suche/?q=tandem&stadt=herne", headers={"Accept-Language": "en"})
    assert english.content == german.content
    assert english["Content-Language"] == "de"


def test_a_saved_search_has_a_feed_of_its_own(entries, cast, client):
    saved = save(cast.learner, "q=tandem&stadt=herne", title="Meine Tandems", frequency="nie")
    address = f"/feeds/suche/{saved.feed_token}/"
    feed = read(address)
    assert titles(feed) == ["Tandem & Mentoring", "Tandem partners"]
    assert feed.findtext(f"{ATOM}title").startswith("Meine Tandems – ")
    response = client.get(address)
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "public" in client.get("/feeds/suche/")["Cache-Control"]


def test_its_identity_outlives_its_address(cast):
    saved = save(cast.learner)
    before = read(f"/feeds/suche/{saved.feed_token}/").findtext(f"{ATOM}id")
    saved.feed_token = "anders"
    saved.save()
    assert read("/feeds/suche/anders/").findtext(f"{ATOM}id") == before


def test_a_feed_ends_with_the_account(cast, client):
    address = f"/feeds/suche/{save(cast.learner).feed_token}/"
    cast.learner.is_active = False
    cast.learner.save()
    assert client.get(address).status_code == 404
    cast.learner.delete()
    assert client.get(address).status_code == 404
    assert client.get("/feeds/suche/geraten/").status_code == 404


@pytest.mark.parametrize("indexed", [True, False])
def test_what_became_private_is_in_no_feed(entries, cast, indexed):
    """Also while the index does not know it yet: what it finds, the database shows."""
    page = cast.bochum.get_children().get(title="Tandem für Azubis")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    if indexed:
        drain()
    saved = save(cast.learner)
    for address in ("/feeds/suche/?q=tandem", f"/feeds/suche/{saved.feed_token}/"):
        assert titles(read(address)) == ["Tandem & Mentoring", "Tandem partners"]


def test_texts_that_xml_cannot_hold_are_cleaned(cast):
    publish(cast.herne, "Tandem\x0baus der Textverarbeitung", summary="Erst\x0cdann\x01so.")
    drain()
    feed = read("/feeds/suche/?q=tandem")
    assert titles(feed) == ["Tandem aus der Textverarbeitung"]
    assert read("/feeds/suche/?q=%00%ED%A0%80%0B&stadt=%01") is not None


def test_without_the_engine_the_database_answers_and_nobody_keeps_it(entries, cast, no_engine):
    response = Client().get("/feeds/suche/?q=tandem")
    assert titles(read("/feeds/suche/?q=tandem"))[0] == "Tandem & Mentoring"
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert "Last-Modified" not in response
    assert titles(read(f"/feeds/suche/{save(cast.learner).feed_token}/"))


def test_without_the_engine_no_reader_is_told_that_there_is_nothing(entries, cast, no_engine):
    saved = save(cast.learner, "q=rathaustreppe")
    for address in ("/feeds/suche/?q=rathaustreppe", f"/feeds/suche/{saved.feed_token}/"):
        response = Client().get(address)
        assert response.status_code == 503
        assert int(response["Retry-After"]) > 0
        assert "nicht erreichbar" in response.content.decode()


@pytest.fixture
def no_engine(settings, tmp_path, entries):
    settings.SEARCH_URL = f"embedded://{tmp_path}/empty"
    get_engine.cache_clear()


def test_only_reading_is_allowed(client):
    assert client.post("/feeds/suche/?q=tandem").status_code == 405


def test_the_queries_do_not_grow_with_the_entries(cast, client):
    saved = save(cast.learner)
    addresses = ("/feeds/suche/?q=tandem", f"/feeds/suche/{saved.feed_token}/")
    counts = []
    for number in (2, 10):
        for _number in range(number):
            publish(cast.herne, keywords=["Mentoring"])
        drain()
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 35
