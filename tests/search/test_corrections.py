"""What the page, its live update and the API say about another spelling."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from search import breaker, services
from search.engines import get_engine
from search.presentation import result_sentence
from search.request import SearchRequest
from search.results import SearchResults
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

TYPED, MEANT = "Migrationshintergund", "Migrationshintergrund"


class Correcting:
    """The real engine, which knows one misspelling more; `at_once` shows what it finds."""

    def __init__(self, engine, *, at_once: bool):
        self.engine, self.at_once = engine, at_once

    def search(self, request, **options):
        if request.text != TYPED:
            return self.engine.search(request, **options)
        if not self.at_once:
            return replace(self.engine.search(request.with_text("Tandem")), correction=MEANT)
        found = self.engine.search(replace(request, text=MEANT))
        return replace(found, correction=MEANT, corrected=True)


@pytest.fixture(autouse=True)
def _entries(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Azubis mit Migrationshintergrund gewinnen")
    GoodPracticeFactory(parent=cast.herne, title="Tandem")
    services.rebuild()


def correct(monkeypatch, *, at_once: bool) -> None:
    engine = Correcting(get_engine(), at_once=at_once)
    monkeypatch.setattr(breaker, "get_engine", lambda: engine)


def open_page(client, **headers):
    response = client.get("/suche/", {"q": TYPED, "stadt": ["bochum", "herne"]}, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(tag) -> str:
    return " ".join(tag.get_text().split())


def test_offers_a_spelling_that_finds_more(client, monkeypatch):
    correct(monkeypatch, at_once=False)
    soup = open_page(client)
    assert text_of(soup.select_one("#treffer")) == (
        f"1 Treffer für „{TYPED}“. Meinten Sie: {MEANT}?"
    )
    offer = soup.select_one(".results__correction")
    assert text_of(offer) == f"Meinten Sie: {MEANT}?"
    assert offer.a["href"] == f"?q={MEANT}&stadt=bochum&stadt=herne"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_says_so_when_the_hits_are_those_of_another_spelling(client, monkeypatch, headers):
    correct(monkeypatch, at_once=True)
    soup = open_page(client, **headers)
    assert text_of(soup.select_one("#treffer")) == (
        f"„{TYPED}“ kommt so nicht vor. Gezeigt wird 1 Treffer für „{MEANT}“"
    )
    assert [text_of(title) for title in soup.select(".hit__title")] == [
        "Azubis mit Migrationshintergrund gewinnen"
    ]
    assert soup.select(".results__correction, .results__none") == []


def test_the_field_keeps_what_was_typed(client, monkeypatch):
    correct(monkeypatch, at_once=True)
    assert open_page(client).select_one("#suchtext")["value"] == TYPED


@pytest.mark.parametrize("at_once", [True, False])
def test_the_api_says_the_same(client, monkeypatch, at_once):
    correct(monkeypatch, at_once=at_once)
    answer = client.get("/api/search/", {"q": TYPED}).json()
    assert (answer["correction"], answer["corrected"]) == (MEANT, at_once)


def test_says_nothing_where_nothing_is_to_be_corrected(client):
    soup = BeautifulSoup(client.get("/suche/?q=tandem").content, "html.parser")
    assert soup.select(".results__correction") == []
    answer = client.get("/api/search/?q=tandem").json()
    assert (answer["correction"], answer["corrected"]) == ("", False)


def test_counts_and_names_the_page():
    results = SearchResults(total=30, correction=MEANT, corrected=True, pages=3)
    assert result_sentence(SearchRequest(text=TYPED, page=2), results) == (
        f"„{TYPED}“ kommt so nicht vor. Gezeigt werden 30 Treffer für „{MEANT}“, Seite 2"
    )


def test_quotation_marks_of_a_phrase_are_the_inner_ones_of_the_sentence():
    results = SearchResults(total=2, correction="„leichte Sprache“ Bescheid", corrected=True)
    assert result_sentence(SearchRequest(text='"leichte Sprach" Bescheid'), results) == (
        "„‚leichte Sprach‘ Bescheid“ kommt so nicht vor. "
        "Gezeigt werden 2 Treffer für „‚leichte Sprache‘ Bescheid“"
    )
    nothing = SearchResults(total=0)
    assert result_sentence(SearchRequest(text="«leichte Sprache»"), nothing) == (
        "Keine Treffer für „‚leichte Sprache‘“"
    )
    assert result_sentence(SearchRequest(text='30" Bildschirm'), nothing) == (
        'Keine Treffer für „30" Bildschirm“'
    )
