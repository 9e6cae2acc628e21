"""English versions of the home page, a city's profile and the monitoring: one city stays one."""

import pytest

from portal.cities.merging import merge_city
from portal.cities.models import CityPage
from portal.cities.selectors import city_of, live_cities
from portal.facets import city_labels
from portal.home.models import HomePage
from portal.home.services import create_site
from portal.monitoring.pages import MonitoringPage
from portal.people.models import User
from search.request import SearchRequest
from search.services import find, rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.portal.translating.english import published_version

pytestmark = pytest.mark.django_db


def shown(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_home_page_and_the_monitoring(client, cast):
    home = HomePage.objects.get()
    home.intro = "<p>Willkommen.</p>"
    home.save_revision().publish()
    version = published_version(HomePage.objects.get(), intro="Welcome.")
    assert version.url == "/en/"
    assert "Welcome." in shown(client, "/en/")
    assert 'href="/en/"' in " ".join(shown(client, "/").split())
    assert create_site().pk == home.pk
    monitoring = MonitoringPage.objects.get()
    published_version(monitoring, title="Monitoring of goal 2")
    assert "Monitoring of goal 2" in shown(client, f"{monitoring.url}en/")
    assert shown(client, "/suche/")


def test_a_citys_profile_shows_the_citys_own_things(client, cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    version = published_version(cast.bochum, summary="A city that asks.")
    rebuild()
    page = shown(client, version.url)
    assert version.url == "/staedte/bochum/en/"
    assert "A city that asks." in page
    assert "Tandem" in page
    assert "stadt=bochum" in page
    assert "bochum-en" not in page


def test_a_city_with_a_version_is_still_one(client, cast):
    version = published_version(cast.bochum, title="City of Bochum")
    practice = GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    rebuild()
    assert [city.title for city in live_cities()] == ["Bochum", "Herne"]
    assert set(city_labels()) == {"bochum", "herne"}
    assert city_of(version) == city_of(practice) == cast.bochum
    assert find(SearchRequest(text="Bochum", filters={"kind": ("stadt",)})).total == 1
    assert shown(client, "/staedte/").count("/staedte/bochum/") >= 1
    assert "/staedte/bochum/en/" not in shown(client, "/staedte/")
    editor = User.objects.get(pk=cast.editor_bochum.pk)
    assert [group.name for group in editor.groups.all()] == ["Redaktion Bochum"]
    assert signed_in(editor).get(f"/admin/pages/{version.pk}/edit/").status_code == 200


def test_it_goes_where_its_city_goes(cast):
    published_version(cast.herne)
    merge_city(source=CityPage.objects.get(pk=cast.herne.pk), target=cast.bochum)
    assert [city.key for city in CityPage.objects.all()] == ["bochum"]
