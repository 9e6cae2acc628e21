"""Who gets the frame of a package in a lesson, and to which address it leads."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import EnrolmentFactory, PackageVersionFactory
from training.courses.models import LessonPage

from .packed import packed

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(cast):
    return packed(cast)


def page_of(lesson, client) -> str:
    course = lesson.enrolment.course
    number = course.get_children().get().pk
    return client.get(reverse("courses:lesson", args=[course.pk, number])).content.decode()


def framed(html: str) -> list[tuple[str, str]]:
    """Host and path of each frame."""
    return re.findall(r'data-src="http://([^/"]+)(/[^"]+)"', html)


def test_a_learner_gets_the_version_of_the_course(lesson):
    PackageVersionFactory(package=lesson.version.package, files={"index.html": b"Neu"})

    html = page_of(lesson, signed_in(lesson.enrolment.user))
    [(host, path)] = framed(html)

    answer = Client(headers={"host": host}).get(f"{path}inhalt/index.html")
    assert b"Eins" in b"".join(answer.streaming_content)
    assert 'title="Rundgang"' in html
    assert 'sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-downloads"' in (
        html
    )


def test_a_visitor_is_led_to_the_course(lesson, client):
    html = page_of(lesson, client)

    assert framed(html) == []
    assert "Diesen Inhalt öffnen Sie, wenn Sie den Kurs begonnen haben." in html


def test_somebody_else_is_led_to_the_course(lesson, cast):
    assert framed(page_of(lesson, signed_in(cast.hr_developer))) == []


def test_two_learners_have_two_hosts(lesson, cast):
    EnrolmentFactory(user=cast.hr_developer, course=lesson.enrolment.course)
    [(one, _path)] = framed(page_of(lesson, signed_in(lesson.enrolment.user)))
    [(other, _path)] = framed(page_of(lesson, signed_in(cast.hr_developer)))

    assert one != other


def test_an_author_previews_the_newest_version(lesson, cast):
    PackageVersionFactory(package=lesson.version.package, files={"index.html": b"Neu"})
    page = LessonPage.objects.get()
    client = signed_in(cast.editor_bochum)

    response = page.make_preview_request(
        client.get("/admin/").wsgi_request, preview_mode="", extra_request_attrs={}
    )
    [(host, path)] = framed(response.content.decode())

    answer = Client(headers={"host": host}).get(f"{path}inhalt/index.html")
    assert b"".join(answer.streaming_content) == b"Neu"
