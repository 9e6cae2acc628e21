"""Who may do what with a reuse of Herne of a practice of Bochum: every cell of the matrix."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practices.reuse import services
from practices.reuse.models import Reuse
from tests.cast import Cast, signed_in

from .cities import declared, details

pytestmark = pytest.mark.django_db

#: The editor of the reusing city, of the source, of a third one; those above; those beside.
ROLES = {
    "reuser": lambda cast, essen: cast.editor_herne,
    "source": lambda cast, essen: cast.editor_bochum,
    "third city": lambda cast, essen: essen[1],
    "project group": lambda cast, essen: cast.reviewer,
    "administrator": lambda cast, essen: cast.administrator,
    "hr developer": lambda cast, essen: cast.hr_developer,
    "learner": lambda cast, essen: cast.learner,
}
WRITERS = {"reuser", "project group", "administrator"}
ALLOWED = {
    "declare": WRITERS,
    "change": WRITERS,
    "withdraw": WRITERS,
    "confirm": {"source"},
    "reject": {"source"},
    "read": WRITERS | {"source"},
}


def by_service(action, cast: Cast, practice, user) -> None:
    """Does it, or raises `PermissionDenied`."""
    if action == "declare":
        declared(practice, cast.herne, user)
        return
    reuse = Reuse.objects.get()
    match action:
        case "change":
            services.change(reuse=reuse, user=user, details=details("angepasst"), version=1)
        case "withdraw":
            services.withdraw(reuse=reuse, user=user)
        case "confirm":
            services.confirm(reuse=reuse, user=user, version=1)
        case "reject":
            services.reject(reuse=reuse, user=user, version=1, reason="Davon wissen wir nichts.")


def by_form(action, cast: Cast, practice, user) -> int:
    """The status of the answer."""
    fields = {"status": "angepasst", "since": "2026-03-02", "adaptation": "x", "version": "1"}
    client = signed_in(user)
    if action == "declare":
        address = reverse("reuse:declare", args=[practice.pk])
        return client.post(address, {**fields, "city": cast.herne.pk}).status_code
    pk = Reuse.objects.get().pk
    match action:
        case "change":
            return client.post(reverse("reuse:change", args=[pk]), fields).status_code
        case "withdraw":
            return client.post(reverse("reuse:withdraw", args=[pk])).status_code
        case "confirm":
            answer = {"version": "1", "confirm": ""}
        case "reject":
            answer = {"version": "1", "reject": "", "reason": "Nein."}
        case "read":
            return client.get(reverse("reuse:detail", args=[pk])).status_code
    return client.post(reverse("reuse:answer", args=[pk]), answer).status_code


def rows() -> list[tuple]:
    return list(
        Reuse.objects.values_list("city__title", "status", "version", "confirmed_by", "rejected_by")
    )


@pytest.fixture
def before(cast, practice):
    """Herne has declared, for all but the first action."""

    def make(action):
        if action != "declare":
            declared(practice, cast.herne, cast.editor_herne)
        return rows()

    return make


@pytest.mark.parametrize(
    ("role", "action"),
    list(itertools.product(ROLES, [name for name in ALLOWED if name != "read"])),
)
def test_by_service(cast, essen, practice, before, role, action):
    was = before(action)
    user = ROLES[role](cast, essen)
    if role in ALLOWED[action]:
        by_service(action, cast, practice, user)
        assert rows() != was
    else:
        with pytest.raises(PermissionDenied, match=r"Redaktion von (Bochum|Herne)"):
            by_service(action, cast, practice, user)
        assert rows() == was


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ALLOWED)))
def test_by_form(cast, essen, practice, before, role, action):
    was = before(action)
    status = by_form(action, cast, practice, ROLES[role](cast, essen))
    if role in ALLOWED[action]:
        assert status == (200 if action == "read" else 302)
        assert action == "read" or rows() != was
    else:
        # A third city may declare for itself, and gets its form back when it names another.
        own_form = (role, action) == ("third city", "declare")
        assert status == 200 if own_form else status in {403, 404}
        assert rows() == was


@pytest.mark.parametrize("action", ALLOWED)
def test_visitors_are_asked_to_sign_in(client, cast, practice, before, action):
    was = before(action)
    pk = was and Reuse.objects.get().pk
    name = {"declare": "declare", "read": "detail", "confirm": "answer", "reject": "answer"}
    address = reverse(f"reuse:{name.get(action, action)}", args=[pk or practice.pk])
    answer = client.post(address)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))
    assert rows() == was


def test_who_writes_for_both_cities_confirms_nothing(cast, practice):
    cast.editor_herne.groups.add(*cast.editor_bochum.groups.all())
    reuse = declared(practice, cast.herne, cast.editor_herne)
    with pytest.raises(PermissionDenied):
        services.confirm(reuse=reuse, user=cast.editor_herne, version=1)


def test_an_editor_who_moved_to_another_city_speaks_for_the_new_one(cast, practice, essen):
    cast.editor_herne.groups.set(essen[1].groups.all())
    with pytest.raises(PermissionDenied):
        declared(practice, cast.herne, cast.editor_herne)
    assert declared(practice, essen[0], cast.editor_herne).city == essen[0]
