"""H5P files: what is taken, and what is refused as H5P's own core would."""

import json

import pytest
from django.conf import settings

from tests.training.packages.archives import zipped
from tests.training.packages.manifests import codes
from training.packages.reading.h5p_libraries import CORE_API
from training.packages.reading.package import read_package

MAIN = {
    "title": "Eine Frage",
    "language": "de",
    "mainLibrary": "H5P.Frage",
    "embedTypes": ["iframe"],
    "preloadedDependencies": [
        {"machineName": "H5P.Frage", "majorVersion": 1, "minorVersion": 2},
        {"machineName": "H5P.Hilfe", "majorVersion": "1", "minorVersion": "0"},
    ],
}


def library(name: str, major: int = 1, minor: int = 0, **more) -> dict:
    return {
        "title": name,
        "machineName": name,
        "majorVersion": major,
        "minorVersion": minor,
        "patchVersion": 3,
        "runnable": 1,
        **more,
    }


def h5p(*, main: object = MAIN, content: object = None, files=None, without: str = ""):
    """The report of a whole file. `files` adds and replaces; `without` is how names begin."""
    parts = {
        "h5p.json": main,
        "content/content.json": {"frage": "Ja?"} if content is None else content,
        "content/images/bild.png": b"PNG",
        "H5P.Frage-1.2/library.json": library(
            "H5P.Frage",
            minor=2,
            preloadedJs=[{"path": "frage.js"}],
            preloadedCss=[{"path": "styles/frage.css"}],
            preloadedDependencies=MAIN["preloadedDependencies"],
            coreApi={"majorVersion": 1, "minorVersion": 27},
        ),
        "H5P.Frage-1.2/frage.js": b"",
        "H5P.Frage-1.2/styles/frage.css": b"",
        "H5P.Frage-1.2/semantics.json": [],
        "H5P.Frage-1.2/language/de.json": {"semantics": []},
        "H5P.Hilfe-1.0/library.json": library("H5P.Hilfe"),
        "H5P.Hilfe-1.0/icon.svg": b"<svg/>",
    }
    kept = {
        name: part for name, part in parts.items() if not without or not name.startswith(without)
    }
    return read_package(
        zipped(
            {
                name: part if isinstance(part, bytes) else json.dumps(part)
                for name, part in (kept | (files or {})).items()
            }
        )
    )


def test_a_whole_file():
    report = h5p()

    assert report.problems == ()
    assert (report.kind, report.version, report.title) == (
        "h5p",
        "H5P.Frage 1.2",
        "Eine Frage",
    )
    assert report.manifest["file"] is None
    assert report.manifest["items"] == []
    assert report.files["content/images/bild.png"] == 3


def test_texts_that_no_database_keeps():
    path = {"path": "\ud800\x00.png", "mime": "image/png"}

    report = h5p(main=MAIN | {"title": " Eine\x00 \ud800Frage\n"}, content=path)

    assert report.title == report.manifest["title"] == "Eine Frage"
    assert report.problems[0].sentence == "Der Inhalt zeigt „.png“, das in der Datei fehlt."


def test_folders_without_versions():
    renamed = {
        "H5P.Frage/library.json": library("H5P.Frage", minor=2),
        "H5P.Hilfe/library.json": library("H5P.Hilfe"),
    }

    assert h5p(without="H5P.", files=renamed).problems == ()


def test_only_what_h5p_unpacks():
    report = h5p(
        files={
            "boese.html": b"<script>",
            "content/.htaccess": b"x",
            "_private/a.js": b"x",
            "H5P.Frage-1.2/.git/config": b"x",
        }
    )

    assert report.is_launchable
    assert not {"boese.html", "content/.htaccess", "_private/a.js"} & set(report.files)
    assert "h5p.json" in report.files


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"main": b"{"}, "json-malformed", "h5p.json"),
        ({"main": b"\xff"}, "json-malformed", "h5p.json"),
        ({"main": []}, "json-malformed", "h5p.json"),
        ({"main": b"[" * 100_000}, "json-malformed", "h5p.json"),
        ({"main": {}}, "main-library", "h5p.json"),
        ({"main": MAIN | {"mainLibrary": "H5P.Andere"}}, "main-library", "h5p.json"),
        ({"main": MAIN | {"mainLibrary": ["H5P.Frage"]}}, "main-library", "h5p.json"),
        ({"main": MAIN | {"preloadedDependencies": "viele"}}, "main-library", "h5p.json"),
        ({"content": b"{"}, "json-malformed", "content/content.json"),
        ({"without": "content/content.json"}, "content-missing", ""),
        ({"without": "H5P.Frage-1.2/"}, "library-missing", "H5P.Frage-1.2"),
        ({"without": "H5P.Hilfe-1.0/"}, "library-missing", "H5P.Hilfe-1.0"),
        ({"without": "H5P.Hilfe-1.0/library"}, "library-description", "H5P.Hilfe-1.0"),
        ({"without": "H5P.Frage-1.2/frage.js"}, "library-file-missing", None),
        ({"without": "H5P.Frage-1.2/styles"}, "library-file-missing", None),
        ({"files": {"content/x.html": b""}}, "file-type", "content/x.html"),
        ({"files": {"content/x.js": b""}}, "file-type", "content/x.js"),
        ({"files": {"content/x.svg": b""}}, "file-type", "content/x.svg"),
        ({"files": {"content/x": b""}}, "file-type", "content/x"),
        ({"files": {"H5P.Hilfe-1.0/x.html": b""}}, "file-type", "H5P.Hilfe-1.0/x.html"),
        ({"files": {"H5P.Hilfe-1.0/x.php": b""}}, "file-type", "H5P.Hilfe-1.0/x.php"),
        (
            {"files": {"H5P.Hilfe-1.0/library.json": library("H5P.Fremde")}},
            "library-folder",
            "H5P.Hilfe-1.0",
        ),
        (
            {"files": {"H5P.Hilfe-1.0/library.json": {"machineName": "H5P.Hilfe"}}},
            "library-description",
            None,
        ),
        (
            {"files": {"H5P.Hilfe-1.0/language/de.json": b"x"}},
            "json-malformed",
            "H5P.Hilfe-1.0/language/de.json",
        ),
        (
            {"files": {"H5P.Unnoetig-1.0/library.json": b"x"}},
            "json-malformed",
            "H5P.Unnoetig-1.0/library.json",
        ),
    ],
)
def test_refused(changes, code, where):
    report = h5p(**changes)

    assert not report.is_launchable
    problem = next(each for each in report.problems if each.code == code)
    assert problem.is_fatal
    assert problem.remedy
    assert where is None or problem.where == where


@pytest.mark.parametrize(
    ("minor", "launchable"),
    [(28, True), (29, False)],
)
def test_core_that_the_player_has(minor, launchable):
    described = library("H5P.Hilfe", coreApi={"majorVersion": 1, "minorVersion": minor})

    report = h5p(files={"H5P.Hilfe-1.0/library.json": described})

    assert report.is_launchable is launchable
    assert codes(report) == ([] if launchable else ["core-too-new"])


def test_core_is_that_of_the_installed_player():
    """Nothing in h5p-standalone says which core it carries: who updates it looks it up."""
    installed = json.loads((settings.BASE_DIR / "package.json").read_text())["dependencies"]

    assert (installed["h5p-standalone"], CORE_API) == ("3.8.2", (1, 28))


@pytest.mark.parametrize(
    "path", ["../../h5p.json", "/frage.js", "https://example.org/x.js", "..\\x.js", 7, None]
)
def test_scripts_from_outside_a_library(path):
    described = library("H5P.Hilfe", preloadedJs=[{"path": path}])

    report = h5p(files={"H5P.Hilfe-1.0/library.json": described})

    assert codes(report) == ["library-file-missing"]
    assert not report.is_launchable


@pytest.mark.parametrize(
    ("path", "noted"),
    [
        ("images/bild.png", []),
        ("images/bild.png#tmp", []),
        ("images/fehlt.png", ["media-missing"]),
        ("https://example.org/film.mp4", ["media-elsewhere"]),
        ("//example.org/film.mp4", ["media-elsewhere"]),
        ("../../etc/passwd", ["media-missing"]),
    ],
)
def test_media(path, noted):
    report = h5p(content={"a": [{"b": {"path": path, "mime": "image/png"}}]})

    assert codes(report) == noted
    assert report.is_launchable


def test_libraries_that_need_each_other():
    needs = {"preloadedDependencies": MAIN["preloadedDependencies"]}

    report = h5p(files={"H5P.Hilfe-1.0/library.json": library("H5P.Hilfe", **needs)})

    assert report.problems == ()


def test_libraries_that_are_needed_in_the_second_step():
    needed = {"machineName": "H5P.Dritte", "majorVersion": 2, "minorVersion": 5}
    described = library("H5P.Hilfe", preloadedDependencies=[needed])

    report = h5p(files={"H5P.Hilfe-1.0/library.json": described})

    assert [problem.where for problem in report.problems] == ["H5P.Dritte-2.5"]
