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


@pytest.fixture
def renamed(cast, entries):
    """In both cities, the public page and its city have a draft with another title."""
    for city in (cast.bochum, cast.herne):
        for page in (city, city.get_children().get(live=True).specific):
            public, page.title = page.title, f"Geheim {page.title}"
            page.save_revision()
            page.title = public


def test_a_public_page_keeps_its_public_title(cast, offered, renamed):
    children = offered("wagtailadmin_choose_page_child", [cast.herne.pk])
    cities = offered("wagtailadmin_choose_page_child", [cast.herne.get_parent().pk])
    found = offered("wagtailadmin_choose_page_search", q="Herne")

    for text in (children, cities, found):
        assert "Geheim" not in text.replace("Geheim Bochum", "")
    assert "Öffentlich Herne" in children
    assert "Öffentlich Herne" in found


def test_own_pages_have_the_title_of_their_draft(cast, offered, renamed):
    assert "Geheim Öffentlich Bochum" in offered("wagtailadmin_choose_page_child", [cast.bochum.pk])


def test_nobody_looks_below_a_draft_of_others(cast, entries):
    draft = cast.herne.get_children().get(live=False)
    address = reverse("wagtailadmin_choose_page_child", args=[draft.pk])

    answer = signed_in(cast.editor_bochum).get(address)

    assert answer.status_code == 404
    assert "Entwurf Herne" not in answer.content.decode()
    assert signed_in(cast.editor_herne).get(address).status_code == 200


def test_several_chosen_pages_tell_what_one_tells(cast, renamed):
    children = [page.pk for city in (cast.bochum, cast.herne) for page in city.get_children()]

    answer = signed_in(cast.editor_bochum).get(
        reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": children}
    )

    assert {row["adminTitle"] for row in answer.json()["result"]} == {
        "Entwurf Bochum",
        "Geheim Öffentlich Bochum",
        "Öffentlich Herne",
    }


@pytest.mark.parametrize("view", ["wagtailadmin_choose_page", "wagtailadmin_choose_page_search"])
def test_is_for_people_of_the_admin(client, view):
    answer = client.get(reverse(view))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("wagtailadmin_login"))
