"""All that is kept of somebody's learning comes along in one file, and goes on request."""

import io
import json
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory
from tests.training.progress.courses import NOTE, course_of
from training.certificates.models import Certificate, State
from training.courses.models import Enrolment
from training.evaluation.models import Answered
from training.progress.models import ActivityProgress
from training.progress.service import record_now
from training.record.archive import archive

from .steps import finish

pytestmark = pytest.mark.django_db


def downloaded(user) -> tuple[dict, str]:
    answer = signed_in(user).get(reverse("record:download"))
    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]
    with ZipFile(io.BytesIO(answer.content)) as zipped:
        assert set(zipped.namelist()) == {"lernstand.json", "lernstand.html"}
        return json.loads(zipped.read("lernstand.json")), zipped.read("lernstand.html").decode()


def test_the_file_has_everything(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    record_now(enrolment.pk, NOTE, state={"text": "Ich frage <b>nach</b>."}, score=0.5)
    finish(enrolment)
    EnrolmentFactory(user=cast.hr_developer, course=course)

    data, html = downloaded(cast.learner)

    assert data["email"] == cast.learner.email
    (taken,) = data["courses"]
    assert (taken["title"], taken["version"]) == ("AGG-Basis", 1)
    assert (taken["done"], taken["total"]) == (3, 3)
    kept = {row["activity"]: row for row in taken["activities"]}
    assert kept.keys() == {row.activity for row in ActivityProgress.objects.all()}
    assert kept[NOTE]["state"] == {"text": "Ich frage <b>nach</b>."}
    assert kept[NOTE]["score"] == 0.5
    assert taken["notes"][0]["question"] == "Was nehmen Sie mit?"
    certificate = Certificate.objects.get()
    assert data["certificates"][0]["code"] == certificate.written_code
    for part in ("AGG-Basis", "Ich frage &lt;b&gt;nach&lt;/b&gt;.", certificate.written_code):
        assert part in html


def test_that_one_has_said_something_of_a_course_is_in_it_but_not_what(cast, course):
    Answered.objects.create(course=course, user=cast.learner)
    Answered.objects.create(course=course_of(cast.herne, slug="x"), user=cast.hr_developer)

    assert downloaded(cast.learner)[0]["feedback_given"] == ["AGG-Basis"]


def test_the_file_costs_the_same_for_few_and_many(cast, django_assert_num_queries):
    for number in range(2):
        finish(EnrolmentFactory(user=cast.learner, course=numbered(cast, number)))
    with django_assert_num_queries(10):
        archive(cast.learner)
    for number in range(2, 10):
        finish(EnrolmentFactory(user=cast.learner, course=numbered(cast, number)))
    with django_assert_num_queries(10):
        archive(cast.learner)


def numbered(cast, number):
    return course_of(cast.bochum, slug=f"kurs-{number}", has_certificate=True)


def test_the_file_of_who_has_learned_nothing_says_so(cast):
    data, html = downloaded(cast.learner)

    assert data["courses"] == data["certificates"] == []
    assert "nichts" in html


def test_leaving_a_course_asks_first(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    record_now(enrolment.pk, NOTE, state={"text": "Bald weg"})
    client = signed_in(cast.learner)
    address = reverse("record:leave", args=[course.pk])

    assert "nicht zurücknehmen" in client.get(address).content.decode()
    assert Enrolment.objects.exists()
    answer = client.post(address, follow=True)

    assert "sind gelöscht" in answer.content.decode()
    assert not Enrolment.objects.exists()
    assert not ActivityProgress.objects.exists()


def test_certificates_stay_and_one_may_begin_anew(cast, course):
    finish(EnrolmentFactory(user=cast.learner, course=course))
    client = signed_in(cast.learner)

    client.post(reverse("record:leave", args=[course.pk]))

    certificate = Certificate.objects.get()
    assert (certificate.enrolment, certificate.state) == (None, State.VALID)
    assert certificate.get_absolute_url() in client.get("/lernen/").content.decode()
    finish(EnrolmentFactory(user=cast.learner, course=course))
    assert Certificate.objects.exclude(pk=certificate.pk).get().predecessor == certificate


def test_a_lost_right_to_the_course_does_not_keep_its_data(cast, course):
    EnrolmentFactory(user=cast.learner, course=course)
    course.unpublish()

    signed_in(cast.learner).post(reverse("record:leave", args=[course.pk]))

    assert not Enrolment.objects.exists()
