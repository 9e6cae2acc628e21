"""A finished course gives a certificate that stands for itself."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from tests.factories import CoursePageFactory, EnrolmentFactory
from tests.training.progress.courses import QUESTION, course_of, lessons_of
from training.certificates.models import Certificate, State
from training.certificates.services import issue
from training.courses.versions import fix_version
from training.progress.service import record_now

pytestmark = pytest.mark.django_db


def finished(user, course, at=None):
    return EnrolmentFactory(user=user, course=course, finished_at=at or timezone.now())


def test_it_keeps_what_the_course_said_then(cast, course):
    certificate = issue(enrolment=finished(cast.learner, course))
    course.title = "Ganz anders"
    course.save_revision().publish()
    certificate.refresh_from_db()

    assert certificate.title == "AGG-Basis"
    assert certificate.city == "Bochum"
    assert certificate.version_number == 1
    assert certificate.minutes == 20
    assert certificate.lessons == ["Lektion 1", "Lektion 2"]
    assert certificate.user == cast.learner
    assert certificate.holder == ""
    consents = (certificate.shows_name, certificate.shows_course, certificate.shows_date)
    assert consents == (False, False, False)


def test_it_says_neither_score_nor_attempts():
    names = {field.name for field in Certificate._meta.get_fields()}

    assert not {name for name in names if "score" in name or "percent" in name or "attempt" in name}


def test_the_same_finish_gives_the_same_certificate(cast, course):
    enrolment = finished(cast.learner, course)

    assert issue(enrolment=enrolment) == issue(enrolment=enrolment)
    assert Certificate.objects.count() == 1


def test_a_course_without_certificate_gives_none(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)

    assert issue(enrolment=finished(cast.learner, course)) is None
    assert Certificate.objects.count() == 0


def test_the_version_that_was_learned_decides(cast, course):
    enrolment = finished(cast.learner, course)
    course.has_certificate = False
    course.save()
    fix_version(course)

    assert issue(enrolment=enrolment).version_number == 1


def test_who_has_not_finished_gets_none(cast, course):
    with pytest.raises(ValueError, match="finished"):
        issue(enrolment=EnrolmentFactory(user=cast.learner, course=course))


@pytest.mark.parametrize(
    ("finished_at", "expected"),
    [
        (datetime(2024, 2, 29, 12, tzinfo=UTC), date(2026, 2, 28)),
        # Half past midnight in the Ruhr is the day before in UTC.
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), date(2028, 4, 1)),
    ],
)
def test_it_is_valid_for_so_many_months_of_local_time(cast, course, finished_at, expected):
    assert issue(enrolment=finished(cast.learner, course, finished_at)).valid_until == expected


def test_without_months_it_is_valid_for_good(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1, has_certificate=True)
    certificate = issue(enrolment=finished(cast.learner, course))

    assert certificate.valid_until is None
    with time_machine.travel(datetime(2090, 1, 1, tzinfo=UTC)):
        assert certificate.state == State.VALID


def test_it_expires_by_itself(cast, course):
    certificate = issue(
        enrolment=finished(cast.learner, course, datetime(2024, 5, 1, 12, tzinfo=UTC))
    )
    with time_machine.travel(datetime(2026, 5, 1, 21, 59, tzinfo=UTC)):
        assert certificate.state == State.VALID
    with time_machine.travel(datetime(2026, 5, 1, 22, 1, tzinfo=UTC)):
        assert certificate.state == State.EXPIRED


def test_it_outlives_enrolment_and_course_but_not_the_account(cast, course):
    enrolment = finished(cast.learner, course)
    certificate = issue(enrolment=enrolment)

    enrolment.delete()
    course.delete()
    certificate.refresh_from_db()
    assert certificate.state == State.VALID
    assert certificate.title == "AGG-Basis"

    cast.learner.delete()
    assert not Certificate.objects.exists()


def test_finishing_the_course_issues_it(cast):
    course = course_of(cast.bochum, has_certificate=True)
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    for activity in lessons_of(course):
        record_now(enrolment.pk, activity, done=True)
    assert not Certificate.objects.exists()

    record_now(enrolment.pk, QUESTION, done=True)

    enrolment.refresh_from_db()
    certificate = Certificate.objects.get()
    assert (certificate.enrolment, certificate.finished_at) == (enrolment, enrolment.finished_at)
