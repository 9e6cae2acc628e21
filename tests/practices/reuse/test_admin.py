"""Editors see in the admin what waits for their city."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .cities import confirmed, declared

pytestmark = pytest.mark.django_db


def listing(user) -> BeautifulSoup:
    answer = signed_in(user).get(reverse("reuse_admin"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def home(user) -> str:
    return signed_in(user).get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_counts_what_waits_for_the_own_city(cast, practice, essen):
    assert "Nachnutzung" in home(cast.editor_bochum)
    assert "Nachnutzung (" not in home(cast.editor_bochum)
    declared(practice, cast.herne, cast.editor_herne)
    assert "Nachnutzung (1)" in home(cast.editor_bochum)
    declared(practice, *essen)
    assert "Nachnutzung (2)" in home(cast.editor_bochum)
    assert "Nachnutzung (" not in home(cast.editor_herne)


@pytest.mark.parametrize("status", ["interessiert", "abgebrochen"])
def test_what_needs_no_answer_is_not_counted(cast, practice, status):
    declared(practice, cast.herne, cast.editor_herne, status)
    assert "Nachnutzung (" not in home(cast.editor_bochum)


def test_the_list_tells_apart_what_waits(cast, practice, essen):
    declared(practice, *essen)
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    waiting, others = listing(cast.editor_bochum).select("table")
    assert "Essen" in waiting.get_text()
    assert "Herne" not in waiting.get_text()
    assert "Herne" in others.get_text()


def test_a_third_city_sees_nothing_of_it(cast, practice, essen):
    declared(practice, cast.herne, cast.editor_herne)
    assert listing(essen[1]).select("table") == []


def test_the_project_group_sees_all_of_it(cast, practice):
    declared(practice, cast.herne, cast.editor_herne)
    text = listing(cast.reviewer).get_text()
    assert practice.title in text
    assert "Alle Nachnutzungen" in text
    # It confirms for no city: "nothing waits" would be untrue here.
    assert "Ihrer Stadt" not in text
    assert "Es wartet nichts" not in text


@pytest.mark.parametrize("who", ["learner", "hr_developer"])
def test_others_do_not_get_in(cast, practice, who):
    declared(practice, cast.herne, cast.editor_herne)
    answer = signed_in(getattr(cast, who)).get(reverse("reuse_admin"), follow=True)
    assert practice.title not in answer.content.decode()


def test_queries_do_not_grow(cast, practice):
    declared(practice, cast.herne, cast.editor_herne)
    client = signed_in(cast.editor_bochum)
    client.get(reverse("reuse_admin"))
    counts = []
    for number in (0, 6):
        for _ in range(number):
            declared(GoodPracticeFactory(parent=cast.bochum), cast.herne, cast.editor_herne)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("reuse_admin"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
