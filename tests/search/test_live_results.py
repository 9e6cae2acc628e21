"""With htmx the same address answers with the results alone."""

import pytest
from bs4 import BeautifulSoup

from search import services
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _entries(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    services.rebuild()


def test_answers_with_results_filters_and_the_sentence(client):
    response = client.get("/suche/?q=tandem&stadt=", headers=HTMX)
    assert response.status_code == 200
    assert b"<html" not in response.content
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("#ergebnisse .hit__title a").get_text().strip() == "Tandem"
    assert soup.select_one("#treffer[hx-swap-oob]").get_text().strip() == "1 Treffer für „tandem“"
    assert soup.select_one("#filter[hx-swap-oob]").select_one("#stadt-bochum")
    assert "1 Treffer" in soup.title.get_text()


def test_the_address_is_the_one_to_share(client):
    response = client.get("/suche/?q=tandem&stadt=&seite=1", headers=HTMX)
    assert response["HX-Push-Url"] == "/suche/?q=tandem"
    response = client.get("/praxis/?q=", headers=HTMX)
    assert response["HX-Push-Url"] == "/praxis/"


def test_a_page_from_the_history_is_whole(client):
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    response = client.get("/suche/?q=tandem", headers=headers)
    assert b"<html" in response.content


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_caches_keep_both_answers_apart(client, headers):
    assert "HX-Request" in client.get("/suche/", headers=headers)["Vary"]


def test_the_page_offers_what_the_update_replaces(client):
    soup = BeautifulSoup(client.get("/suche/").content, "html.parser")
    form = soup.select_one("form#suche")
    assert form["method"] == "get"
    assert soup.select_one(form["hx-target"])
    assert soup.select_one("#treffer")["role"] == "status"
    assert len(soup.select("#filter")) == len(soup.select("#treffer")) == 1
    assert any("htmx" in script.get("src", "") for script in soup.select("script"))
