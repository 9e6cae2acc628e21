"""Taking the course again renews its certificate, which names the one before."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.cast import signed_in
from tests.factories import EnrolmentFactory, LessonPageFactory
from tests.training.progress.courses import NOTE, QUESTION, course_of, lessons_of
from training.certificates import services
from training.certificates.models import Certificate
from training.certificates.renewal import is_renewable, renew
from training.courses.models import Enrolment
from training.courses.versions import fix_version
from training.progress.service import record_now

pytestmark = pytest.mark.django_db

FINISHED = datetime(2024, 3, 10, 12, tzinfo=UTC)
#: The certificate ends on 10 March 2026.
EARLY, DUE, OVER = "2026-01-08T12:00:00Z", "2026-01-09T12:00:00Z", "2026-06-01T12:00:00Z"


@pytest.fixture
def certificate(cast, course):
    return services.issue(
        enrolment=EnrolmentFactory(user=cast.learner, course=course, finished_at=FINISHED)
    )


def press(cast, certificate):
    address = reverse("certificates:renew", args=[certificate.pk])
    return signed_in(cast.learner).post(address)


@pytest.mark.parametrize(("moment", "expected"), [(EARLY, False), (DUE, True), (OVER, True)])
def test_it_is_offered_from_sixty_days_before_its_end(cast, certificate, moment, expected):
    with time_machine.travel(moment):
        page = signed_in(cast.learner).get(certificate.get_absolute_url()).content.decode()
        assert ("Erneuern</span>" in page) == expected
        assert press(cast, certificate).url == (
            reverse("courses:overview", args=[certificate.course_id])
            if expected
            else certificate.get_absolute_url()
        )
        assert Enrolment.objects.get().finished_at == (None if expected else FINISHED)


@time_machine.travel(OVER)
def test_the_course_begins_anew_in_its_newest_version(cast, course, certificate):
    LessonPageFactory(parent=course, title="Zusatz")
    fix_version(course)
    before = certificate.enrolment_id

    enrolment = renew(certificate=certificate)

    assert enrolment.pk != before
    assert (enrolment.version.number, enrolment.last_lesson) == (2, None)
    certificate.refresh_from_db()
    assert certificate.enrolment is None
    assert renew(certificate=certificate) == enrolment


@time_machine.travel(OVER)
def test_the_new_certificate_names_the_old_one(cast, certificate):
    enrolment = renew(certificate=certificate)
    enrolment.finished_at = timezone.now()
    enrolment.save()

    renewed = services.issue(enrolment=enrolment)

    assert renewed.predecessor == certificate
    assert renewed.code != certificate.code
    assert services.issue(enrolment=enrolment) == renewed
    certificate = Certificate.objects.get(pk=certificate.pk)
    assert not is_renewable(certificate)
    page = signed_in(cast.learner).get(certificate.get_absolute_url()).content.decode()
    assert renewed.get_absolute_url() in page


@time_machine.travel(OVER)
def test_what_the_learner_takes_for_oneself_renews_too(cast, course, certificate):
    """Who deleted the enrolment and took the course again has renewed as well."""
    Enrolment.objects.all().delete()
    again = EnrolmentFactory(user=cast.learner, course=course, finished_at=timezone.now())

    assert services.issue(enrolment=again).predecessor == certificate


@time_machine.travel(OVER)
def test_what_no_longer_certifies_cannot_be_renewed(cast, course, certificate):
    course.has_certificate = False
    course.save()
    fix_version(course)

    with pytest.raises(ValidationError, match="zurzeit nicht"):
        renew(certificate=certificate)
    assert Enrolment.objects.get().finished_at == FINISHED


@time_machine.travel(OVER)
def test_neither_can_what_was_revoked_or_taken_offline(cast, course, certificate):
    course.unpublish()
    certificate.refresh_from_db()
    assert not is_renewable(certificate)
    course.save_revision().publish()
    certificate = Certificate.objects.get()
    assert is_renewable(certificate)

    services.revoke(certificate=certificate, user=cast.editor_bochum, reason="Ein Versehen.")

    assert not is_renewable(Certificate.objects.get())
    Enrolment.objects.all().delete()
    course.refresh_from_db()
    again = EnrolmentFactory(user=cast.learner, course=course, finished_at=timezone.now())
    assert services.issue(enrolment=again).predecessor is None


@time_machine.travel(OVER)
def test_the_private_notes_go_along_and_nothing_else(cast):
    course = course_of(cast.bochum, has_certificate=True, certificate_months=1)
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    record_now(enrolment.pk, NOTE, state={"text": "Nachfragen"})
    with time_machine.travel(FINISHED):
        for activity in (*lessons_of(course), QUESTION):
            record_now(enrolment.pk, activity, state={"x": 1}, done=True, score=1.0)

    again = renew(certificate=Certificate.objects.get())

    assert again.pk != enrolment.pk
    kept = again.progress.get()
    assert (kept.activity, kept.state, kept.is_done) == (NOTE, {"text": "Nachfragen"}, False)
    assert again.finished_at is None
