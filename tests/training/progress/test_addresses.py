"""Where a browser sends what it still holds of the person who is signed in."""

import pytest
from django.urls import reverse

from tests.factories import EnrolmentFactory
from training.progress.tokens import enrolment_of, owner_of

from .courses import course_of

pytestmark = pytest.mark.django_db
ADDRESS = reverse("progress:addresses")


def test_each_enrolment_of_ones_own_has_one(client, cast, django_assert_num_queries):
    for title in ("Eins", "Zwei"):
        course = course_of(cast.bochum, title=title)
        EnrolmentFactory(user=cast.learner, course=course)
        EnrolmentFactory(user=cast.editor_herne, course=course)
    client.force_login(cast.learner)

    # Session and person, and their enrolments at once.
    with django_assert_num_queries(3):
        response = client.get(ADDRESS)

    said = response.json()
    assert said["owner"] == owner_of(cast.learner.pk) != owner_of(cast.editor_herne.pk)
    assert sorted(map(int, said["addresses"])) == sorted(
        cast.learner.enrolments.values_list("pk", flat=True)
    )
    for pk, address in said["addresses"].items():
        token = address.split("/")[-2]
        assert enrolment_of(token, client.session.session_key) == int(pk)
    assert "no-store" in response.headers["Cache-Control"]


def test_nobody_else_gets_any(client, cast):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(cast.learner)
    assert client.get(ADDRESS).json()["addresses"] == {}
