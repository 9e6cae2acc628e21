"""An editor works below their own city, and nowhere else: lists, new pages, moves and the API.

Every single view of a foreign page: `test_foreign_pages.py`.
"""

import json

import pytest
from django.urls import reverse
from wagtail.models import APIToken, Page

from portal.cities.models import CityIndexPage
from practices.models import GoodPracticePage
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Aus Bochum", slug="aus-bochum")


@pytest.fixture
def foreign(cast):
    return GoodPracticeFactory(parent=cast.herne, title="Aus Herne", slug="aus-herne")


@pytest.fixture
def editor(cast):
    return signed_in(cast.editor_bochum)


def refused(answer) -> bool:
    """Wagtail refuses with a redirect to the admin's home and a message, or with 403."""
    return answer.status_code == 403 or (
        answer.status_code == 302 and answer.url in {reverse("wagtailadmin_home"), "/"}
    )


@pytest.mark.parametrize("view", ["edit", "delete", "unpublish", "copy"])
def test_cannot_carry_out_an_action_on_a_foreign_page(editor, foreign, view):
    before = foreign.latest_revision_id

    answer = editor.post(
        reverse(f"wagtailadmin_pages:{view}", args=[foreign.pk]),
        {"title": "Gekapert", "slug": "gekapert", "action-publish": "1"},
    )

    foreign.refresh_from_db()
    assert refused(answer)
    assert (foreign.title, foreign.live, foreign.latest_revision_id) == ("Aus Herne", True, before)


@pytest.mark.parametrize(
    ("app", "model"), [("practices", "goodpracticepage"), ("training", "trainingmodulepage")]
)
def test_creates_below_the_own_city_only(cast, editor, app, model):
    def add(city):
        return reverse("wagtailadmin_pages:add", args=[app, model, city.pk])

    assert editor.get(add(cast.bochum)).status_code == 200
    assert refused(editor.get(add(cast.herne)))
    assert refused(editor.post(add(cast.herne), {"title": "Neu", "slug": "neu"}))
    assert not Page.objects.filter(slug="neu").exists()


def test_creates_nothing_beside_the_cities(editor):
    index = CityIndexPage.objects.get()

    assert refused(editor.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk])))


def test_edits_an_own_page(editor, own):
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).status_code == 200


def test_does_not_publish_even_in_the_own_city(editor, own):
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[own.pk]))

    assert 'name="action-publish"' not in answer.content.decode()
    assert 'name="action-submit"' in answer.content.decode()


def test_cannot_move_an_own_page_to_another_city(cast, editor, own):
    answer = editor.post(reverse("wagtailadmin_pages:move_confirm", args=[own.pk, cast.herne.pk]))

    own.refresh_from_db()
    assert refused(answer) or answer.status_code == 200
    assert own.get_parent().pk == cast.bochum.pk


def test_cannot_copy_an_own_page_to_another_city(cast, editor, own):
    editor.post(
        reverse("wagtailadmin_pages:copy", args=[own.pk]),
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(cast.herne.pk)},
    )

    assert not Page.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_bulk_actions_leave_foreign_pages_alone(cast, editor, foreign, action):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    editor.post(f"{address}?next=/admin/&id={foreign.pk}", {"chooser": str(cast.bochum.pk)})

    foreign.refresh_from_db()
    assert foreign.live
    assert foreign.get_parent().pk == cast.herne.pk


def test_the_explorer_shows_the_own_city_only(cast, editor, own, foreign):
    own_list = editor.get(reverse("wagtailadmin_explore", args=[cast.bochum.pk]))
    foreign_list = editor.get(reverse("wagtailadmin_explore", args=[cast.herne.pk]))

    assert "Aus Bochum" in own_list.content.decode()
    assert "Aus Herne" not in foreign_list.content.decode()


def test_the_admins_search_shows_the_own_city_only(editor, own, foreign):
    found = editor.get(reverse("wagtailadmin_pages:search"), {"q": "Aus"}).content.decode()

    assert "Aus Bochum" in found
    assert "Aus Herne" not in found


def test_the_admins_api_shows_the_own_city_only(cast, editor, own, foreign):
    def children(city):
        return editor.get(
            reverse("wagtailadmin_api:pages:listing"), {"for_explorer": "1", "child_of": city.pk}
        )

    assert [page["title"] for page in children(cast.bochum).json()["items"]] == ["Aus Bochum"]
    # For this editor, the other city does not even exist.
    assert children(cast.herne).status_code == 400


@pytest.fixture
def api(cast, client):
    """Calls Wagtail's API v3 as the editor in Bochum."""
    key = APIToken.generate_token()
    APIToken.objects.create(
        user=cast.editor_bochum, name="Test", key_hash=APIToken.hash_token(key), prefix=key[:16]
    )

    def call(method, path, data=None):
        return getattr(client, method)(
            f"/api/v3/{path}",
            data=json.dumps(data or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )

    return call


def test_the_api_edits_own_pages_only(api, own, foreign):
    def rename(page):
        change = {"meta": {"type": "practices.GoodPracticePage"}, "title": "Umbenannt"}
        return api("patch", f"pages/{page.pk}/", change)

    assert rename(own).status_code == 200
    assert rename(foreign).status_code == 403

    foreign.refresh_from_db()
    assert foreign.get_latest_revision_as_object().title == "Aus Herne"


def test_the_api_creates_below_the_own_city_only(cast, api):
    def create(city):
        return api(
            "post",
            "pages/",
            {
                "meta": {"type": "practices.GoodPracticePage", "parent_id": city.pk},
                "title": "Per API",
            },
        )

    assert create(cast.herne).status_code == 403
    assert not GoodPracticePage.objects.filter(title="Per API").exists()
    assert create(cast.bochum).status_code == 201


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_the_api_refuses_actions_on_foreign_pages(api, foreign, action):
    method, path = ("delete", "") if action == "delete" else ("post", f"actions/{action}/")

    assert api(method, f"pages/{foreign.pk}/{path}").status_code == 403

    foreign.refresh_from_db()
    assert foreign.live


@pytest.mark.parametrize("who", ["hr_developer", "learner"])
def test_people_without_a_role_do_not_enter_the_admin(cast, who):
    answer = signed_in(getattr(cast, who)).get(reverse("wagtailadmin_home"))

    assert answer.status_code in {302, 403}
