"""Who has finished says something of the course once, and nothing leads back to them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory
from training.courses.models import Enrolment
from training.evaluation.models import Answered, CourseEvaluation
from training.evaluation.rules import SENTENCES, Answer
from training.evaluation.services import give

pytestmark = pytest.mark.django_db

REMARK = "Mehr Beispiele bitte."


def address(course) -> str:
    return reverse("evaluation:feedback", args=[course.pk])


def filled(rating=4, remark="") -> dict:
    return {**dict.fromkeys(SENTENCES, str(rating)), "remark": remark}


def answer(rating=4, remark="") -> Answer:
    return Answer(ratings=dict.fromkeys(SENTENCES, rating), remark=remark)


def test_one_answers_once(course, finished):
    enrolment = finished()
    client = signed_in(enrolment.user)
    assert address(course) in client.get("/lernen/").content.decode()

    assert client.post(address(course), filled(remark=REMARK)).url == "/lernen/"
    again = client.post(address(course), filled(rating=1))

    assert "schon eine Rückmeldung gegeben" in again.content.decode()
    evaluation = CourseEvaluation.objects.get()
    assert evaluation.waiting.count == 1
    assert evaluation.waiting.sums == dict.fromkeys(SENTENCES, 4)
    assert address(course) not in client.get("/lernen/").content.decode()


def test_every_sentence_needs_a_rating_and_a_remark_is_voluntary(course, finished):
    client = signed_in(finished().user)
    missing = client.post(address(course), {"clear": "4", "useful": "9", "remark": REMARK})

    html = missing.content.decode()
    assert "Bitte wählen Sie eine Antwort." in html
    assert REMARK in html
    assert not Answered.objects.exists()
    assert client.post(address(course), filled()).status_code == 302


def test_only_who_has_finished_is_asked(cast, course):
    EnrolmentFactory(user=cast.learner, course=course)
    for client in (signed_in(cast.learner), signed_in(cast.editor_bochum)):
        assert client.get(address(course)).status_code == 404
        assert client.post(address(course), filled()).status_code == 404
    assert Client().get(address(course)).url.startswith(reverse("account_login"))
    with pytest.raises(ValidationError):
        give(enrolment=Enrolment.objects.get(), answer=answer())
    assert not CourseEvaluation.objects.exists()


def test_taking_the_course_again_gives_no_second_voice(course, finished):
    enrolment = finished()
    give(enrolment=enrolment, answer=answer())
    user, at = enrolment.user, enrolment.finished_at
    enrolment.delete()
    again = EnrolmentFactory(user=user, course=course, finished_at=at)

    with pytest.raises(ValidationError, match="schon eine"):
        give(enrolment=again, answer=answer(5))
    assert CourseEvaluation.objects.get().waiting.count == 1


def test_no_table_has_a_row_of_an_answer():
    """Nothing but the course, and sums: no person, no moment, no number of an answer."""
    assert {field.name for field in CourseEvaluation._meta.concrete_fields} == {
        "course",
        "published_count",
        "published",
        "pending_count",
        "pending",
    }
    assert {field.name for field in Answered._meta.concrete_fields} == {"id", "user", "course"}


def test_what_is_stored_after_an_answer_is_one_row_of_sums(course, finished):
    for rating, remark in ((1, "rot"), (5, ""), (3, "blau")):
        give(enrolment=finished(), answer=answer(rating, remark))

    evaluation = CourseEvaluation.objects.get()
    stored = CourseEvaluation.objects.values().get()
    assert sorted(stored["pending"]) == ["remarks", "sums"]
    assert sorted(stored["pending"]["remarks"]) == ["blau", "rot"]
    assert evaluation.waiting.sums == dict.fromkeys(SENTENCES, 9)
    assert evaluation.shown is None


@pytest.mark.parametrize(
    ("field", "value"), [("published_count", 3), ("published_count", 6), ("pending_count", 5)]
)
def test_the_database_keeps_the_steps(course, field, value):
    CourseEvaluation.objects.create(course=course)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseEvaluation.objects.update(**{field: value})


def test_the_account_goes_and_the_sums_stay(course, finished):
    enrolment = finished()
    give(enrolment=enrolment, answer=answer(remark=REMARK))
    enrolment.user.delete()

    assert not Answered.objects.exists()
    assert CourseEvaluation.objects.get().waiting.remarks == (REMARK,)


def test_a_refused_answer_leaves_nothing(course, finished, monkeypatch):
    def broken(self, *tallies):
        raise RuntimeError

    enrolment = finished()
    with monkeypatch.context() as patched:
        patched.setattr(CourseEvaluation, "put", broken)
        with pytest.raises(RuntimeError):
            give(enrolment=enrolment, answer=answer())
    assert not Answered.objects.exists()

    give(enrolment=enrolment, answer=answer())
    assert CourseEvaluation.objects.get().waiting.count == 1
