"""An uploaded package is read beside the request and stored file by file."""

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
from tests.training.packages.archives import zipped
from tests.training.packages.manifests import manifest
from tests.training.packages.uploads import H5P, scorm, upload
from training.packages.files import package_storage
from training.packages.importing import services, worker
from training.packages.models import ContentPackage, Kind, PackageVersion, Status
from training.packages.services import UPLOADS, replace_package

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("title", "kept"), [("a\0b", "ab"), ("a\ud800b", "ab")])
def test_what_no_database_takes_is_left_out(cast, importing, title, kept):
    main = json.loads(H5P["h5p.json"]) | {"title": title}
    upload(cast, zipped({**H5P, "h5p.json": json.dumps(main)}), "begriffe.h5p")

    assert importing() == 1

    version = PackageVersion.objects.get()
    assert (version.package.title, version.manifest["title"]) == (kept, kept)


def test_a_title_that_somebody_gave_stays(cast, importing):
    upload(cast, scorm(), title="Rundgang für Neue")
    importing()
    assert ContentPackage.objects.get().title == "Rundgang für Neue"


def test_a_new_version_has_files_of_its_own(cast, importing):
    first = upload(cast, scorm())
    importing()
    file = SimpleUploadedFile("neu.zip", scorm(**{"a.html": "<p>neu</p>"}).getvalue())
    replace_package(package=first.package, file=file)

    assert importing() == 1

    new, old = PackageVersion.objects.all()
    assert new.open_file("a.html").read() == b"<p>neu</p>"
    assert old.open_file("a.html").read() == b"<p>a</p>"


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


def test_the_worker_takes_up_what_waits_and_says_so_when_it_cannot(
    cast, importing, monkeypatch, caplog
):
    upload(cast, scorm())
    assert worker.importer.attempt()
    assert PackageVersion.objects.get().status == Status.READY

    def broken():
        raise RuntimeError("no database")

    monkeypatch.setattr(services, "import_waiting", broken)
    assert not worker.importer.attempt()
    assert "could not be imported" in caplog.text


def test_an_upload_is_imported_after_its_commit(cast, django_capture_on_commit_callbacks):
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
