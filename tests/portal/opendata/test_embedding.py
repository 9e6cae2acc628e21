"""A city's own website fetches its entries: plain HTML for every site, the same for everybody."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from search.services import rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

ADDRESS = "/einbetten/stadt/bochum/"


def day(number: int) -> dict:
    moment = datetime(2026, 5, number, 12, tzinfo=UTC)
    return {"first_published_at": moment, "last_published_at": moment}


@pytest.fixture
def entries(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem", goals=["ziel-2"], **day(1))
    TrainingModuleFactory(parent=cast.bochum, title="Welcome", language="en", **day(2))
    GoodPracticeFactory(parent=cast.bochum, title="<b>Fett</b> & mehr", **day(3))
    GoodPracticeFactory(parent=cast.herne, title="Interviews", **day(4))
    GoodPracticeFactory(parent=cast.bochum, title="Entwurf", live=False)
    private = GoodPracticeFactory(parent=cast.bochum, title="Intern", **day(5))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    rebuild()


def piece(address: str = ADDRESS):
    response = Client().get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(address: str = ADDRESS) -> list[str]:
    return [link.text for link in piece(address).select("li > a")]


def test_holds_the_newest_public_entries_of_the_city(entries):
    assert titles() == ["<b>Fett</b> & mehr", "Welcome", "Tandem"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?anzahl=1", ["<b>Fett</b> & mehr"]),
        ("?art=training", ["Welcome"]),
        ("?ziel=ziel-2", ["Tandem"]),
        ("?art=praxis&anzahl=9", ["<b>Fett</b> & mehr", "Tandem"]),
        ("?art=stadt&ziel=unsinn&anzahl=-3&ebene=x", ["<b>Fett</b> & mehr", "Welcome", "Tandem"]),
    ],
)
def test_can_be_narrowed(entries, query, found):
    assert titles(ADDRESS + query) == found


def test_works_on_any_site(entries, settings):
    settings.SITE_URL = "https://portal.example"
    html = piece()
    assert all(link["href"].startswith(("https://", "http://")) for link in html.select("a"))
    assert html.select_one("li > a")["href"].startswith("https://portal.example/staedte/bochum/")
    assert not html.select("script, style, link, iframe, [style], [id]")
    assert html.select_one("section")["lang"] == "de"
    assert html.select_one("a[lang=en]").text == "Welcome"
    assert html.select_one("h3")
    assert piece(f"{ADDRESS}?ebene=2").select_one("h2")


def test_every_site_may_fetch_it_and_every_cache_keep_it(entries, cast):
    response = Client().get(ADDRESS)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = Client().get(ADDRESS, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    editor = signed_in(cast.editor_bochum)
    editor.cookies["django_language"] = "en"
    assert editor.get(ADDRESS).content == response.content


def test_a_new_entry_is_another_answer(entries, cast):
    before = Client().get(ADDRESS)
    GoodPracticeFactory(parent=cast.bochum, title="Neu", **day(9))
    rebuild()
    after = Client().get(ADDRESS, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "Neu" in after.content.decode()


def test_unknown_and_hidden_cities_do_not_exist(cast, client):
    PageViewRestriction.objects.create(page=cast.herne, restriction_type="login")
    for key in ("atlantis", "herne"):
        assert client.get(f"/einbetten/stadt/{key}/").status_code == 404
        assert client.get(f"/einbetten/stadt/{key}/anleitung/").status_code == 404


def test_nothing_there_says_so(cast):
    rebuild()
    assert "noch nichts veröffentlicht" in piece().text


def test_the_guide_gives_the_code_for_what_one_chose(entries, client, settings):
    settings.SITE_URL = "https://portal.example"
    answer = client.get(f"{ADDRESS}anleitung/", {"art": "praxis", "anzahl": "2"})
    page = BeautifulSoup(answer.content, "html.parser")
    code = BeautifulSoup(page.select_one("#einbetten-code").text, "html.parser")
    place = code.select_one("div")["data-staedteregion"]
    assert place == "https://portal.example/einbetten/stadt/bochum/?art=praxis&anzahl=2"
    assert code.select_one("div a")["href"].endswith("/staedte/bochum/")
    assert "fetch(" in code.select_one("script").text
    shown = page.select(".embed-preview li > a")
    assert [link.text for link in shown] == ["<b>Fett</b> & mehr", "Tandem"]
    assert page.select_one("#feed-adresse")["value"].endswith("/feeds/stadt/bochum/")


def test_the_city_leads_to_the_guide_and_its_feed(entries, client):
    page = client.get("/staedte/bochum/").content.decode()
    assert f'href="{ADDRESS}anleitung/"' in page
    assert 'href="/feeds/stadt/bochum/"' in page


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}anleitung/"])
def test_queries_do_not_grow(entries, cast, address):
    few = queries_for(address)
    for _number in range(8):
        GoodPracticeFactory(parent=cast.bochum)
        TrainingModuleFactory(parent=cast.bochum)
    rebuild()
    assert queries_for(address) == few
    assert few <= 42
