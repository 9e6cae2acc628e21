"""The search page without JavaScript: a form, links, and the results."""

import pytest
from bs4 import BeautifulSoup

from search import services
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

pytestmark = pytest.mark.django_db


def open_page(client, address="/suche/", **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup):
    return [link.get_text().strip() for link in soup.select(".hit__title a")]


def sentence(soup):
    return " ".join(soup.select_one("#treffer").get_text().split())


def count_of(soup, parameter, value):
    checkbox = soup.select_one(f'input[name="{parameter}"][value="{value}"]')
    if checkbox is None:
        return None
    return int(soup.select_one(f'label[for="{checkbox["id"]}"] .facet__count').contents[0])


@pytest.fixture
def entries(cast):
    GoodPracticeFactory(
        parent=cast.bochum, title="Anonymisierte Bewerbung", keywords=["Bestenauslese"]
    )
    GoodPracticeFactory(
        parent=cast.herne, title="Bewerbung ohne Bild", fields=["personalauswahl", "fuehrung"]
    )
    TrainingModuleFactory(parent=cast.herne, title="Bewerbungen vorurteilsarm sichten")
    services.rebuild()


def test_finds_and_marks(client, entries):
    soup = open_page(client, "/suche/?q=bewerbung")
    assert set(titles(soup)) == {
        "Anonymisierte Bewerbung",
        "Bewerbung ohne Bild",
        "Bewerbungen vorurteilsarm sichten",
    }
    assert sentence(soup) == "3 Treffer für „bewerbung“"
    assert soup.select_one(".hit__title mark").get_text() in {"Bewerbung", "Bewerbungen"}
    assert soup.select_one("#suchtext")["value"] == "bewerbung"
    assert "3 Treffer für „bewerbung“" in soup.title.get_text()
