"""Long courses: beside a lesson are those around it, and its page costs what a short one's does."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import CoursePageFactory, EnrolmentFactory
from training.courses.lessons import AROUND, SHORT, surroundings
from training.courses.models import Access, CourseVersion
from training.courses.outline import contents_of, lesson_activity
from training.progress.service import record_now

pytestmark = pytest.mark.django_db


def long_course(city, lessons=40, **kwargs):
    """A course with a version of so many lessons, of which the pages are not needed."""
    course = CoursePageFactory(
        parent=city, title=f"Kurs mit {lessons}", slug=f"k{lessons}", **kwargs
    )
    content = {
        "title": course.title,
        "final_test": [],
        "packages": {},
        "lessons": [
            {
                "id": number,
                "title": f"Lektion {number}.",
                "minutes": 5,
                "body": [{"type": "text", "value": f"<p>Absatz {number}.</p>", "id": f"t{number}"}],
            }
            for number in range(1, lessons + 1)
        ],
    }
    CourseVersion.objects.create(course=course, number=1, content=content)
    return course


def page(client, course, lesson) -> str:
    return client.get(reverse("courses:lesson", args=[course.pk, lesson])).content.decode()


def shown(html: str) -> list[int]:
    """The lessons of the table of contents."""
    contents = html.split('id="lektionen-titel"')[1].split("</nav>")[0]
    return [int(number) for number in re.findall(r">Lektion (\d+)\.</a>", contents)]


@pytest.mark.parametrize(
    ("lessons", "lesson", "first", "last"),
    [
        (SHORT, 10, 1, SHORT),
        (40, 1, 1, 11),
        (40, 20, 15, 25),
        (40, 40, 30, 40),
        (SHORT + 1, 3, 1, 11),
    ],
)
def test_which_lessons_are_around_one(cast, lessons, lesson, first, last):
    version = long_course(cast.bochum, lessons).newest_version

    around = surroundings(version.pk, lesson)

    assert [each.id for each in around.lessons] == list(range(first, last + 1))
    assert (around.lesson.id, around.total) == (lesson, lessons)
    assert (around.previous and around.previous.id) == (lesson - 1 or None)
    assert (around.following and around.following.id) == (lesson + 1 if lesson < lessons else None)
    assert len(around.lessons) in {lessons, 2 * AROUND + 1}


def test_a_lesson_in_the_middle_shows_its_neighbours_and_leads_to_all(cast):
    course = long_course(cast.bochum)
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    for number in (2, 18):
        record_now(enrolment.pk, lesson_activity(number), done=True)

    html = page(signed_in(cast.learner), course, 20)

    assert shown(html) == list(range(15, 26))
    assert "Lektionen 15 bis 25 von 40" in html
    assert '<ol start="15"' in html
    assert html.count("erledigt") == 1
    assert f"{reverse('courses:overview', args=[course.pk])}#lektionen" in html
    assert "Absatz 20." in html
    assert "Absatz 19." not in html


def test_without_an_account_all_lessons_are_reached_from_the_course(cast, client):
    course = long_course(cast.bochum)

    assert f'{course.url}#lektionen">' in page(client, course, 20)

    html = client.get(course.url).content.decode()
    for number in (1, 20, 40):
        assert reverse("courses:lesson", args=[course.pk, number]) in html


def test_lessons_that_ask_for_an_account_are_no_links_on_the_course(cast, client):
    course = long_course(cast.bochum, access=Access.LOGIN)

    html = client.get(course.url).content.decode()

    assert "Lektion 20." in html
    assert reverse("courses:lesson", args=[course.pk, 20]) not in html


def test_the_page_grows_with_nothing(cast):
    found = set()
    for lessons in (12, 120):
        course = long_course(cast.bochum, lessons)
        enrolment = EnrolmentFactory(user=cast.learner, course=course)
        for number in range(1, lessons):
            record_now(enrolment.pk, lesson_activity(number), done=True)
        client = signed_in(cast.learner)
        page(client, course, 6)
        with CaptureQueriesContext(connection) as captured:
            html = page(client, course, 6)
        assert not any('_courseversion"."content' in each["sql"] for each in captured)
        found.add((len(captured), len(shown(html)) <= 12))

    assert len(found) == 1


def test_a_lesson_that_the_version_has_not_is_not_found(cast, client):
    course = long_course(cast.bochum, 3)

    assert client.get(reverse("courses:lesson", args=[course.pk, 4])).status_code == 404


def test_a_version_has_its_lessons_one_by_one(cast):
    version = long_course(cast.bochum, 3).newest_version

    rows = version.lesson_rows.order_by("place")

    assert [row.body for row in rows] == [each["body"] for each in version.content["lessons"]]
    assert [row.activities for row in rows] == [
        [list(activity) for activity in each["activities"]]
        for each in contents_of(version.content)["lessons"]
    ]

    version.note = "Später bemerkt."
    version.save()
    assert rows.count() == 3


def test_versions_of_before_get_their_lessons_by_the_migration(cast):
    version = long_course(cast.bochum, 3).newest_version
    fields = ("place", "lesson", "title", "minutes", "activities", "body")
    made = list(version.lesson_rows.order_by("place").values(*fields))
    version.lesson_rows.all().delete()
    migration = import_module("training.courses.migrations.0005_lessons_of_existing_versions")

    for _time in range(2):
        migration.give_lessons(apps, None)

    assert list(version.lesson_rows.order_by("place").values(*fields)) == made


def test_a_version_has_its_activities_one_by_one(cast):
    """What stands in two lessons, as after a copy, is one activity; the test is in no lesson."""
    course = CoursePageFactory(parent=cast.bochum)
    note = {"type": "reflection", "value": {"prompt": "Und Sie?"}, "id": "note"}
    lessons = [
        {"id": number, "title": f"Lektion {number}", "minutes": 5, "body": [note]}
        for number in (7, 8)
    ]
    content = {"title": "Kurs", "final_test": [{"type": "pool"}], "lessons": lessons}
    version = CourseVersion.objects.create(course=course, number=1, content=content)
    fields = ("activity", "kind", "is_required", "lesson__lesson")

    def rows():
        return list(version.activities.order_by("pk").values_list(*fields))

    made = rows()
    assert made == [
        ("lesson-7", "lesson", True, 7),
        ("note", "reflection", False, 7),
        ("lesson-8", "lesson", True, 8),
        ("final-test", "final-test", True, None),
    ]

    version.activities.all().delete()
    migration = import_module("training.courses.migrations.0007_activities_of_existing_versions")
    for _time in range(2):
        migration.give_activities(apps, None)
    assert rows() == made
