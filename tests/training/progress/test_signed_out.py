"""A tab that was left open writes nothing any more once somebody has signed out."""

import json
from uuid import UUID

import pytest
from django.urls import reverse

from tests.factories import EnrolmentFactory
from training.courses.outline import outline_of
from training.progress.service import progress_of

from .courses import NOTE, course_of
from .sending import address_of, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast):
    return EnrolmentFactory(user=cast.learner, course=course_of(cast.bochum))


def addresses(client) -> list[str]:
    return list(client.get(reverse("progress:addresses")).json()["addresses"].values())


def write(client, address: str):
    record = {"activity": NOTE, "sequence": 1, "state": {"text": "Ja"}}
    body = json.dumps({"device": str(UUID(int=7)), "records": [record]})
    return client.post(address, body, content_type="text/plain;charset=UTF-8")


@pytest.mark.parametrize("way_out", ["account_logout", "wagtailadmin_logout"])
def test_after_signing_out_the_address_is_refused(client, cast, enrolment, way_out):
    enrolment.user = cast.editor_herne
    enrolment.save()
    client.force_login(cast.editor_herne)
    address = addresses(client)[0]

    client.post(reverse(way_out))
    answer = write(client, address)

    assert answer.status_code == 403
    assert "melden Sie sich wieder an" in answer.json()["sentence"]
    assert progress_of(enrolment) == {}


def test_whoever_signs_in_next_does_not_write_with_it(client, cast, enrolment):
    client.force_login(enrolment.user)
    address = addresses(client)[0]
    client.post(reverse("account_logout"))

    client.force_login(cast.editor_herne)

    assert write(client, address).status_code == 403
    assert progress_of(enrolment) == {}


def test_the_same_person_gets_a_new_one(client, enrolment):
    client.force_login(enrolment.user)
    old = addresses(client)[0]
    client.post(reverse("account_logout"))
    client.force_login(enrolment.user)

    assert write(client, old).status_code == 403
    assert write(client, addresses(client)[0]).json()["acknowledged"] == [1]


def test_the_address_alone_opens_nothing(enrolment, django_assert_num_queries):
    with django_assert_num_queries(0):
        for session in ("", "eine-andere"):
            assert write(browser(session), address_of(enrolment)).status_code == 403


def test_the_address_does_not_tell_the_session(client, enrolment):
    client.force_login(enrolment.user)
    lesson = outline_of(enrolment.version).lessons[0].id
    page = reverse("courses:lesson", args=[enrolment.course_id, lesson])
    session = client.session.session_key

    for text in (client.get(page).content.decode(), addresses(client)[0]):
        assert "/lernen/fortschritt/" in text
        assert session not in text
