"""The frame around every page: titles, navigation, the look and the language."""

import pytest
from django.test import Client

from portal.home.models import StandardPage
from tests.factories import GoodPracticeFactory


def links(page: str, label: str) -> str:
    return page.split(f'aria-label="{label}"')[1].split("</nav>")[0]


def test_title_description_and_canonical_address(cast, client):
    practice = GoodPracticeFactory(
        parent=cast.bochum, title="Mentoring", summary="Ein Jahr zu zweit."
    )
    page = client.get(practice.url + "?utm=1").content.decode()
    title = " ".join(page.split("<title>")[1].split("</title>")[0].split())
    assert title == "Mentoring – Interkulturelle Städteregion Ruhr"
    assert 'content="Ein Jahr zu zweit."' in page
    assert f'<link rel="canonical" href="{practice.full_url}">' in page


def test_navigation_marks_the_place(cast, client):
    def current(address: str) -> str:
        menu = links(client.get(address).content.decode(), "Hauptmenü")
        return menu.split("aria-current=")[1].split("</a>")[0] if "aria-current=" in menu else ""

    assert current("/praxis/").startswith('"page"')
    assert "Städte" in current("/staedte/bochum/")
    assert current("/staedte/bochum/").startswith('"true"')
    assert current("/") == ""


def test_breadcrumbs_lead_back(cast, client):
    practice = GoodPracticeFactory(parent=cast.bochum, title="Mentoring")
    trail = links(client.get(practice.url).content.decode(), "Brotkrümelpfad")
    for address in ("/", "/staedte/", "/staedte/bochum/"):
        assert f'href="{address}"' in trail
    assert 'aria-current="page">Mentoring' in trail


def test_footer_has_the_live_information_pages(cast, client):
    StandardPage.objects.filter(slug="impressum").update(live=True)
    footer = links(client.get("/").content.decode(), "Über diese Seite")
    assert 'href="/impressum/"' in footer
    assert "/datenschutz/" not in footer


def test_easy_language_is_marked(cast, client):
    StandardPage.objects.filter(slug="leichte-sprache").update(live=True)
    assert 'lang="de-simple"' in client.get("/leichte-sprache/").content.decode()


def test_look_is_kept_and_forgotten(cast, client):
    response = client.post("/darstellung/", {"theme": "dark", "next": "/staedte/"})
    assert response["Location"] == "/staedte/"
    assert 'data-kern-theme="dark"' in client.get("/").content.decode()
    client.post("/darstellung/", {"theme": ""})
    assert "data-kern-theme" not in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["https://boese.example/", "//boese.example", "javascript:1"])
def test_look_leads_to_no_other_host(client, address):
    response = client.post("/darstellung/", {"theme": "dark", "next": address})
    assert response["Location"] == "/"


def test_look_is_not_changed_by_a_link(client):
    assert client.get("/darstellung/").status_code == 405


def test_language_is_chosen_without_a_session(cast):
    client = Client(enforce_csrf_checks=True)
    client.post("/sprache/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()


def test_visitors_get_no_cookie(cast, client):
    response = client.get("/")
    assert not response.cookies


def test_policy_allows_nothing_inline_or_foreign(cast, client):
    response = client.get("/")
    page = response.content.decode()
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page


def test_english_interface_marks_german_content(cast, client):
    practice = GoodPracticeFactory(parent=cast.bochum, title="Mentoring")
    client.post("/sprache/", {"language": "en", "next": "/"})
    page = client.get(practice.url).content.decode()
    assert '<html lang="en"' in page
    assert '<h1 class="title-page" lang="de">Mentoring</h1>' in page
    assert '<div class="prose" lang="de">' in page


def test_german_interface_marks_nothing_german(cast, client):
    practice = GoodPracticeFactory(parent=cast.bochum)
    main = client.get(practice.url).content.decode().split("<main")[1].split("</main>")[0]
    assert "lang=" not in main
