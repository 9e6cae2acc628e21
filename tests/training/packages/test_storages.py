"""Packages lie in any storage: on a disk, in memory, or under keys that many machines share."""

import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.training.cage.packed import SITE, body, fetch
from tests.training.packages.manifests import manifest, package
from tests.training.packages.uploads import codes, scorm, upload
from training.cage.grants import Grant
from training.packages.files import package_storage
from training.packages.models import ContentPackage, Status
from training.packages.services import delete_leftovers, delete_package, replace_package

pytestmark = pytest.mark.django_db

KEYS = "tests.training.packages.key_storage.KeyStorage"
BACKENDS = {
    "files": "django.core.files.storage.FileSystemStorage",
    "memory": "django.core.files.storage.InMemoryStorage",
    "keys": KEYS,
}


@pytest.fixture(params=BACKENDS, autouse=True)
def backend(request, settings, tmp_path) -> str:
    """Both storages of packages are of this kind: that of uploads, and that of their files."""
    kept = {}
    for name in ("packages", "private"):
        options = {"location": tmp_path / name} if request.param == "files" else {}
        kept[name] = {"BACKEND": BACKENDS[request.param], "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | kept
    return request.param


def all_files(storage, path="") -> list[str]:
    """Everything in a storage, with what leads to it."""
    try:
        folders, names = storage.listdir(path)
    except FileNotFoundError:
        return []
    below = [found for folder in folders for found in all_files(storage, f"{path}{folder}/")]
    return sorted([*(f"{path}{name}" for name in names), *below])


def is_empty() -> bool:
    return not all_files(package_storage()) and not all_files(storages["private"])


@pytest.fixture
def version(cast, importing):
    version = upload(cast, scorm(**{"film.mp4": bytes(range(200))}))
    assert importing() == 1
    version.refresh_from_db()
    return version


def test_keys_have_no_path(backend):
    if backend == "keys":
        with pytest.raises(NotImplementedError):
            package_storage().path("a")


def test_an_upload_becomes_files(version):
    assert version.status == Status.READY
    with version.open_file("bilder/ä.png") as file:
        assert file.read() == b"PNG"
    assert sorted(all_files(package_storage())) == sorted(
        f"{version.directory}{name}"
        for name in ("a.html", "bilder/ä.png", "film.mp4", "imsmanifest.xml")
    )
    assert all_files(storages["private"]) == []


@pytest.mark.parametrize("path", ["fehlt.html", "bilder", "bilder/", "../a.html", ""])
def test_what_is_no_file_is_not_found(version, path):
    with pytest.raises(FileNotFoundError):
        version.open_file(path)


def test_a_browser_gets_files_and_parts_of_them(cast, version):
    grant = Grant(
        version=version.pk, user=cast.editor_bochum.pk, enrolment=None, activity="", site=SITE
    )

    part = fetch(grant, "inhalt/film.mp4", headers={"Range": "bytes=10-19"})

    assert body(fetch(grant, "inhalt/a.html")) == b"<p>a</p>"
    assert (part.status_code, body(part)) == (206, bytes(range(10, 20)))
    assert fetch(grant, "inhalt/fehlt.html").status_code == 404


def test_a_refused_one_leaves_nothing(cast, importing):
    version = upload(cast, package(manifest(), {"b.html": ""}))

    assert importing() == 0

    version.refresh_from_db()
    assert version.status == Status.REFUSED
    assert "file-missing" in codes(version)
    assert is_empty()


def test_an_upload_that_is_gone_is_said(cast, importing):
    version = upload(cast, scorm())
    storages["private"].delete(version.source)

    assert importing() == 0

    version.refresh_from_db()
    assert (version.status, codes(version)) == (Status.REFUSED, ["missing"])


def test_both_versions_of_a_replaced_one_are_there(cast, version, importing):
    changed = package(manifest(), {"a.html": "<p>neu</p>"})
    newer = replace_package(
        package=version.package,
        file=SimpleUploadedFile("kurs.zip", changed.getvalue()),
        user=cast.editor_bochum,
    )
    assert importing() == 1

    newer.refresh_from_db()
    assert newer.open_file("a.html").read() == b"<p>neu</p>"
    assert version.open_file("a.html").read() == b"<p>a</p>"


def test_a_deleted_one_takes_its_files_along(
    cast, version, importing, django_capture_on_commit_callbacks
):
    upload(cast, scorm(), name="wartet.zip")

    with django_capture_on_commit_callbacks(execute=True):
        for each in ContentPackage.objects.all():
            delete_package(each, user=cast.editor_bochum)

    assert is_empty()


def test_what_a_killed_process_has_left_is_found(version):
    left = "packages/verwaist/tief/a.html"
    package_storage().save(left, ContentFile(b"x"))

    assert delete_leftovers() == ["packages/verwaist/"]

    assert left not in all_files(package_storage())
    assert version.open_file("a.html").read() == b"<p>a</p>"
    assert delete_leftovers() == []


def test_the_start_has_no_objection():
    assert [error.id for error in run_checks() if error.id == "packages.E001"] == []
