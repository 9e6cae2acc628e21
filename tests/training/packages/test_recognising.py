"""What an archive is, where its manifest lies, and what other archives are told."""

import pytest

from tests.training.packages.archives import zipped
from tests.training.packages.manifests import FILES, codes, first, manifest
from training.packages.reading.package import read_package

MANIFEST = {"imsmanifest.xml": manifest()} | FILES


def moved(folder: str, files: dict = MANIFEST) -> dict:
    return {f"{folder}{name}": content for name, content in files.items()}


def test_a_package_in_a_folder():
    report = read_package(zipped(moved("kurs/") | {"liesmich.txt": ""}))

    assert report.is_launchable
    assert codes(report) == ["in-folder"]
    assert report.root == "kurs/"
    assert set(report.files) == set(MANIFEST)
    assert first(report)["file"] == "a.html"


def test_a_manifest_in_capitals():
    report = read_package(zipped({"IMSManifest.XML": manifest()} | FILES))

    assert report.is_launchable
    assert codes(report) == ["manifest-case"]


def test_scorm_around_h5p_is_scorm():
    assert read_package(zipped(MANIFEST | {"h5p.json": "{}"})).kind == "scorm"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "empty"),
        ({"bild.png": ""}, "no-manifest"),
        ({"index.html": ""}, "web-page"),
        ({"cmi5.xml": ""}, "cmi5"),
        ({"tincan.xml": "", "index.html": ""}, "xapi"),
        ({"kurs.crs": "", "kurs.au": "", "kurs.des": "", "kurs.cst": ""}, "aicc"),
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "office"),
        ({"mimetype": "", "META-INF/container.xml": ""}, "epub"),
        ({"moodle_backup.xml": ""}, "moodle"),
        ({"kurs.zip": ""}, "archive-in-archive"),
        (moved("a/b/"), "manifest-too-deep"),
        (moved("a/") | moved("b/"), "several-packages"),
    ],
)
def test_archives_that_are_no_package(files, code):
    report = read_package(zipped(files))

    assert not report.is_launchable
    assert codes(report) == [code]
    assert report.problems[0].remedy


def test_damage_that_only_unpacking_shows(tmp_path):
    data = zipped({"imsmanifest.xml": manifest()} | FILES, 0).getvalue().replace(b"<p>c", b"<p>d")
    path = tmp_path / "kurs.zip"
    path.write_bytes(data)

    assert codes(read_package(path)) == ["damaged"]
    assert read_package(path, verify=False).is_launchable
