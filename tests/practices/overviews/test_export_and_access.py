"""The overviews as xlsx, who may read them, and what they cost."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.overviews.views import OVERVIEWS
from practices.reuse import services
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.practices.review.people import submit

from .conftest import ADDRESS

pytestmark = pytest.mark.django_db

KEYS = [overview.key for overview in OVERVIEWS]
ALLOWED = {"reviewer", "administrator"}
PEOPLE = [
    "visitor",
    "learner",
    "hr_developer",
    "editor_bochum",
    "editor_herne",
    "reviewer",
    "administrator",
]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("query", [{}, {"stadt": "bochum"}, {"stadt": "herne", "export": "xlsx"}])
@pytest.mark.parametrize("key", KEYS)
def test_is_for_the_projektgruppe_and_the_administration(cast, who, key, query):
    client = Client() if who == "visitor" else signed_in(getattr(cast, who))
    answer = client.get(ADDRESS.format(key), query)
    assert (answer.status_code == 200) is (who in ALLOWED)
    if who not in ALLOWED:
        assert answer.status_code == 302


@pytest.mark.parametrize("who", ["editor_bochum", "reviewer", "administrator"])
def test_the_menu_leads_there_who_may(cast, who):
    home = signed_in(getattr(cast, who)).get(reverse("wagtailadmin_home")).content.decode()
    assert (ADDRESS.format("wartet") in home) is (who in ALLOWED)


def test_another_one_does_not_exist(cast):
    assert signed_in(cast.reviewer).get(ADDRESS.format("anderes")).status_code == 404


def test_dates_are_dates_and_numbers_are_numbers(cast, sheet, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 12, 9, tzinfo=datetime.UTC), tick=False)
    GoodPracticeFactory(parent=cast.bochum, review_due=datetime.date(2026, 3, 1), title="Tandem")
    table, disposition = sheet("altert", stadt="bochum")
    assert disposition == 'attachment; filename="altert-bochum.xlsx"'
    assert table.title == "Was altert"
    assert [cell.value for cell in table[1]][:4] == [
        "Praxisbeispiel",
        "Stadt",
        "Zustand",
        "Wiedervorlage am",
    ]
    assert table["D2"].value == datetime.datetime(2026, 3, 1)
    assert table["D2"].is_date
    assert table["D2"].number_format == "DD.MM.YYYY"
    assert table["E2"].value == 11


@pytest.mark.parametrize("title", ["=1+1", '=HYPERLINK("http://evil.example")', "+1", "@x", "-1"])
def test_no_title_becomes_a_formula(cast, sheet, title):
    GoodPracticeFactory(parent=cast.bochum, title=title)
    table, _disposition = sheet("altert")
    assert (table["A2"].value, table["A2"].data_type) == (title, "s")


def test_the_matrix_is_exported_as_it_is_shown(cast, read, sheet):
    GoodPracticeFactory(parent=cast.herne)
    table, _disposition = sheet("luecken")
    exported = [[str(cell) for cell in row] for row in table.values]
    assert exported == read("luecken")


def test_queries_do_not_grow(cast):
    def fill(number: int) -> None:
        for _ in range(number):
            public = GoodPracticeFactory(parent=cast.bochum)
            details = services.ReuseDetails(status="uebernommen", since=datetime.date(2025, 1, 1))
            services.declare(
                practice=public, city=cast.herne, user=cast.editor_herne, details=details
            )
            draft = GoodPracticeFactory(parent=cast.herne, live=False)
            submit(draft, cast.editor_herne)

    def costs() -> dict[str, int]:
        client = signed_in(cast.reviewer)
        found = {}
        for key in KEYS:
            client.get(ADDRESS.format(key))
            with CaptureQueriesContext(connection) as captured:
                assert client.get(ADDRESS.format(key), {"export": "xlsx"}).status_code == 200
            found[key] = len(captured)
        return found

    fill(1)
    few = costs()
    fill(5)
    assert costs() == few
    assert max(few.values()) <= 18
