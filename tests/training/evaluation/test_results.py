"""The course's city sees means from five answers on; others see nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import CoursePageFactory
from tests.permissions.test_pages import ROLES, user_of
from training.evaluation.models import CourseEvaluation
from training.evaluation.selectors import results_for
from training.evaluation.services import give, remove_remark

from .test_giving import answer

pytestmark = pytest.mark.django_db

LIST = reverse("evaluation_results")


def one(course) -> str:
    return reverse("evaluation_course", args=[course.pk])


def answers(finished, *ratings, remark=""):
    for rating in ratings:
        give(enrolment=finished(), answer=answer(rating, remark))


@pytest.mark.parametrize("role", ROLES)
def test_only_the_editors_of_the_city_see_them(cast, course, finished, role):
    answers(finished, 5, 4, 4, 4, 4, remark="Gut so.")
    user = user_of(role, cast)
    client = signed_in(user) if user else Client()

    listed, opened = client.get(LIST), client.get(one(course))
    client.post(one(course), {"remark": "Gut so."})

    own = role == "editor"
    assert (b"AGG-Basis" in listed.content) == own
    assert (b"Gut so." in opened.content) == own
    assert (listed.status_code == 200) == (role in {"editor", "editor elsewhere"})
    left = CourseEvaluation.objects.get().shown.remarks
    assert len(left) == (4 if own else 5)
    if user and not own:
        with pytest.raises(PermissionDenied):
            remove_remark(course=course, user=user, remark="Gut so.")


def test_nothing_shows_before_the_fifth_then_in_steps(cast, course, finished):
    client = signed_in(cast.editor_bochum)
    empty = client.get(LIST).content.decode(), client.get(one(course)).content.decode()
    answers(finished, 1, 1, 1, 1, remark="Zu lang.")
    assert without_tokens(client.get(LIST).content.decode()) == without_tokens(empty[0])
    assert without_tokens(client.get(one(course)).content.decode()) == without_tokens(empty[1])

    answers(finished, 5)
    five = client.get(one(course)).content.decode()
    assert "Mittelwerte aus 5 Rückmeldungen" in five
    assert "1,8" in five
    assert five.count("Zu lang.</p>") == 4

    answers(finished, 5, 5, 5, 5)
    assert without_tokens(client.get(one(course)).content.decode()) == without_tokens(five)
    answers(finished, 5)
    assert "Mittelwerte aus 10 Rückmeldungen" in client.get(one(course)).content.decode()


def without_tokens(html: str) -> list[str]:
    """The page without what is another one at each request."""
    return [line for line in html.splitlines() if "csrf" not in line.lower()]


def test_a_remark_that_names_somebody_goes(cast, course, finished):
    answers(finished, 3, 3, 3, 3)
    give(enrolment=finished(), answer=answer(3, "Eine Zeile.\nUnd der Name."))
    client = signed_in(cast.editor_bochum)

    client.post(one(course), {"remark": "Eine Zeile.\r\nUnd der Name."})

    shown = CourseEvaluation.objects.get().shown
    assert (shown.remarks, shown.count, shown.mean("clear")) == ((), 5, 3.0)
    assert client.post(one(course), {"remark": "Gab es nie."}).status_code == 302


def test_words_are_shown_as_words(cast, course, finished):
    answers(finished, 3, 3, 3, 3, 3, remark="<script>alert(1)</script>")

    html = signed_in(cast.editor_bochum).get(one(course)).content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_list_has_the_citys_courses_and_three_queries(
    cast, course, finished, django_assert_num_queries
):
    CoursePageFactory(parent=cast.herne, title="Nicht von hier", slug="fremd", lessons=1)
    answers(finished, 4, 4, 4, 4, 4)
    with django_assert_num_queries(3):
        (found,) = results_for(cast.editor_bochum)
    assert (found.course, found.shown.count) == (course, 5)
    for number in range(10):
        other = CoursePageFactory(parent=cast.bochum, slug=f"kurs-{number}", lessons=1)
        CourseEvaluation.objects.create(course=other)

    with django_assert_num_queries(3):
        results = results_for(cast.editor_bochum)

    assert len(results) == 11
    assert [each.course for each in results if each.shown] == [course]
