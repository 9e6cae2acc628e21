"""A lesson gets packages that its author may choose; what was in it stays."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.factories import (
    ContentPackageFactory,
    CoursePageFactory,
    LessonPageFactory,
    PackageVersionFactory,
)

pytestmark = pytest.mark.django_db
REFUSED = "Ein Lernpaket gehört einer Stadt, deren Pakete Sie nicht verwenden."


def package_of(city):
    package = ContentPackageFactory(collection=city.collection)
    PackageVersionFactory(package=package)
    return package


def block(package):
    return ("scorm", {"package": package, "title": "Rundgang", "height": 600})


def errors(lesson, user, *blocks) -> dict[str, list[str]]:
    """What the lesson's form in the admin says to the user about these blocks."""
    posted = [
        (kind, value | {"package": value["package"].pk} if kind == "scorm" else value)
        for kind, value in blocks
    ]
    data = nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "minutes": "10",
            "body": streamfield(posted),
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
        }
    )
    form_class = type(lesson).get_edit_handler().get_form_class()
    form = form_class(data, instance=lesson, parent_page=lesson.get_parent(), for_user=user)
    return dict(form.errors)


@pytest.fixture
def lesson(cast):
    return LessonPageFactory(parent=CoursePageFactory(parent=cast.herne), body=[])


def test_an_own_package_is_taken(cast, lesson):
    assert errors(lesson, cast.editor_herne, block(package_of(cast.herne))) == {}


def test_another_city_s_package_is_refused(cast, lesson):
    found = errors(lesson, cast.editor_herne, block(package_of(cast.bochum)))

    assert REFUSED in str(found["body"])


def test_what_a_copied_lesson_has_stays(cast):
    theirs = package_of(cast.bochum)
    lesson = LessonPageFactory(parent=CoursePageFactory(parent=cast.herne), body=[block(theirs)])

    text = ("text", rich_text("<p>Neu.</p>"))
    assert errors(lesson, cast.editor_herne, block(theirs), text) == {}


def test_who_writes_for_all_cities_takes_from_all(cast, lesson):
    assert errors(lesson, cast.reviewer, block(package_of(cast.bochum))) == {}
