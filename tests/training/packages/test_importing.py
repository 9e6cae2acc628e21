"""An uploaded package is read beside the request and stored file by file, or leaves nothing."""

import io
import json
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories import PackageVersionFactory
from tests.training.packages.archives import patched, zipped
from tests.training.packages.manifests import manifest, package
from training.packages.files import package_storage
from training.packages.importing import process, services, worker
from training.packages.importing.limits import Limits
from training.packages.models import ContentPackage, Kind, PackageVersion, Status
from training.packages.services import UPLOADS, add_package, delete_package, replace_package

pytestmark = pytest.mark.django_db

H5P = {
    "h5p.json": json.dumps(
        {
            "title": "Begriffe",
            "language": "de",
            "mainLibrary": "H5P.Frage",
            "embedTypes": ["iframe"],
            "preloadedDependencies": [
                {"machineName": "H5P.Frage", "majorVersion": 1, "minorVersion": 2}
            ],
        }
    ),
    "content/content.json": '{"frage": "Ja?"}',
    "H5P.Frage-1.2/library.json": json.dumps(
        {
            "title": "Frage",
            "machineName": "H5P.Frage",
            "majorVersion": 1,
            "minorVersion": 2,
            "patchVersion": 3,
            "runnable": 1,
            "preloadedJs": [{"path": "frage.js"}],
        }
    ),
    "H5P.Frage-1.2/frage.js": "",
}


@pytest.fixture(autouse=True)
def _imported_here(monkeypatch):
    monkeypatch.setattr(worker, "notify", lambda: None)


@pytest.fixture
def importing(django_capture_on_commit_callbacks):
    """Imports what waits, and what that leaves to be done after it; returns how many are ready."""

    def run() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return services.import_waiting()

    return run


def upload(cast, file: io.BytesIO, name="kurs.zip", **fields) -> PackageVersion:
    return add_package(
        file=SimpleUploadedFile(name, file.getvalue()),
        collection=cast.bochum.collection,
        user=cast.editor_bochum,
        **fields,
    )


def scorm(**files) -> io.BytesIO:
    return package(manifest(), {"a.html": "<p>a</p>", "bilder/ä.png": b"PNG", **files})


def directories() -> set[str]:
    """All that lies in the storage of packages."""
    if not package_storage().exists("packages"):
        return set()
    return set(package_storage().listdir("packages")[0])


@pytest.fixture
def before():
    """What other tests have left."""
    return directories()


def codes(version: PackageVersion) -> list[str]:
    return [problem["code"] for problem in version.problems]


def later(version: PackageVersion, **fields) -> None:
    PackageVersion.objects.filter(pk=version.pk).update(
        due_at=timezone.now() - timedelta(seconds=1), **fields
    )


def test_a_scorm_package_can_be_used(cast, importing):
    version = upload(cast, scorm())
    source = version.source

    assert importing() == 1

    version = PackageVersion.objects.get()
    assert (version.status, version.kind, version.percent) == (Status.READY, Kind.SCORM, 100)
    assert version.package.title == "Kurs"
    assert version.manifest["version"] == "1.2"
    assert version.manifest["items"][0]["file"] == "a.html"
    assert (version.file_count, version.total_size) == (3, 11 + len(manifest()))
    with version.open_file("bilder/ä.png") as file:
        assert file.read() == b"PNG"
    assert not storages["private"].exists(source)
    assert importing() == 0


def test_an_h5p_file_can_be_used(cast, importing):
    upload(cast, zipped({**H5P, "H5P.Frage-1.2/.git/config": "geheim"}), "begriffe.h5p")

    assert importing() == 1

    version = PackageVersion.objects.get()
    assert (version.status, version.kind) == (Status.READY, Kind.H5P)
    assert version.package.title == "Begriffe"
    with version.open_file("content/content.json") as file:
        assert json.load(file) == {"frage": "Ja?"}


def test_a_title_that_somebody_gave_stays(cast, importing):
    upload(cast, scorm(), title="Rundgang für Neue")
    importing()
    assert ContentPackage.objects.get().title == "Rundgang für Neue"


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


def test_a_new_version_has_files_of_its_own(cast, importing):
    first = upload(cast, scorm())
    importing()
    file = SimpleUploadedFile("neu.zip", scorm(**{"a.html": "<p>neu</p>"}).getvalue())
    replace_package(package=first.package, file=file)

    assert importing() == 1

    new, old = PackageVersion.objects.all()
    assert new.open_file("a.html").read() == b"<p>neu</p>"
    assert old.open_file("a.html").read() == b"<p>a</p>"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(memory=64 * 1024 * 1024), "memory"),
        (Limits(wall_seconds=0.05), "slow"),
    ],
)
def test_what_takes_too_much_is_refused(cast, importing, monkeypatch, before, limits, code):
    items = "".join(
        f'<item identifier="I{number}" identifierref="R1"><title>Eins</title></item>'
        for number in range(12_000)
    )
    upload(cast, package(manifest(items=items)))
    reading = process.reading
    monkeypatch.setattr(process, "reading", lambda archive: reading(archive, limits=limits))

    assert importing() == 0

    version = PackageVersion.objects.get()
    assert (version.status, codes(version)) == (Status.REFUSED, [code])
    assert directories() == before


def test_it_tells_how_far_it_is(cast, importing, monkeypatch):
    upload(cast, scorm(**{"film.mp4": b"\0" * 3000, "ton.mp3": b"\0" * 1000}))
    monkeypatch.setattr(services, "_REPORTED", 1000)
    seen = []
    save = type(package_storage()).save

    def watched(storage, name, content, **options):
        version = PackageVersion.objects.get()
        seen.append((version.status, version.percent))
        return save(storage, name, content, **options)

    monkeypatch.setattr(type(package_storage()), "save", watched)
    importing()

    percents = [percent for _status, percent in seen]
    assert {status for status, _percent in seen} == {Status.UNPACKING}
    assert percents == sorted(percents)
    assert 50 < percents[-1] < 100


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


def test_memory_does_not_grow_with_the_package(cast, importing):
    film = io.BytesIO()
    with zipfile.ZipFile(film, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest())
        archive.writestr("a.html", "<p>a</p>")
        archive.writestr("film.mp4", b"\0" * (64 * 1024 * 1024))
    upload(cast, film)
    del film

    tracemalloc.start()
    try:
        assert importing() == 1
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 8 * 1024 * 1024


def test_the_worker_takes_up_what_waits_and_says_so_when_it_cannot(cast, monkeypatch, caplog):
    upload(cast, scorm())
    assert worker.import_quietly()
    assert PackageVersion.objects.get().status == Status.READY

    def broken():
        raise RuntimeError("no database")

    monkeypatch.setattr(services, "import_waiting", broken)
    assert not worker.import_quietly()
    assert "could not be imported" in caplog.text


def test_an_upload_is_imported_after_its_commit(
    cast, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        upload(cast, scorm())
        assert PackageVersion.objects.get().status == Status.WAITING
    assert PackageVersion.objects.get().status == Status.READY
    assert not [name for name in storages["private"].listdir(UPLOADS)[1] if "kurs" in name]


def test_a_version_that_is_ready_is_left_alone(cast, importing):
    package = ContentPackage.objects.create(title="Fertig", collection=cast.bochum.collection)
    version = PackageVersionFactory(package=package, due_at=timezone.now() - timedelta(days=1))
    assert importing() == 0
    assert version.open_file("index.html").read() == b"<!DOCTYPE html>"
