"""Files of a resource that stand in other resources."""

import pytest

from tests.training.packages.manifests import ITEM, codes, first, manifest, read

FILES = {"a.html": "<p>a</p>", "js/api.js": "", "js/jquery.js": ""}


def resource(name, *needs, href="", files=(), kind="asset") -> str:
    listed = "".join(f'<file href="{file}"/>' for file in files)
    needed = "".join(f'<dependency identifierref="{need}"/>' for need in needs)
    started = f'href="{href}"' if href else ""
    return (
        f'<resource identifier="{name}" type="webcontent" adlcp:scormtype="{kind}" {started}>'
        f"{listed}{needed}</resource>"
    )


def sco(*needs, files=("a.html",), href="a.html") -> str:
    return resource("R1", *needs, href=href, files=files, kind="sco")


def test_whole_packages_have_no_problem():
    resources = (
        sco("R2")
        + resource("R2", "R3", files=["js/api.js"])
        + resource("R3", files=["js/jquery.js"])
    )

    report = read(manifest(resources=resources), FILES)

    assert report.problems == ()
    assert (first(report)["file"], first(report)["scorm_type"]) == ("a.html", "sco")


def test_a_dependency_that_does_not_exist_is_said_with_its_line():
    report = read(manifest(resources=f"\n\n{sco('R9')}"), FILES)

    (problem,) = report.problems
    assert (problem.code, problem.where) == ("dependency-missing", "imsmanifest.xml, Zeile 3")
    assert "„R9“" in problem.sentence
    assert problem.remedy
    assert report.is_launchable


def test_files_that_are_listed_and_not_there_are_said():
    resources = sco("R2", files=["a.html", "bild.png"]) + resource("R2", files=["js/fehlt.js"])

    report = read(manifest(resources=resources), FILES)

    assert codes(report) == ["listed-file-missing"] * 2
    assert "„bild.png“" in report.problems[0].sentence
    assert "„js/fehlt.js“" in report.problems[1].sentence
    assert report.is_launchable


@pytest.mark.parametrize(
    "files",
    [
        ["JS/API.js"],
        ["js\\api.js"],
        ["js/api.js?x=1"],
        ["js%2Fapi.js"],
        ["https://cdn.example.org/x.js"],
        [""],
    ],
)
def test_files_that_are_there_under_another_spelling(files):
    assert read(manifest(resources=sco(files=files)), FILES).problems == ()


def test_what_nobody_starts_is_not_looked_at():
    resources = sco() + resource("ALT", "R9", files=["weg.png"])

    assert read(manifest(resources=resources), FILES).problems == ()


@pytest.mark.parametrize(
    "resources",
    [
        sco("R1"),
        sco("R2") + resource("R2", "R3") + resource("R3", "R1", "R2"),
    ],
)
def test_circles_end(resources):
    report = read(manifest(resources=resources), FILES)

    assert report.problems == ()
    assert first(report)["launch"] == "a.html"


def test_a_page_in_another_resource():
    resources = sco("R2", href="", files=[]) + resource("R2", "R3", files=["a.html"])
    resources += resource("R3", "R1", files=["js/api.js"])

    report = read(manifest(resources=resources), FILES)

    assert report.problems == ()
    assert (first(report)["file"], first(report)["scorm_type"]) == ("a.html", "sco")


def test_no_page_is_guessed_of_several():
    resources = sco("R2", "R3", href="", files=[])
    resources += resource("R2", href="a.html") + resource("R3", href="b.html")

    report = read(manifest(resources=resources), FILES | {"b.html": ""})

    assert codes(report)[0] == "resource-without-href"
    assert not report.is_launchable


def test_long_chains_end():
    length = 20_000
    resources = sco("D0") + "".join(resource(f"D{n}", f"D{n + 1}") for n in range(length))
    items = ITEM + "".join(
        f'<item identifier="X{n}" identifierref="D{n}"><title>{n}</title></item>'
        for n in range(500)
    )

    report = read(manifest(items=items, resources=resources), FILES)

    assert {"dependency-missing", "resource-without-href"} <= set(codes(report))
    assert not report.is_launchable
