"""Lessons are given packages of the own city, of the right kind, that have something to show."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import ContentPackageFactory, CoursePageFactory, PackageVersionFactory
from training.packages.models import Kind, Status

pytestmark = pytest.mark.django_db


def make(city, title, kind=Kind.SCORM, status=Status.READY):
    package = ContentPackageFactory(collection=city.collection, title=title, kind=kind)
    directory = {} if status == Status.READY else {"directory": "", "files": {}}
    PackageVersionFactory(package=package, status=status, **directory)
    return package


@pytest.fixture
def packages(cast):
    return {
        "own": make(cast.bochum, "Rundgang"),
        "of another kind": make(cast.bochum, "Zuordnen", kind=Kind.H5P),
        "refused": make(cast.bochum, "Kaputt", status=Status.REFUSED),
        "of another city": make(cast.herne, "Geheim"),
    }


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_it_offers_what_the_block_can_show(cast, packages, view):
    editor = signed_in(cast.editor_bochum)

    scorm = editor.get(reverse(f"scorm_chooser:{view}")).content.decode()
    assert "Rundgang" in scorm
    assert not any(title in scorm for title in ("Zuordnen", "Kaputt", "Geheim"))
    h5p = editor.get(reverse(f"h5p_chooser:{view}")).content.decode()
    assert "Zuordnen" in h5p
    assert "Rundgang" not in h5p


def test_a_package_is_chosen(cast, packages):
    address = reverse("scorm_chooser:chosen", args=[packages["own"].pk])

    result = signed_in(cast.editor_bochum).get(address).json()["result"]

    assert (result["id"], result["title"]) == (str(packages["own"].pk), "Rundgang")


@pytest.mark.parametrize("which", ["of another kind", "refused", "of another city"])
def test_nothing_else_can_be_chosen_or_tells_its_title(cast, packages, which):
    editor = signed_in(cast.editor_bochum)
    pk = packages[which].pk

    assert editor.get(reverse("scorm_chooser:chosen", args=[pk])).status_code == 404
    multiple = editor.get(reverse("scorm_chooser:chosen_multiple"), {"id": pk, "multiple": 1})
    assert multiple.json()["result"] == []


def test_an_address_that_is_no_number_is_not_found(cast):
    editor = signed_in(cast.editor_bochum)
    assert editor.get(reverse("scorm_chooser:chosen", args=["x"])).status_code == 404


def test_the_project_group_chooses_from_all_cities(cast, packages):
    page = signed_in(cast.reviewer).get(reverse("scorm_chooser:choose")).content.decode()
    assert "Rundgang" in page
    assert "Geheim" in page


@pytest.mark.parametrize("person", ["learner", "hr_developer"])
def test_who_edits_nothing_chooses_nothing(cast, packages, person):
    answer = signed_in(getattr(cast, person)).get(reverse("scorm_chooser:choose"))
    assert answer.status_code in {302, 403}


def test_the_editor_of_a_lesson_has_the_blocks(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    lesson = course.get_children().get()
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])

    page = signed_in(cast.editor_bochum).get(address).content.decode()

    assert reverse("scorm_chooser:choose") in page
    assert reverse("h5p_chooser:choose") in page
