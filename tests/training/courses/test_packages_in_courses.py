"""A course gives its learners the package as it was when the course was published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    ContentPackageFactory,
    CoursePageFactory,
    EnrolmentFactory,
    LessonPageFactory,
    PackageVersionFactory,
)
from training.courses.accessibility import problems_of, refusals
from training.courses.enrolling import move_on, offered_version
from training.courses.outline import outline_of
from training.courses.versions import content_of, fix_version
from training.packages.models import ContentPackage, Kind, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(cast):
    package = ContentPackageFactory(collection=cast.bochum.collection)
    PackageVersionFactory(package=package)
    return package


def block(package, title="Rundgang", **value):
    kind = package.kind or Kind.SCORM
    return (str(kind), {"package": package, "title": title, "height": 600, **value})


@pytest.fixture
def course(cast, package):
    course = CoursePageFactory(parent=cast.bochum)
    LessonPageFactory(parent=course, body=[block(package), ("text", "<p>Danach.</p>")])
    fix_version(course)
    return course


def publish(course):
    course.refresh_from_db()
    course.save_revision().publish()
    return course.versions.first()


def newest(package) -> int:
    return ContentPackage.objects.get(pk=package.pk).newest_ready.pk


def test_the_version_names_the_newest_of_each_package(course, package):
    version = course.versions.get()

    assert version.content["packages"] == {str(package.pk): newest(package)}
    assert [use.package_version_id for use in version.package_uses.all()] == [newest(package)]
    activity = outline_of(version).lessons[0].activities[1]
    assert (activity.kind, activity.label, activity.is_required) == ("scorm", "Rundgang", True)


def test_a_replaced_package_waits_for_the_course_to_be_published(cast, course, package):
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    first = newest(package)

    PackageVersionFactory(package=package)
    assert course.versions.count() == 1

    second = publish(course)
    assert second.number == 2
    assert second.content["packages"] == {str(package.pk): newest(package)}

    enrolment.refresh_from_db()
    assert enrolment.version.content["packages"] == {str(package.pk): first}
    assert offered_version(enrolment) == second
    move_on(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.version == second


def test_what_is_not_ready_changes_no_course(course, package):
    for status in (Status.WAITING, Status.UNPACKING, Status.REFUSED):
        PackageVersionFactory(package=package, status=status, directory="", files={})

    assert publish(course).number == 1


def test_packages_cost_one_query_however_many(cast, course):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            content_of(course)
        return len(context)

    before = queries()
    for _number in range(3):
        another = ContentPackageFactory(collection=cast.bochum.collection, kind=Kind.H5P)
        PackageVersionFactory(package=another)
        LessonPageFactory(parent=course, body=[block(another), block(another, "Noch einmal")])

    assert queries() == before
    assert len(content_of(course)["packages"]) == 4


def test_a_course_is_not_published_with_a_package_that_nobody_could_see(cast, course):
    unread = ContentPackageFactory(collection=cast.bochum.collection, kind="")
    LessonPageFactory(parent=course, title="Ohne Paket", body=[block(unread)])

    [sentence] = refusals(course)
    assert sentence.startswith("Lektion „Ohne Paket“: Ein Lernpaket ist nicht mehr da")

    PackageVersionFactory(package=unread)
    assert refusals(course) == []


@pytest.mark.parametrize("title", ["SCORM", " h5p-Inhalt ", "", "Paket"])
def test_a_title_says_what_is_inside(title):
    raw = [{"type": "scorm", "value": {"package": 1, "title": title}}]

    [sentence] = problems_of("Eins", raw)
    assert "sagt nicht, worum es in dem Lernpaket geht" in sentence
    assert problems_of("Eins", [{"type": "h5p", "value": {"package": 1, "title": "100 %"}}]) == []


def test_the_lesson_names_the_package(cast, client, course):
    lesson = outline_of(course.versions.get()).lessons[0]

    page = client.get(f"/lernen/kurs/{course.pk}/lektion/{lesson.id}/").content.decode()

    assert "Rundgang" in page
