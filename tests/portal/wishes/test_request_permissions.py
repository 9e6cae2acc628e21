"""Who may do what with a request of Herne that Bochum has answered: every cell of the matrix."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from portal.wishes import services
from portal.wishes.models import CityRequest, RequestAnswer, Wish
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .conftest import details, form_fields

pytestmark = pytest.mark.django_db

ROLES = {
    "asking city": lambda cast, essen: cast.editor_herne,
    "answering city": lambda cast, essen: cast.editor_bochum,
    "third city": lambda cast, essen: essen[1],
    "project group": lambda cast, essen: cast.reviewer,
    "administrator": lambda cast, essen: cast.administrator,
    "hr developer": lambda cast, essen: cast.hr_developer,
    "learner": lambda cast, essen: cast.learner,
}
ABOVE = {"project group", "administrator"}
WRITERS = {"asking city"} | ABOVE
ALLOWED = {
    "create": WRITERS,
    "publish wish": WRITERS,
    "change": WRITERS,
    "close": WRITERS,
    "reopen": WRITERS,
    "delete": WRITERS,
    "answer": {"answering city"} | ABOVE,
    "withdraw": {"answering city"} | ABOVE,
    "helpful": {"asking city"},
}


@pytest.fixture
def scene(cast, asked, given):
    """A wish of Herne, another entry of Bochum; for "reopen" the request is closed."""
    Wish.objects.create(city=cast.herne, text="Ein Wunsch")
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring im Tandem")

    def before(action):
        if action == "reopen":
            services.close(request=asked, user=cast.editor_herne)
        return rows()

    return before


def rows() -> list:
    return [
        list(CityRequest.objects.order_by("pk").values_list("title", "version", "closed_at")),
        list(RequestAnswer.objects.order_by("pk").values_list("page", "city", "helpful")),
        list(Wish.objects.values_list("state")),
    ]


def by_service(action, cast, user) -> None:
    asked, given = CityRequest.objects.first(), RequestAnswer.objects.first()
    other = GoodPracticeFactory._meta.model.objects.get(title="Mentoring im Tandem")
    match action:
        case "create":
            services.create(city=cast.herne, user=user, details=details())
        case "publish wish":
            services.create(city=cast.herne, user=user, details=details(), wish=Wish.objects.get())
        case "change":
            services.change(request=asked, user=user, details=details("Neu"), version=1)
        case "close":
            services.close(request=asked, user=user)
        case "reopen":
            services.reopen(request=asked, user=user)
        case "delete":
            services.delete(request=asked, user=user)
        case "answer":
            services.answer(request=asked, page=other, city=cast.bochum, user=user, note="Ja.")
        case "withdraw":
            services.withdraw_answer(answer=given, user=user)
        case "helpful":
            services.mark_helpful(answer=given, user=user, helpful=True)


def by_form(action, cast, client) -> int:
    """The status of the answer."""
    asked, given = CityRequest.objects.first(), RequestAnswer.objects.first()
    other = GoodPracticeFactory._meta.model.objects.get(title="Mentoring im Tandem")

    def post(name, *arguments, query="", **fields):
        return client.post(f"{reverse(name, args=arguments)}{query}", fields).status_code

    match action:
        case "create":
            return post("requests:create", **form_fields(city=cast.herne.pk))
        case "publish wish":
            query = f"?wunsch={Wish.objects.get().pk}"
            return post("requests:create", query=query, **form_fields(city=cast.herne.pk))
        case "change":
            return post("requests:change", asked.pk, **form_fields(title="Neu"))
        case "close":
            return post("requests:close", asked.pk)
        case "reopen":
            return post("requests:close", asked.pk, oeffnen="")
        case "delete":
            return post("requests:delete", asked.pk)
        case "answer":
            return post(
                "requests:answer",
                asked.pk,
                query="?q=Tandem",
                entry=other.pk,
                note="Ja.",
                city=cast.bochum.pk,
            )
        case "withdraw":
            return post("requests:judge", given.pk, zurueckziehen="")
        case "helpful":
            return post("requests:judge", given.pk, hilfreich="")
    raise AssertionError(action)


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ALLOWED)))
def test_by_service(cast, essen, scene, role, action):
    was, user = scene(action), ROLES[role](cast, essen)
    if role in ALLOWED[action]:
        by_service(action, cast, user)
        assert rows() != was
    else:
        with pytest.raises(PermissionDenied, match=r"Redaktion von (Bochum|Herne)"):
            by_service(action, cast, user)
        assert rows() == was


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ALLOWED)))
def test_by_form(cast, essen, scene, role, action):
    was, user = scene(action), ROLES[role](cast, essen)
    status = by_form(action, cast, signed_in(user))
    if role in ALLOWED[action]:
        assert status == 302
        assert rows() != was
    else:
        # Who writes for another city gets the form back: it does not offer this one.
        own_form = action in {"create", "answer"} and status == 200
        assert own_form or status in {403, 404}
        assert rows() == was


@pytest.mark.parametrize("action", ALLOWED)
def test_visitors_are_asked_to_sign_in(cast, scene, action):
    was = scene(action)
    assert by_form(action, cast, Client()) == 302
    assert rows() == was
