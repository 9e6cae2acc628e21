"""What is read of a manifest as a whole: its version, its table of contents, its items."""

import json

import pytest

from tests.training.packages.manifests import (
    FILES,
    ITEM,
    NAMESPACES_2004,
    codes,
    first,
    manifest,
    organization,
    read,
)


def test_a_clean_package():
    report = read(manifest())

    assert (report.kind, report.version, report.title) == ("scorm", "1.2", "Kurs")
    assert report.is_launchable
    assert report.problems == ()
    assert report.files == {"imsmanifest.xml": report.files["imsmanifest.xml"]} | {
        name: len(content) for name, content in FILES.items()
    }
    item = first(report)
    assert (item["identifier"], item["title"], item["visible"]) == ("I1", "Eins", True)
    assert (item["launch"], item["file"], item["scorm_type"]) == ("a.html", "a.html", "sco")
    assert item["sequencing"] is None
    json.dumps(report.manifest)


@pytest.mark.parametrize(
    ("said", "version", "noted"),
    [
        ("1.2", "1.2", []),
        (" 1.2\n", "1.2", []),
        ("SCORM 1.2", "1.2", []),
        ("CAM 1.3", "2004 2nd Edition", []),
        ("2004 3rd Edition", "2004 3rd Edition", []),
        ("2004 3rd edition", "2004 3rd Edition", []),
        ("2004 4th Edition", "2004 4th Edition", []),
        ("2004", "2004 3rd Edition", []),
        ("", "1.2", ["version-missing"]),
        ("9.9", "1.2", ["version-unknown"]),
    ],
)
def test_versions(said, version, noted):
    report = read(manifest(version=said))

    assert report.version == report.manifest["version"] == version
    assert codes(report) == noted
    assert report.is_launchable


@pytest.mark.parametrize(
    ("rest", "version"),
    [
        ("", "2004 3rd Edition"),
        ('<adlcp:completionThreshold completedByMeasure="true"/>', "2004 4th Edition"),
    ],
)
def test_versions_by_their_looks(rest, version):
    assert read(manifest(version="", namespaces=NAMESPACES_2004, rest=rest)).version == version


@pytest.mark.parametrize(
    ("organizations", "title", "noted"),
    [
        (organization(), "Kurs", []),
        (organization().replace('default="O"', ""), "Kurs", []),
        (organization().replace('default="O"', 'default="X"'), "Kurs", ["organization-default"]),
        (
            '<organizations default="B"><organization identifier="A"><title>A</title>'
            f'</organization><organization identifier="B"><title>B</title>{ITEM}</organization>'
            "</organizations>",
            "B",
            ["organizations"],
        ),
        ("<organizations/>", "Start", ["no-items"]),
        ("", "Start", ["no-items"]),
        (organization(title=""), "Eins", []),
        (organization(items=""), "Kurs", ["no-items"]),
    ],
)
def test_organizations(organizations, title, noted):
    report = read(manifest(organizations=organizations))

    assert report.is_launchable
    assert (report.title, codes(report)) == (title, noted)
    assert first(report)["launch"] == "a.html"


def test_title_of_the_metadata():
    lom = "<lom><general><title><string>Aus der Beschreibung</string></title></general></lom>"
    content = manifest(title="").replace("</metadata>", f"{lom}</metadata>")

    assert read(content).title == "Aus der Beschreibung"


def test_nested_items():
    items = (
        '<item identifier="F"><title>Ordner</title>'
        f'{ITEM}<item identifier="I2" identifierref="R1" isvisible="false"><title>Zwei</title>'
        '</item></item><item identifier="L"><title>Überschrift</title></item>'
    )

    folder, heading = read(manifest(items=items)).manifest["items"]

    assert (folder["launch"], folder["file"], folder["scorm_type"]) == (None, None, None)
    assert [(item["identifier"], item["visible"]) for item in folder["items"]] == [
        ("I1", True),
        ("I2", False),
    ]
    assert (heading["launch"], heading["items"]) == (None, [])


def test_identifiers_are_made_unique():
    items = f"{ITEM}{ITEM}<item identifierref='R1'><title>Drei</title></item>"

    report = read(manifest(items=items))

    assert [item["identifier"] for item in report.manifest["items"]] == ["I1", "I1-2", "item-3"]
    assert codes(report) == ["item-identifier", "item-identifier"]


def test_the_organization_has_an_identifier_of_its_own():
    assert read(manifest()).manifest["identifier"] == "O"
    assert read(manifest(organizations="")).manifest["identifier"] == "organization"
    same = read(manifest(items=ITEM.replace("I1", "O")))
    assert same.manifest["identifier"] == "O-organization"
    assert first(same)["identifier"] == "O"


def test_items_without_title():
    report = read(manifest(items='<item identifier="I1" identifierref="R1"/>'))

    assert first(report)["title"] == "Abschnitt 1"
    assert codes(report) == ["title-missing"]
