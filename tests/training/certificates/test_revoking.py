"""A city revokes by code and for a reason; it never sees who has learned what."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.cast import signed_in
from tests.factories import EnrolmentFactory
from tests.permissions.test_pages import ROLES, user_of
from training.certificates import services

pytestmark = pytest.mark.django_db

NAME = "Alex Beispielname"
MAY = {"editor", "project group", "administrator"}
ENTERS = MAY | {"editor elsewhere"}


@pytest.fixture
def certificate(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course, finished_at=timezone.now())
    certificate = services.issue(enrolment=enrolment)
    return services.name_holder(certificate=certificate, name=NAME)


def address(certificate=None):
    query = f"?code={certificate.written_code}" if certificate else ""
    return reverse("certificate_revocation") + query


@pytest.mark.parametrize("role", ROLES)
def test_who_may(cast, certificate, role):
    user = user_of(role, cast)
    client = signed_in(user) if user else Client()

    opened = client.get(address(certificate))
    client.post(address(certificate), {"reason": "Mehrfach ausgestellt."})

    certificate.refresh_from_db()
    assert (opened.status_code == 200) == (role in ENTERS)
    assert ("AGG-Basis" in opened.content.decode()) == (role in MAY)
    assert bool(certificate.revoked_at) == (role in MAY)
    if user and role not in MAY:
        with pytest.raises(PermissionDenied):
            services.revoke(certificate=certificate, user=user, reason="Doch.")


def test_nobody_sees_who_holds_it(cast, certificate):
    client = signed_in(cast.editor_bochum)
    for page in (client.get(address()), client.get(address(certificate))):
        html = page.content.decode()
        assert NAME not in html
        assert cast.learner.email not in html
    assert "AGG-Basis" not in client.get(address()).content.decode()


def test_another_citys_reads_like_an_unknown_one(cast, certificate):
    client = signed_in(cast.editor_herne)
    of_bochum = client.get(address(certificate)).content.decode()
    unknown = client.get(f"{address()}?code={'0' * 20}").content.decode()

    sentence = "Zu diesem Code gibt es keine Bescheinigung, die Sie widerrufen können."
    assert sentence in of_bochum
    assert sentence in unknown


def test_it_needs_a_reason_and_happens_once(cast, certificate):
    client = signed_in(cast.editor_bochum)
    answer = client.post(address(certificate), {"reason": "  "})
    assert "Bitte nennen Sie den Grund." in answer.content.decode()
    certificate.refresh_from_db()
    assert certificate.revoked_at is None

    assert client.post(address(certificate), {"reason": "Erster Grund."}).status_code == 302
    client.post(address(certificate), {"reason": "Zweiter Grund."})

    certificate.refresh_from_db()
    assert certificate.revoked_reason == "Erster Grund."
    assert "Widerrufen</button>" not in client.get(address(certificate)).content.decode()


def test_the_log_knows_who_revoked_but_not_whose(cast, certificate):
    services.revoke(certificate=certificate, user=cast.editor_bochum, reason="Ein Versehen.")

    entry = ModelLogEntry.objects.get(action="certificate.revoke")
    kept = f"{entry.label} {entry.data}"
    assert entry.user == cast.editor_bochum
    assert entry.data["function"] == "Redaktion Bochum"
    for secret in (NAME, certificate.code, certificate.written_code, "Versehen"):
        assert secret not in kept


def test_without_its_course_those_above_the_cities_revoke(cast, course, certificate):
    course.delete()
    certificate.refresh_from_db()
    for user in (cast.editor_bochum, cast.editor_herne):
        with pytest.raises(PermissionDenied):
            services.revoke(certificate=certificate, user=user, reason="Ein Versehen.")

    services.revoke(certificate=certificate, user=cast.reviewer, reason="Ein Versehen.")
    assert certificate.revoked_at is None  # the instance is the caller's
    certificate.refresh_from_db()
    assert certificate.revoked_at
