"""What keeps a package out is said, and leaves no file behind."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.training.packages.archives import patched, zipped
from tests.training.packages.manifests import manifest, package
from tests.training.packages.uploads import H5P, codes, directories, scorm, upload
from training.packages.files import package_storage
from training.packages.importing import process, services
from training.packages.importing.limits import Limits
from training.packages.models import ContentPackage, PackageVersion, Status
from training.packages.services import delete_package, replace_package

pytestmark = pytest.mark.django_db


def later(version: PackageVersion, **fields) -> None:
    PackageVersion.objects.filter(pk=version.pk).update(
        due_at=timezone.now() - timedelta(seconds=1), **fields
    )


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (io.BytesIO(b"%PDF-1.7"), "no-zip"),
        (zipped({"readme.txt": "nichts"}), None),
        (zipped({"imsmanifest.xml": manifest(), "../a.html": "x"}), "unsafe-name"),
        (package("<manifest"), None),
    ],
)
def test_what_is_no_package_is_refused_with_the_reason(cast, importing, before, file, code):
    source = upload(cast, file).source

    assert importing() == 0

    version = PackageVersion.objects.get()
    assert (version.status, version.directory, version.file_count) == (Status.REFUSED, "", 0)
    assert code is None or codes(version) == [code]
    assert all(problem["sentence"] and problem["remedy"] for problem in version.problems)
    assert any(problem["is_fatal"] for problem in version.problems)
    assert directories() == before
    assert not storages["private"].exists(source)


def test_what_turns_out_damaged_at_the_last_file_leaves_none(cast, importing, before):
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest())
        archive.writestr("a.html", "<p>a</p>")
        archive.writestr("z.txt", "unversehrt")
    upload(cast, patched(stored, b"unversehrt", b"verfaelsch"))

    assert importing() == 0

    version = PackageVersion.objects.get()
    assert version.status == Status.REFUSED
    assert codes(version) == ["damaged"]
    assert version.problems[0]["where"] == "z.txt"
    assert directories() == before


def test_a_package_is_not_replaced_by_one_of_another_kind(cast, importing):
    first = upload(cast, scorm())
    importing()
    file = SimpleUploadedFile("begriffe.h5p", zipped(H5P).getvalue())
    replace_package(package=first.package, file=file, user=cast.editor_bochum)

    assert importing() == 0

    newest = PackageVersion.objects.get(number=2)
    assert (newest.status, codes(newest)) == (Status.REFUSED, ["kind"])
    assert ContentPackage.objects.get().newest_ready == first


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(memory=52 * 1024 * 1024), "memory"),
        (Limits(wall_seconds=0.05), "slow"),
    ],
)
def test_what_takes_too_much_is_refused(cast, importing, monkeypatch, before, limits, code):
    resources = "".join(
        f'<resource identifier="R{number}" adlcp:scormtype="sco" href="a.html"/>'
        for number in range(40_000)
    )
    upload(cast, package(manifest(resources=resources)))
    reading = process.reading
    monkeypatch.setattr(process, "reading", lambda archive: reading(archive, limits=limits))

    assert importing() == 0

    version = PackageVersion.objects.get()
    assert (version.status, codes(version)) == (Status.REFUSED, [code])
    assert directories() == before


def test_a_package_is_taken_by_one_and_left_to_the_next_by_who_dies(cast, importing, before):
    upload(cast, scorm())
    taken = services._take()
    package_storage().save(f"{taken.directory}a.html", io.BytesIO(b"halb"))
    assert services._take() is None

    later(taken)
    assert importing() == 1

    version = PackageVersion.objects.get()
    assert version.directory != taken.directory
    assert directories() - before == {version.directory.split("/")[1]}
    # Who was thought dead finds out that the package is no longer theirs.
    with pytest.raises(services._LostError):
        services._tell(taken, done_size=1)


def test_what_kills_whoever_reads_it_is_given_up(cast, importing, before):
    version = upload(cast, scorm())
    for _attempt in range(services.MAX_ATTEMPTS):
        assert services._take() is not None
        later(version)

    assert importing() == 0

    version.refresh_from_db()
    assert (version.status, codes(version)) == (Status.REFUSED, ["crashed"])
    assert directories() == before


def test_a_storage_that_is_away_is_tried_again_and_then_told(cast, importing, monkeypatch, before):
    version = upload(cast, scorm())

    def away(*args, **options):
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(type(package_storage()), "save", away)
        assert importing() == 0
        version.refresh_from_db()
        assert version.status == Status.WAITING
        assert version.due_at > timezone.now()
        for _attempt in range(services.MAX_ATTEMPTS - 1):
            later(version)
            assert importing() == 0

    version.refresh_from_db()
    assert (version.status, codes(version)) == (Status.REFUSED, ["storage"])
    assert directories() == before


def test_an_upload_that_is_gone_is_told(cast, importing):
    version = upload(cast, scorm())
    storages["private"].delete(version.source)

    assert importing() == 0

    version.refresh_from_db()
    assert codes(version) == ["missing"]


def test_a_package_that_is_deleted_meanwhile_leaves_nothing(cast, importing, monkeypatch, before):
    upload(cast, scorm())
    settle = services._settle

    def deleted_first(version, report):
        delete_package(ContentPackage.objects.get())
        settle(version, report)

    monkeypatch.setattr(services, "_settle", deleted_first)

    assert importing() == 0
    assert not PackageVersion.objects.exists()
    assert directories() == before
