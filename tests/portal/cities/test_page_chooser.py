"""Links lead to everything public; drafts of other cities are not offered."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(cast):
    for city in (cast.bochum, cast.herne):
        for state, live in (("Entwurf", False), ("Öffentlich", True)):
            title = f"{state} {city.title}"
            GoodPracticeFactory(parent=city, title=title, slug=f"{state[0].lower()}", live=live)


@pytest.fixture
def offered(cast, entries):
    def titles(view, args=(), **query):
        address = reverse(view, args=args)
        answer = signed_in(cast.editor_bochum).get(address, query)
        if answer.headers["Content-Type"] == "application/json":
            return answer.json()["html"]
        return answer.content.decode()

    return titles


def test_browsing_another_city_offers_its_public_pages(cast, offered):
    found = offered("wagtailadmin_choose_page_child", [cast.herne.pk])

    assert "Öffentlich Herne" in found
    assert "Entwurf Herne" not in found


def test_browsing_the_own_city_offers_drafts_too(cast, offered):
    found = offered("wagtailadmin_choose_page_child", [cast.bochum.pk])

    assert "Entwurf Bochum" in found


def test_searching_offers_no_drafts_of_others(offered):
    found = offered("wagtailadmin_choose_page_search", q="Herne")

    assert "Öffentlich Herne" in found
    assert "Entwurf Herne" not in found
