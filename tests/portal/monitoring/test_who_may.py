"""Who may enter whose figures: every cell of role × action × whose city, in the admin."""

import itertools
from decimal import Decimal

import pytest
from django.urls import reverse

from portal.monitoring.models import Definition, Figure, StaffGroup
from tests.cast import Cast, signed_in

from .figures import make_figure

pytestmark = pytest.mark.django_db

ROLES = {
    "editor of Herne": lambda cast: cast.editor_herne,
    "editor of Bochum": lambda cast: cast.editor_bochum,
    "project group": lambda cast: cast.reviewer,
    "administrator": lambda cast: cast.administrator,
    "hr developer": lambda cast: cast.hr_developer,
    "learner": lambda cast: cast.learner,
}
#: Whose figure → who may enter it.
PLACES = {
    "Herne": {"editor of Herne", "project group", "administrator"},
    "Bochum": {"editor of Bochum", "project group", "administrator"},
    "elsewhere": {"project group", "administrator"},
}
ACTIONS = ("list", "open", "add", "copy", "change", "delete", "history", "usage")
#: Above what a browser would show anywhere by chance.
COUNTED = {"base": 987654, "count": 345678}


def place_of(cast: Cast, name: str):
    return {"Herne": cast.herne, "Bochum": cast.bochum}.get(name, "Bremen")


def fields_for(cast: Cast, name: str, **changes) -> dict:
    """The form as a browser sends it."""
    numbers = {"share": "13.0"} if name == "elsewhere" else {"base": "600", "count": "200"}
    place = place_of(cast, name)
    where = {"elsewhere": place} if isinstance(place, str) else {"city": place.pk}
    return {
        **where,
        "group": StaffGroup.objects.get(key="beschaeftigte").pk,
        "definition": Definition.objects.get(key="migrationshintergrund").pk,
        "year": "2022",
        "source": "Personalstatistik",
        **numbers,
        **changes,
    }


def entered() -> list[tuple]:
    return list(Figure.objects.order_by("pk").values_list("city__title", "year", "base", "share"))


def act(client, action: str, cast: Cast, name: str, figure: Figure):
    """Does it, and returns whether the person got anywhere."""
    url = {
        "list": reverse("figures:index"),
        "add": reverse("figures:add"),
        "open": reverse("figures:edit", args=[figure.pk]),
        "change": reverse("figures:edit", args=[figure.pk]),
        "copy": reverse("figures:copy", args=[figure.pk]),
        "delete": reverse("figures:delete", args=[figure.pk]),
        "history": reverse("figures:history", args=[figure.pk]),
        "usage": reverse("figures:usage", args=[figure.pk]),
    }[action]
    before = entered()
    match action:
        case "add":
            client.post(url, fields_for(cast, name))
            return len(entered()) == len(before) + 1
        case "change":
            client.post(url, fields_for(cast, name, year="2020"))
            return entered() != before
        case "delete":
            client.post(url)
            return not Figure.objects.filter(pk=figure.pk).exists()
        case "list":
            return str(figure) in client.get(url).content.decode()
    return client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("role", "action", "name"), list(itertools.product(ROLES, ACTIONS, PLACES))
)
def test_every_cell(cast, role, action, name):
    numbers = {"share": Decimal("77.7")} if name == "elsewhere" else COUNTED
    figure = make_figure(place_of(cast, name), "beschaeftigte", **numbers)
    before = entered()
    client = signed_in(ROLES[role](cast))

    done = act(client, action, cast, name, figure)

    assert done is (role in PLACES[name])
    if not done:
        assert entered() == before


@pytest.mark.parametrize("name", PLACES)
def test_a_figure_cannot_be_moved_to_a_city_of_others(cast, name):
    """From the own city to any other place, and by what a form without that field sends."""
    figure = make_figure(cast.herne, "beschaeftigte", **COUNTED)
    client = signed_in(cast.editor_herne)
    address = reverse("figures:edit", args=[figure.pk])

    answer = client.post(address, fields_for(cast, name, base="600", count="200", share=""))

    figure.refresh_from_db()
    assert figure.city == cast.herne
    assert figure.elsewhere == ""
    if name == "Bochum":
        assert "Für diese Stadt dürfen Sie keine Zahlen eintragen." in answer.content.decode()


@pytest.mark.parametrize("role", ["editor of Bochum", "hr developer", "learner"])
def test_the_admin_tells_others_no_number(cast, role):
    hidden = make_figure(cast.herne, "beschaeftigte", base=987654, count=3)
    client = signed_in(ROLES[role](cast))
    for view in ("index", "index_results"):
        assert "987" not in client.get(reverse(f"figures:{view}")).content.decode()
    for view in ("edit", "copy", "delete", "history", "usage"):
        answer = client.get(reverse(f"figures:{view}", args=[hidden.pk]))
        assert answer.status_code in {302, 404}


def test_the_history_of_a_figure_tells_no_number(cast):
    client = signed_in(cast.editor_herne)
    client.post(reverse("figures:add"), fields_for(cast, "Herne", base="987654", count="3"))
    figure = Figure.objects.get()
    client.post(
        reverse("figures:edit", args=[figure.pk]),
        fields_for(cast, "Herne", base="876543", count="3"),
    )
    answer = client.get(reverse("figures:history", args=[figure.pk])).content.decode()
    assert "987" not in answer
    assert "876" not in answer


def test_a_refusal_stands_at_its_field(cast):
    client = signed_in(cast.editor_herne)
    answer = client.post(reverse("figures:add"), fields_for(cast, "Herne", count="601"))
    assert "Das sind mehr Personen (601) als insgesamt erfasst (600)." in answer.content.decode()
    assert entered() == []


@pytest.mark.parametrize(
    ("role", "seen"), [("editor of Herne", False), ("project group", True), ("learner", False)]
)
@pytest.mark.parametrize("view", ["definitions:index", "staff-groups:index"])
def test_definitions_and_groups_are_the_project_groups(cast, role, seen, view):
    assert (signed_in(ROLES[role](cast)).get(reverse(view)).status_code == 200) is seen


def test_the_list_has_no_words_of_a_program(cast):
    make_figure(cast.herne, not_surveyed=True)
    page = signed_in(cast.editor_herne).get("/admin/figures/").content.decode()
    assert "keine Erhebung" in page
    assert ">True<" not in "".join(page.split())
