"""A city's page: profile, offers and needs, contacts of functions, entries."""

import pytest
from bs4 import BeautifulSoup

from search.services import rebuild
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for


def test_shows_what_the_city_offers_and_seeks(cast, client):
    city = cast.bochum
    city.offers = [("offer", {"title": "Hospitation", "text": "Zwei Tage zusehen."})]
    city.needs = [("need", {"title": "Führung in Teilzeit", "text": "Wer hat das erprobt?"})]
    city.contacts.create(
        role="Koordination Vielfalt", email="vielfalt@bochum.example", phone="0221 4710-110"
    )
    city.save()
    page = client.get("/staedte/bochum/").content.decode()
    for text in (
        "Das bieten wir an",
        "Hospitation",
        "Das suchen wir",
        "Führung in Teilzeit",
        "Koordination Vielfalt",
        'href="mailto:vielfalt@bochum.example"',
        'href="tel:+492214710110"',
        "Datum nicht bekannt",
    ):
        assert text in page


def test_lists_its_own_entries_only(cast, client):
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")
    TrainingModuleFactory(parent=cast.bochum, title="Kulturbegriff kritisch")
    GoodPracticeFactory(parent=cast.herne, title="Schulpraktika")
    rebuild()
    page = client.get("/staedte/bochum/").content.decode()
    assert "Mentoring zum Aufstieg" in page
    assert "Kulturbegriff kritisch" in page
    assert "Schulpraktika" not in page


def test_leads_to_the_rest_of_many_entries(cast, client):
    for number in range(10):
        GoodPracticeFactory(parent=cast.bochum, title=f"Praxis {number}")
    rebuild()
    page = client.get("/staedte/bochum/").content.decode()
    assert "Alle 10 Praxisbeispiele" in page
    assert "/suche/?art=praxis&amp;stadt=bochum" in page


def test_shows_what_it_has_towards_each_goal(cast, client):
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg", goals=["ziel-2"])
    TrainingModuleFactory(
        parent=cast.bochum, title="Kulturbegriff kritisch", goals=["ziel-1", "ziel-2"]
    )
    rebuild()
    page = BeautifulSoup(client.get("/staedte/bochum/").content, "html.parser")
    shares = {
        share.select_one("p a")["href"]: {
            link.text for link in share.select(".goal-share__entries a")
        }
        for share in page.select(".goal-share")
    }
    assert shares == {
        "/suche/?ziel=ziel-1&stadt=bochum": {"Kulturbegriff kritisch"},
        "/suche/?ziel=ziel-2&stadt=bochum": {"Mentoring zum Aufstieg", "Kulturbegriff kritisch"},
    }
    assert "Alle 2 Einträge" in page.text


def test_index_lists_every_public_city(cast, client):
    page = client.get("/staedte/").content.decode()
    assert 'href="/staedte/bochum/"' in page
    assert 'href="/staedte/herne/"' in page


@pytest.mark.parametrize("address", ["/staedte/", "/staedte/bochum/"])
def test_queries_do_not_grow(cast, address):
    GoodPracticeFactory(parent=cast.bochum)
    TrainingModuleFactory(parent=cast.bochum)
    rebuild()
    few = queries_for(address)
    for _number in range(8):
        GoodPracticeFactory(parent=cast.bochum)
        TrainingModuleFactory(parent=cast.bochum)
    rebuild()
    assert queries_for(address) == few
    assert few <= 23
