"""Answering the questions of a lesson with nothing but forms."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory
from training.courses.models import Access
from training.progress.service import progress_of

from .courses import NOTE, QUESTION, course_of

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def course(cast):
    return course_of(cast.bochum)


@pytest.fixture
def enrolment(cast, course):
    return EnrolmentFactory(user=cast.learner, course=course)


def address(course, block_id=QUESTION):
    return reverse("courses:question", args=[course.pk, block_id])


def lesson(course):
    first = course.get_children().order_by("path").first()
    return reverse("courses:lesson", args=[course.pk, first.pk])


def key_of(html: str, words: str) -> str:
    """The value of the option with these words, in the order that the page shows."""
    before = html.split(f"<span>{words}</span>")[0]
    return before.rsplit('value="', 1)[1].split('"')[0]


def answer(client, course, words, *, carried="", **extra):
    html = client.get(address(course)).content.decode()
    data = {QUESTION: key_of(html, words), "stand": carried}
    return client.post(address(course), data, **extra)


def test_an_answer_is_kept_and_shown_in_the_lesson(cast, course, enrolment):
    client = signed_in(cast.learner)

    back = answer(client, course, "Behinderung")
    assert back.url == f"{lesson(course)}#frage-{QUESTION}"
    html = client.get(lesson(course)).content.decode()
    assert "Doch, es steht in § 1." in html
    assert not progress_of(enrolment)[QUESTION].is_done

    answer(client, course, "Einkommen")
    row = progress_of(enrolment)[QUESTION]
    assert (row.is_done, row.score, row.state["tries"]) == (True, 1.0, 2)
    assert "Genau so." in client.get(lesson(course)).content.decode()


def test_the_solution_comes_after_two_tries(cast, course, enrolment):
    client = signed_in(cast.learner)
    early = client.post(address(course), {"aufloesung": "ja"})
    assert "nach 2 Versuchen" in early.content.decode()
    assert progress_of(enrolment) == {}

    for words in ("Alter", "Behinderung"):
        answer(client, course, words)
    client.post(address(course), {"aufloesung": "ja"})

    row = progress_of(enrolment)[QUESTION]
    assert (row.is_done, row.score) == (True, 0.0)
    assert "Auflösung" in client.get(lesson(course)).content.decode()


def test_no_answer_is_no_try(cast, course, enrolment):
    page = signed_in(cast.learner).post(address(course), {})

    assert "Bitte wählen Sie eine Antwort." in page.content.decode()
    assert "Zurück zur Lektion" in page.content.decode()
    assert progress_of(enrolment) == {}


def test_with_htmx_the_form_alone_comes_back(cast, course, enrolment):
    html = answer(signed_in(cast.learner), course, "Einkommen", **HTMX).content.decode()

    assert html.lstrip().startswith("<form")
    assert "Genau so." in html
    assert "<html" not in html


def test_who_does_not_sign_in_gets_feedback_and_leaves_nothing(cast, client, course, enrolment):
    page = answer(client, course, "Behinderung")
    html = page.content.decode()
    assert "Doch, es steht in § 1." in html
    assert "nicht behalten" in html
    assert progress_of(enrolment) == {}

    for words in ("Alter", "Alter"):
        carried = html.split('name="stand" value="')[1].split('"')[0]
        html = answer(client, course, words, carried=carried).content.decode()
    assert "Auflösung zeigen" in html


def test_tries_that_somebody_made_up_are_no_tries(client, course):
    page = client.post(address(course), {"aufloesung": "ja", "stand": "erfunden"})

    assert "Einkommen" in page.content.decode()
    assert "nach 2 Versuchen" in page.content.decode()


def test_tries_at_one_question_open_no_other(cast, client, course):
    other = course_of(cast.herne)
    html = answer(client, course, "Alter").content.decode()
    html = answer(
        client, course, "Alter", carried=html.split('name="stand" value="')[1].split('"')[0]
    ).content.decode()
    carried = html.split('name="stand" value="')[1].split('"')[0]
    assert "Auflösung zeigen" in html

    page = client.post(address(other), {"aufloesung": "ja", "stand": carried})

    assert "nach 2 Versuchen" in page.content.decode()


@pytest.mark.parametrize("block_id", [NOTE, "gibt-es-nicht", "lesson-1"])
def test_only_questions_are_answered(cast, course, enrolment, block_id):
    assert signed_in(cast.learner).get(address(course, block_id)).status_code == 404


def test_the_questions_of_a_course_with_sign_in_are_for_those_who_began(cast, client):
    course = course_of(cast.bochum, access=Access.LOGIN)

    assert reverse("account_login") in client.post(address(course), {}).url
    overview = reverse("courses:overview", args=[course.pk])
    assert signed_in(cast.hr_developer).post(address(course), {}).url == overview


def test_each_learner_has_an_order_of_their_own_and_keeps_it(cast, course, enrolment):
    client = signed_in(cast.learner)

    assert key_of(client.get(address(course)).content.decode(), "Alter") == key_of(
        client.get(lesson(course)).content.decode(), "Alter"
    )
