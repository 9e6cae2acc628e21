"""What HR developers give the staff of their city: role × action, and what they learn of people."""

import itertools

import pytest
from django.urls import reverse

from portal.cities.merging import merge_city
from portal.cities.services import create_city
from portal.people.roles import hr_developers_of
from tests.cast import make_user, signed_in
from tests.permissions.test_pages import ROLES, user_of
from training.finaltest import services
from training.finaltest.models import TestExtension as Extension

from .courses import course_with_test, ready

pytestmark = pytest.mark.django_db

ACTIONS = ("list", "add", "open", "change", "delete")
STAFF = "lernen@herne.example"


@pytest.fixture
def member(cast):
    return make_user(STAFF, cast.herne)


@pytest.fixture
def course(cast):
    """Of another city: the staff of Herne learn from it as well."""
    return course_with_test(
        cast.bochum, "short", time_limit_minutes=20, max_attempts=2, title="AGG-Basis"
    )


def fields(course, **changes) -> dict:
    return {
        "course": course.pk,
        "email": "Lernen@Herne.example",
        "extra_minutes": "15",
        "extra_attempts": "0",
        "reason": "vereinbart",
        **changes,
    }


def address(action: str, *args) -> str:
    return reverse(f"staff_extensions:{action}", args=args)


def act(client, action: str, course, given: Extension, newcomer) -> bool:
    """Does it; whether the person got anywhere."""
    if action == "list":
        return given.user.email in client.get(address("list")).content.decode()
    if action == "add":
        client.post(address("create"), fields(course, email=newcomer.email))
        return Extension.objects.filter(user=newcomer).exists()
    if action == "open":
        return client.get(address("change", given.pk)).status_code == 200
    client.post(address(action, given.pk), fields(course, extra_minutes="45"))
    return not Extension.objects.filter(pk=given.pk, extra_minutes=10).exists()


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ACTIONS)))
def test_every_cell(cast, client, course, member, role, action):
    given = Extension.objects.create(course=course, user=member, city=cast.herne, extra_minutes=10)
    newcomer = make_user("neu@herne.example", cast.herne)
    user = user_of(role, cast)
    client = signed_in(user) if user else client

    assert act(client, action, course, given, newcomer) is (role == "hr developer")


@pytest.mark.parametrize("action", ACTIONS)
def test_hr_developers_of_another_city_get_nowhere(cast, course, member, action):
    given = Extension.objects.create(course=course, user=member, city=cast.herne, extra_minutes=10)
    newcomer = make_user("neu@herne.example", cast.herne)
    stranger = make_user("pe@bochum.example", cast.bochum, hr_developers_of("Bochum"))

    assert act(signed_in(stranger), action, course, given, newcomer) is False


def test_what_is_given_counts_at_once_and_the_most_of_it(cast, course, member):
    Extension.objects.create(course=course, user=member, extra_minutes=5, extra_attempts=1)
    enrolment = ready(member, course)

    answer = signed_in(cast.hr_developer).post(address("create"), fields(course))

    assert answer.url == address("list")
    given = Extension.objects.get(city=cast.herne)
    assert (given.user, given.granted_by) == (member, cast.hr_developer)
    limits = services.standing_of(enrolment).limits
    assert (limits.extra_minutes, limits.extra_attempts) == (15, 1)


def test_somebody_of_another_city_and_nobody_are_refused_alike(cast, course, member):
    client = signed_in(cast.hr_developer)
    left = make_user("gesperrt@herne.example", cast.herne)
    left.is_active = False
    left.save()

    for email in (cast.learner.email, "niemand@herne.example", left.email):
        html = client.post(address("create"), fields(course, email=email)).content.decode()
        assert "Mit dieser Adresse meldet sich bei Herne niemand an." in html
    assert not Extension.objects.exists()


@pytest.mark.parametrize("is_taken", [False, True])
def test_the_pages_say_nothing_of_enrolments_and_results(cast, course, member, is_taken):
    if is_taken:
        services.hand_in(services.begin(ready(member, course)))
    client = signed_in(cast.hr_developer)
    client.post(address("create"), fields(course))
    given = Extension.objects.get()

    for page in (address("list"), address("change", given.pk), address("delete", given.pk)):
        html = client.get(page).content.decode()
        assert STAFF in html
        for word in ("Prozent", "bestanden", "Versuch 1", "eingeschrieben"):
            assert word not in html.split("<main")[1].split("</main>")[0]


def test_what_the_editors_gave_is_not_the_employers_business_nor_the_other_way(
    cast, course, member
):
    by_editors = Extension.objects.create(course=course, user=member, extra_minutes=7)
    developer, editor = signed_in(cast.hr_developer), signed_in(cast.editor_bochum)

    assert STAFF not in developer.get(address("list")).content.decode()
    assert developer.get(address("change", by_editors.pk)).status_code == 404
    # That there is one already must not show either.
    assert developer.post(address("create"), fields(course)).status_code == 302
    by_city = Extension.objects.get(city=cast.herne)
    assert editor.get(reverse("test-extensions:edit", args=[by_city.pk])).status_code == 404
    assert editor.get(reverse("test-extensions:edit", args=[by_editors.pk])).status_code == 200


def test_a_second_entry_is_refused_with_a_sentence(cast, course, member):
    client = signed_in(cast.hr_developer)
    client.post(address("create"), fields(course))

    html = client.post(address("create"), fields(course, extra_minutes="30")).content.decode()

    assert "schon eine Erleichterung" in html
    assert Extension.objects.get().extra_minutes == 15


def test_an_entry_without_more_of_anything_is_refused(cast, course, member):
    html = (
        signed_in(cast.hr_developer)
        .post(address("create"), fields(course, extra_minutes="0"))
        .content.decode()
    )

    assert html.count("Bitte geben Sie mehr Minuten oder mehr Versuche an.") == 1
    # The sentence alone, and not the name that the rule has in the database.
    assert "test_extension" not in html
    assert not Extension.objects.exists()


def test_an_entry_stays_with_its_person_and_its_course(cast, course, member):
    other = course_with_test(cast.bochum, "short", title="Ein anderer")
    given = Extension.objects.create(course=course, user=member, city=cast.herne, extra_minutes=5)
    newcomer = make_user("neu@herne.example", cast.herne)

    changed = fields(other, email=newcomer.email, extra_attempts="2")
    signed_in(cast.hr_developer).post(address("change", given.pk), changed)

    given.refresh_from_db()
    assert (given.user, given.course, given.extra_attempts) == (member, course, 2)


def test_the_account_leads_there_whoever_may(cast):
    link = address("list")

    assert link in signed_in(cast.hr_developer).get(reverse("account_overview")).content.decode()
    assert link not in signed_in(cast.learner).get(reverse("account_overview")).content.decode()
    assert signed_in(cast.learner).get(link).status_code == 403


def test_a_new_city_has_hr_developers_who_may(cast):
    hagen = create_city(name="Hagen", key="hagen", publish=True)
    developer = make_user("pe@hagen.example", hagen, hr_developers_of("Hagen"))

    assert signed_in(developer).get(address("list")).status_code == 200


def test_the_list_costs_the_same_for_few_and_many(cast, course, django_assert_max_num_queries):
    client = signed_in(cast.hr_developer)

    def fill(numbers):
        for number in numbers:
            user = make_user(f"lernen-{number}@herne.example", cast.herne)
            Extension.objects.create(course=course, user=user, city=cast.herne, extra_minutes=5)

    fill(range(2))
    client.get(address("list"))
    with django_assert_max_num_queries(30) as few:
        client.get(address("list"))
    fill(range(2, 12))
    with django_assert_max_num_queries(len(few)):
        client.get(address("list"))


def test_a_merged_city_takes_over_what_was_given(cast, course, member):
    other = course_with_test(cast.bochum, "short", title="Ein anderer")
    for city, minutes, attempts in ((cast.herne, 20, 0), (cast.bochum, 10, 2)):
        Extension.objects.create(
            course=course, user=member, city=city, extra_minutes=minutes, extra_attempts=attempts
        )
    Extension.objects.create(course=other, user=member, city=cast.herne, extra_minutes=5)

    merge_city(source=cast.herne, target=cast.bochum)

    given = Extension.objects.filter(city=cast.bochum).order_by("course__title")
    found = [(each.course_id, each.extra_minutes, each.extra_attempts) for each in given]
    assert found == [(course.pk, 20, 2), (other.pk, 5, 0)]
    assert Extension.objects.count() == 2
