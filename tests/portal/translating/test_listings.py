"""English versions of the cities' page, the search and the listings."""

import re
from urllib.parse import urlsplit

import pytest

from portal.cities.models import CityIndexPage
from portal.cities.services import create_city
from search.models import SearchPage
from search.services import rebuild
from tests.factories import GoodPracticeFactory
from tests.portal.translating.english import published_version

pytestmark = pytest.mark.django_db


def shown(client, address, **data) -> str:
    response = client.get(address, data)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def in_sitemap(client) -> str:
    files = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    return "".join(client.get(urlsplit(file).path).content.decode() for file in files)


def test_the_cities_page(client, cast):
    index = CityIndexPage.objects.get()
    version = published_version(index, title="Cities")
    assert version.url == "/staedte/en/"
    page = shown(client, version.url)
    assert '<h1 class="title-page">Cities</h1>' in page
    assert "Bochum" in page
    assert 'href="/staedte/en/" hreflang="en"' in shown(client, "/staedte/")
    city = create_city(name="Witten")
    assert city.get_parent().pk == index.pk


@pytest.mark.parametrize("slug", ["suche", "praxis", "training"])
def test_the_search_and_the_listings(client, cast, slug):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem für alle")
    original = SearchPage.objects.get(slug=slug)
    version = published_version(original, title="All of it")
    rebuild()
    page = shown(client, f"/{slug}/en/", q="Tandem")
    assert '<h1 class="title-page">All of it</h1>' in page
    assert f'action="/{slug}/en/"' in page
    assert ("Tandem für alle" in page.replace("<mark>", "").replace("</mark>", "")) == (
        slug != "training"
    )
    assert version.kind == original.kind
    german = shown(client, f"/{slug}/")
    assert f'href="/{slug}/en/" hreflang="en"' in german
    assert '<html lang="de"' in german
    assert in_sitemap(client).count(f"/{slug}/en/</loc>") == 1


def test_whoever_reads_in_english_is_led_to_english_pages(client, cast):
    published_version(SearchPage.objects.get(slug="praxis"), title="Good practice")
    version = published_version(CityIndexPage.objects.get(), title="Cities")
    german = shown(client, "/monitoring/")
    assert '<a href="/staedte/"' in german
    assert "/staedte/en/" not in german
    client.cookies["django_language"] = "en"
    english = shown(client, "/monitoring/")
    assert '<a href="/staedte/en/">' in english
    assert '<a href="/praxis/en/">' in english
    assert '<a href="/suche/" lang="de"' in english
    own = shown(client, version.url)
    assert '<a href="/staedte/en/" aria-current="page">' in own
