"""What nobody needs any more goes; what somebody learns from stays."""

import json
import os
import time
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command

from tests.factories import (
    ContentPackageFactory,
    CoursePageFactory,
    LessonPageFactory,
    PackageVersionFactory,
)
from training.courses.versions import fix_version
from training.packages.files import package_storage
from training.packages.models import PackageVersion, Status
from training.packages.services import UPLOADS, delete_leftovers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_from_other_tests(cast):
    delete_leftovers()


@pytest.fixture
def package(cast):
    return ContentPackageFactory(collection=cast.bochum.collection, title="Rundgang")


def clean(*options) -> dict:
    out = StringIO()
    call_command("clean_packages", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def numbers(package) -> list[int]:
    return sorted(package.versions.values_list("number", flat=True))


def test_a_directory_that_no_version_has_is_deleted(package):
    version = PackageVersionFactory(package=package)
    package_storage().save("packages/verwaist/tief/a.html", BytesIO(b"x"))

    assert clean("--dry-run")["leftovers"] == ["packages/verwaist/"]
    assert package_storage().exists("packages/verwaist/tief/a.html")
    assert clean() == {"versions": [], "leftovers": ["packages/verwaist/"], "dry_run": False}

    assert not package_storage().exists("packages/verwaist")
    assert version.open_file("index.html").read()
    assert clean()["leftovers"] == []


def test_a_forgotten_upload_is_deleted_when_it_is_not_just_arriving(package):
    storage = storages["private"]
    kept = storage.save(f"{UPLOADS}/gebraucht.zip", ContentFile(b"PK"))
    PackageVersion.objects.create(package=package, number=1, source=kept)
    forgotten = storage.save(f"{UPLOADS}/vergessen.zip", ContentFile(b"PK"))
    assert clean()["leftovers"] == []

    two_hours_ago = time.time() - 2 * 60 * 60
    for name in (kept, forgotten):
        os.utime(Path(storage.path(name)), (two_hours_ago, two_hours_ago))

    assert clean()["leftovers"] == [forgotten]
    assert storage.exists(kept)
    storage.delete(kept)


def test_replaced_versions_go_only_when_asked_and_unused(
    cast, package, django_capture_on_commit_callbacks
):
    used = PackageVersionFactory(package=package)
    course = CoursePageFactory(parent=cast.bochum)
    LessonPageFactory(
        parent=course, body=[("scorm", {"package": package, "title": "Gang", "height": 600})]
    )
    fix_version(course)
    unused = PackageVersionFactory(package=package)
    PackageVersionFactory(package=package, status=Status.REFUSED, directory="", files={})
    PackageVersionFactory(package=package)
    PackageVersionFactory(package=package, status=Status.REFUSED, directory="", files={})
    PackageVersionFactory(package=package, status=Status.WAITING, directory="", files={})

    clean()
    assert numbers(package) == [1, 2, 3, 4, 5, 6]
    assert [each["number"] for each in clean("--unused", "--dry-run")["versions"]] == [3, 2]

    with django_capture_on_commit_callbacks(execute=True):
        said = clean("--unused")["versions"]

    assert {"package": package.pk, "title": "Rundgang", "number": 2, "size": 15} in said
    # The newest that is ready is for the next course, what came after it is somebody's business.
    assert numbers(package) == [1, 4, 5, 6]
    assert used.open_file("index.html").read()
    with pytest.raises(FileNotFoundError):
        unused.open_file("index.html")


def test_without_json_it_speaks_german(package):
    PackageVersionFactory(package=package)
    PackageVersionFactory(package=package)
    out = StringIO()

    call_command("clean_packages", "--unused", "--dry-run", stdout=out)

    assert out.getvalue().splitlines() == [
        "„Rundgang“, Fassung 1",
        "Zu löschen wären: Fassungen 1, verwaiste Ordner und Dateien 0.",
    ]
