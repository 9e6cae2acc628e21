"""A version's files are read by their path in the package, and nothing else is."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client

from tests.factories import ContentPackageFactory, CoursePageFactory, PackageVersionFactory
from training.packages.checks import packages_lie_where_no_address_leads
from training.packages.files import delete_directory, package_storage
from training.packages.models import PackageUse, PackageVersion, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(cast):
    return ContentPackageFactory(collection=cast.bochum.collection)


@pytest.fixture
def version(package):
    return PackageVersionFactory(
        package=package, files={"index.html": b"Eins", "shared/bild ä.png": b"Bild"}
    )


def test_a_file_is_read_by_its_path(version):
    with version.open_file("shared/bild ä.png") as file:
        assert file.read() == b"Bild"
    assert version.kind == "scorm"


@pytest.mark.parametrize(
    "path",
    ["", "/", ".", "..", "fehlt.html", "shared", "shared/", "./index.html", "shared//bild ä.png"],
)
def test_what_is_no_file_is_not_found(version, path):
    with pytest.raises(FileNotFoundError):
        version.open_file(path)


@pytest.mark.parametrize("way", ["../{0}", "shared/../../{0}", "shared/../index.html", "..\\{0}"])
def test_no_path_leads_to_another_package(version, package, way):
    other = PackageVersionFactory(package=package, files={"index.html": b"Geheim"})
    path = way.format(f"{other.directory.split('/')[1]}/index.html")
    with pytest.raises(FileNotFoundError):
        version.open_file(path)


def test_an_absolute_path_is_not_found(version):
    with pytest.raises(FileNotFoundError):
        version.open_file("/etc/passwd")


def test_without_files_nothing_is_found(package):
    package_storage().save("index.html", ContentFile(b"Bei niemandem"))
    waiting = PackageVersion.objects.create(package=package, number=1)
    with pytest.raises(FileNotFoundError):
        waiting.open_file("index.html")


def test_a_directory_is_deleted_with_all_below_it(version, package):
    other = PackageVersionFactory(package=package)
    delete_directory(version.directory)
    delete_directory(version.directory)
    with pytest.raises(FileNotFoundError):
        version.open_file("index.html")
    left = package_storage().listdir("packages")[0]
    assert version.directory.split("/")[1] not in left
    assert other.directory.split("/")[1] in left


def test_no_address_of_the_site_leads_to_a_file(version):
    for address in (
        package_storage().url(f"{version.directory}index.html"),
        f"/media/{version.directory}index.html",
        f"/media/../packages/{version.directory}index.html",
        f"/static/{version.directory}index.html",
    ):
        assert Client().get(address).status_code in {400, 404}


@pytest.mark.parametrize("place", ["{0}", "{0}/packages", "{0}/.."])
def test_a_directory_with_addresses_is_refused_at_the_start(settings, place):
    assert packages_lie_where_no_address_leads(None) == []
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        storages = settings.STORAGES | {
            "packages": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": place.format(getattr(settings, name))},
            }
        }
        settings.STORAGES = storages
        assert name in " ".join(error.msg for error in packages_lie_where_no_address_leads(None))


def test_what_a_course_gives_its_learners_cannot_be_deleted(cast, version):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    PackageUse.objects.create(course_version=course.versions.get(), package_version=version)
    with pytest.raises(ProtectedError), transaction.atomic():
        version.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        version.package.delete()
    course.delete()
    version.package.delete()


def test_only_what_is_unpacked_is_ready(version):
    with pytest.raises(IntegrityError), transaction.atomic():
        PackageVersion.objects.filter(pk=version.pk).update(directory="")
    PackageVersion.objects.filter(pk=version.pk).update(directory="", status=Status.REFUSED)


def test_the_newest_is_the_newest_that_is_ready(package):
    first = PackageVersionFactory(package=package)
    PackageVersionFactory(package=package, status=Status.REFUSED, directory="")
    assert package.newest_ready == first
