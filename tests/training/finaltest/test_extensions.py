"""Who gives whom more time: role × action, in the admin; and what they learn of the person."""

import itertools

import pytest
from django.urls import reverse

from tests.cast import make_user, signed_in
from tests.factories import EnrolmentFactory
from tests.permissions.test_pages import CITY, ROLES, user_of
from training.finaltest.models import TestExtension as Extension

from .courses import course_with_test

pytestmark = pytest.mark.django_db

ACTIONS = ("list", "add", "open", "change", "delete", "history", "usage")


def fields(course, **changes) -> dict:
    """The form as a browser sends it."""
    return {
        "course": course.pk,
        "email": "Lernen@Bochum.example",
        "extra_minutes": "15",
        "extra_attempts": "0",
        "reason": "vereinbart",
        **changes,
    }


def act(client, action: str, course, given: Extension, newcomer) -> bool:
    """Does it; whether the person got anywhere."""
    if action == "list":
        answer = client.get(reverse("test-extensions:index"))
        return given.user.email in answer.content.decode()
    if action == "add":
        client.post(reverse("test-extensions:add"), fields(course, email=newcomer.email))
        return Extension.objects.filter(user=newcomer).exists()
    name = {"open": "edit", "change": "edit"}.get(action, action)
    address = reverse(f"test-extensions:{name}", args=[given.pk])
    if action in {"change", "delete"}:
        client.post(address, fields(course, extra_minutes="45"))
        return not Extension.objects.filter(pk=given.pk, extra_minutes=10).exists()
    return client.get(address).status_code == 200


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ACTIONS)))
def test_every_cell(cast, client, role, action):
    course = course_with_test(cast.bochum, "short")
    given = Extension.objects.create(course=course, user=cast.learner, extra_minutes=10)
    newcomer = make_user("neu@herne.example", cast.herne)
    user = user_of(role, cast)
    client = signed_in(user) if user else client

    assert act(client, action, course, given, newcomer) is (role in CITY)


def test_a_person_is_found_by_the_address_however_it_is_written(cast):
    course = course_with_test(cast.bochum, "short")

    signed_in(cast.editor_bochum).post(reverse("test-extensions:add"), fields(course))

    given = Extension.objects.get()
    assert (given.user, given.granted_by) == (cast.learner, cast.editor_bochum)
    assert (given.extra_minutes, given.reason) == (15, "vereinbart")


def test_the_answer_is_the_same_whether_or_not_somebody_takes_the_course(cast):
    course, other = (course_with_test(cast.bochum, "short") for _number in range(2))
    EnrolmentFactory(user=cast.learner, course=course)
    client = signed_in(cast.editor_bochum)

    for each in (course, other):
        assert client.post(reverse("test-extensions:add"), fields(each)).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "niemand@bochum.example"}, "Mit dieser Adresse meldet sich hier niemand an."),
        ({"email": "gesperrt@bochum.example"}, "Mit dieser Adresse meldet sich hier niemand an."),
        ({"extra_minutes": "0"}, "Bitte geben Sie mehr Minuten oder mehr Versuche an."),
        ({"extra_minutes": "601"}, "600"),
    ],
)
def test_what_cannot_be_given_is_refused_with_a_sentence(cast, changes, sentence):
    left = make_user("gesperrt@bochum.example", cast.bochum)
    left.is_active = False
    left.save()
    course = course_with_test(cast.bochum, "short")
    address = reverse("test-extensions:add")

    answer = signed_in(cast.editor_bochum).post(address, fields(course, **changes))

    assert sentence in answer.content.decode()
    assert not Extension.objects.exists()


def test_a_second_entry_for_the_same_person_is_refused(cast):
    course = course_with_test(cast.bochum, "short")
    client = signed_in(cast.editor_bochum)
    client.post(reverse("test-extensions:add"), fields(course))

    answer = client.post(reverse("test-extensions:add"), fields(course, extra_minutes="30"))

    assert "schon eine Erleichterung" in answer.content.decode()
    assert Extension.objects.get().extra_minutes == 15


def test_nobody_gives_in_a_course_of_another_city(cast):
    own = course_with_test(cast.herne, "short")
    foreign = course_with_test(cast.bochum, "short", title="Nur Bochum")
    client = signed_in(cast.editor_herne)

    assert "Nur Bochum" not in client.get(reverse("test-extensions:add")).content.decode()
    answer = client.post(reverse("test-extensions:add"), fields(foreign))
    assert "Für diesen Kurs dürfen Sie das nicht eintragen." in answer.content.decode()

    given = Extension.objects.create(course=own, user=cast.learner, extra_minutes=5)
    client.post(reverse("test-extensions:edit", args=[given.pk]), fields(foreign))
    given.refresh_from_db()
    assert given.course == own


def test_an_entry_stays_with_its_person(cast):
    course = course_with_test(cast.bochum, "short")
    given = Extension.objects.create(course=course, user=cast.learner, extra_minutes=5)
    address = reverse("test-extensions:edit", args=[given.pk])

    changed = fields(course, email=cast.hr_developer.email, extra_attempts="2")
    signed_in(cast.editor_bochum).post(address, changed)

    given.refresh_from_db()
    assert (given.user, given.extra_attempts) == (cast.learner, 2)
