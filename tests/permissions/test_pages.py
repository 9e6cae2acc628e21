"""Who may do what with pages: role × action × page, by the admin and by the API.

Everything lies in Bochum, but for one page that belongs to no city. Review tasks and reuses have
tables of their own, in `tests/practices/review` and `tests/practices/reuse`.
"""

import itertools
import json

import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import APIToken, Page
from wagtail.test.utils.form_data import querydict_from_html

from portal.home.models import HomePage, StandardPage
from portal.people.models import User
from tests.cast import Cast, signed_in
from tests.factories import (
    CoursePageFactory,
    GoodPracticeFactory,
    LessonPageFactory,
    TrainingModuleFactory,
)
from training.courses.models import CoursePage, LessonPage

pytestmark = pytest.mark.django_db

#: Visitors have no account.
ROLES = {
    "visitor": None,
    "learner": "learner",
    "hr developer": "hr_developer",
    "editor": "editor_bochum",
    "editor elsewhere": "editor_herne",
    "project group": "reviewer",
    "administrator": "administrator",
}
ABOVE = {"project group", "administrator"}
CITY = {"editor"} | ABOVE
#: A live page → action → who may.
USUAL = {
    "edit": CITY,
    "copy": CITY,
    "copy to another city": ABOVE,
    "publish": ABOVE,
    "unpublish": ABOVE,
    "move": ABOVE,
    "delete": ABOVE,
}
ALLOWED = {
    # Nobody but an administrator publishes past the review.
    "practice": {**USUAL, "add": CITY, "publish": {"administrator"}},
    "module": {**USUAL, "add": CITY},
    # With its lessons it goes at once, and with what people have learned: for that one asks.
    "course": {**USUAL, "add": CITY, "delete": {"administrator"}},
    "lesson": {**USUAL, "add": CITY},
    "standard page": {**USUAL, "add": CITY},
    "standard page of no city": dict.fromkeys(USUAL, ABOVE) | {"add": ABOVE},
    # A city is taken in with all that belongs to it: no copy is one, and it stays where it is. A
    # public one is merged into another rather than deleted.
    "city": {
        **USUAL,
        "copy": set(),
        "copy to another city": set(),
        "move": set(),
        "delete": {"administrator"},
    },
}
CELLS = list(itertools.product(ALLOWED, ROLES))


def standard_page(parent) -> StandardPage:
    return parent.add_child(instance=StandardPage(title="Hinweise", slug="hinweise"))


def lesson(cast: Cast) -> LessonPage:
    """In a course of Bochum; there is one in Herne as well."""
    here, _there = (
        CoursePageFactory(parent=city, slug="kurs") for city in (cast.bochum, cast.herne)
    )
    return LessonPageFactory(parent=here, slug="lektion")


def make(thing: str, cast: Cast):
    page = {
        "practice": lambda: GoodPracticeFactory(parent=cast.bochum, slug="tandem"),
        "module": lambda: TrainingModuleFactory(parent=cast.bochum, slug="seminar"),
        "course": lambda: CoursePageFactory(parent=cast.bochum, slug="kurs", lessons=1),
        "lesson": lambda: lesson(cast),
        "standard page": lambda: standard_page(cast.bochum),
        "standard page of no city": lambda: standard_page(HomePage.objects.get()),
        "city": lambda: cast.bochum,
    }[thing]()
    page.title = "Neu gefasst"
    page.save_revision(clean=False)
    return page


def user_of(role: str, cast: Cast) -> User | None:
    return getattr(cast, ROLES[role]) if ROLES[role] else None


def token_of(user: User) -> str:
    """A key of the user's own for the API."""
    key = APIToken.generate_token()
    APIToken.objects.create(
        user=user, name="Test", key_hash=APIToken.hash_token(key), prefix=key[:16]
    )
    return key


def everything() -> list[tuple]:
    """What an action could have changed."""
    return list(
        Page.objects.order_by("pk").values_list(
            "pk", "path", "title", "draft_title", "live", "latest_revision"
        )
    )


def elsewhere(page, cast: Cast):
    """Where the page could be moved or copied to, if one may."""
    if isinstance(page, LessonPage):
        return CoursePage.objects.child_of(cast.herne).get()
    return cast.bochum if page.get_parent().pk == HomePage.objects.get().pk else cast.herne


def by_api(client, key, action, page, cast) -> int:
    """Carries it out; the status of the answer."""
    kind = f"{page._meta.app_label}.{type(page).__name__}"
    base = f"/api/v3/pages/{page.pk}/"
    method, address, data = {
        "add": (
            "post",
            "/api/v3/pages/",
            {"meta": {"type": kind, "parent_id": page.get_parent().pk}, "title": "Ganz neu"},
        ),
        "edit": ("patch", base, {"meta": {"type": kind}, "title": "Noch einmal"}),
        "copy": ("post", f"{base}actions/copy/", {"keep_live": False, "slug": "kopie"}),
        "copy to another city": (
            "post",
            f"{base}actions/copy/",
            {"keep_live": False, "slug": "kopie", "destination_id": elsewhere(page, cast).pk},
        ),
        "publish": ("post", f"{base}actions/publish/", {}),
        "unpublish": ("post", f"{base}actions/unpublish/", {}),
        "move": (
            "post",
            f"{base}actions/move/",
            {"destination_id": elsewhere(page, cast).pk, "position": "last-child"},
        ),
        "delete": ("delete", base, {}),
    }[action]
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = getattr(client, method)(
        address, json.dumps(data), content_type="application/json", headers=headers
    )
    return answer.status_code


def form_address(action, page) -> str:
    if action == "edit":
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    args = [page._meta.app_label, page._meta.model_name, page.get_parent().pk]
    return reverse("wagtailadmin_pages:add", args=args)


def filled_in(action, page, cast) -> QueryDict | dict:
    """What the form sends when somebody who may has written a new title; empty without a form."""
    answer = signed_in(cast.administrator).get(form_address(action, page))
    if answer.status_code != 200:
        return {}
    data = querydict_from_html(answer.content.decode(), form_id="page-edit-form")
    # What the browser's scripts write: as many blocks as there are.
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            data[f"{field.name}-count"] = "0"
    data["title"] = "Ganz neu"
    data["slug"] = data.get("slug") or "ganz-neu"
    return data


def by_admin(client, action, page, cast) -> int:
    if action in {"add", "edit"}:
        return client.get(form_address(action, page)).status_code
    if action == "publish":
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        return client.post(f"{address}?next=/admin/&id={page.pk}").status_code
    if action == "move":
        args = [page.pk, elsewhere(page, cast).pk]
        return client.post(reverse("wagtailadmin_pages:move_confirm", args=args)).status_code
    data = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": str(page.get_parent().pk),
    }
    if action == "copy to another city":
        action, data["new_parent_page"] = "copy", str(elsewhere(page, cast).pk)
    address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    return client.post(address, data if action == "copy" else {}).status_code


def outcomes(thing, carry_out) -> dict[str, tuple[int, bool]]:
    """Action → status of the answer, and whether anything has changed; all of it taken back."""
    found = {}
    for action in ALLOWED[thing]:
        with transaction.atomic():
            before = everything()
            status = carry_out(action)
            found[action] = (status, everything() != before)
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(("thing", "role"), CELLS)
def test_by_the_api(cast, client, thing, role):
    page, user = make(thing, cast), user_of(role, cast)
    key = token_of(user) if user else None

    found = outcomes(thing, lambda action: by_api(client, key, action, page, cast))

    may = {action for action, roles in ALLOWED[thing].items() if role in roles}
    assert {action for action, (_status, changed) in found.items() if changed} == may, found
    for action, (status, _changed) in found.items():
        refusals = {401} if user is None else {400, 403, 404, 422}
        assert status in ({200, 201, 204} if action in may else refusals), (action, found)


@pytest.mark.parametrize(("thing", "role"), CELLS)
def test_by_the_admin(cast, client, thing, role):
    page, user = make(thing, cast), user_of(role, cast)
    client = signed_in(user) if user else client

    found = outcomes(thing, lambda action: by_admin(client, action, page, cast))

    may = {action for action, roles in ALLOWED[thing].items() if role in roles}
    for action, (status, changed) in found.items():
        if action in {"add", "edit"}:  # their forms open
            assert (status == 200) == (action in may), (action, found)
            assert not changed
        else:
            assert changed == (action in may), (action, found)
        assert status < 500


@pytest.mark.parametrize(("thing", "role"), CELLS)
def test_by_sending_the_admins_forms(cast, client, thing, role):
    """Also without having been shown the form: what it sends decides."""
    page, user = make(thing, cast), user_of(role, cast)
    client = signed_in(user) if user else client
    forms = {
        action: filled_in(action, page, cast) for action in {"add", "edit"} & set(ALLOWED[thing])
    }

    found = {}
    for action, data in forms.items():
        with transaction.atomic():
            before = everything()
            status = client.post(form_address(action, page), data).status_code
            found[action] = (status, everything() != before)
            transaction.set_rollback(True)

    may = {action for action in forms if role in ALLOWED[thing][action]}
    assert {action for action, (_status, changed) in found.items() if changed} == may, found
    assert all(status < 500 for status, _changed in found.values())
