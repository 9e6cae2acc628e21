"""The home page shows the contract, who signed it, the cities, and what is new."""

import datetime

from portal.home.selectors import signings
from portal.taxonomy.models import PracticeStatus
from search.services import rebuild
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

CONTRACT = datetime.date(2010, 5, 28)


def test_shows_goals_cities_and_newest_entries(cast, client):
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")
    TrainingModuleFactory(parent=cast.herne, title="Einfache Sprache")
    rebuild()
    page = client.get("/")
    for text in (
        "Interkulturelle Kompetenz als Qualitätsmerkmal",
        "Mentoring zum Aufstieg",
        "Einfache Sprache",
        'href="/staedte/bochum/"',
        'action="/suche/"',
    ):
        assert text in page.content.decode()
    assert page.context["practice_count"] == 1
    assert page.context["module_count"] == 1


def test_counts_entries_of_each_city(cast, client):
    GoodPracticeFactory(parent=cast.bochum)
    GoodPracticeFactory(parent=cast.bochum, live=False)
    tiles = {tile.city.key: tile.entry_count for tile in client.get("/").context["city_tiles"]}
    assert tiles == {"bochum": 1, "herne": 0}


def test_failures_are_shown(cast, client):
    failed = PracticeStatus.objects.get(key="gescheitert")
    GoodPracticeFactory(parent=cast.herne, title="Jobmesse ohne Nachbetreuung", status=failed)
    rebuild()
    section = client.get("/").content.decode().split("Auch was nicht geklappt hat")[1]
    assert "Jobmesse ohne Nachbetreuung" in section.split("</li>")[0]


def test_signatories_stand_by_day_and_unknown_days_last(cast, client):
    cast.herne.signed_on = CONTRACT
    cast.herne.signed_by = "Horst Schiereck"
    cast.herne.save()
    days = [signing.day for signing in signings([cast.bochum, cast.herne])]
    assert days == [CONTRACT, None]
    page = client.get("/").content.decode()
    assert "Horst Schiereck" in page
    assert "Datum nicht bekannt" in page


def test_empty_site_is_no_error(site, client):
    assert client.get("/").status_code == 200


def test_engine_away_is_no_error(cast, client):
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")
    page = client.get("/")
    assert page.status_code == 200
    assert "Mentoring zum Aufstieg" in page.content.decode()


def test_queries_do_not_grow(cast):
    GoodPracticeFactory(parent=cast.bochum)
    rebuild()
    few = queries_for("/")
    for _number in range(8):
        GoodPracticeFactory(parent=cast.bochum)
        TrainingModuleFactory(parent=cast.herne)
    rebuild()
    assert queries_for("/") == few
    assert few <= 14
