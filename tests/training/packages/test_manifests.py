"""Manifests of real tools: what is read of them, and what is only noted."""

import json

import pytest

from tests.training.packages.manifests import (
    FILES,
    ITEM,
    NAMESPACES_2004,
    RESOURCE,
    codes,
    first,
    manifest,
    organization,
    read,
)

LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?>'
SAYS_UTF8 = '<?xml version="1.0" encoding="UTF-8"?>'
SAYS_UTF16 = '<?xml version="1.0" encoding="UTF-16"?>'
UMLAUTS = "Übung – für alle"


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
    ("content", "noted"),
    [
        (manifest(title=UMLAUTS).encode(), []),
        (manifest(title=UMLAUTS).encode("utf-8-sig"), []),
        (("\n " + manifest(title=UMLAUTS)).encode(), []),
        (manifest(title=UMLAUTS, declaration="").encode(), []),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF16).encode("utf-16"), []),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF16).encode("utf-16-be"), []),
        (manifest(title=UMLAUTS, declaration="").encode("utf-16"), []),
        (manifest(title=UMLAUTS, declaration=LATIN).encode("cp1252"), []),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF16).encode(), ["encoding"]),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF8).encode("utf-16"), ["encoding"]),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF8).encode("cp1252"), ["encoding"]),
        (manifest(title="&#220;bung &ndash; f&uuml;r  alle").encode(), []),
    ],
)
def test_encodings(content, noted):
    report = read(content)

    assert report.title == UMLAUTS
    assert codes(report) == noted


@pytest.mark.parametrize(
    "content",
    [
        manifest(namespaces=""),
        manifest(namespaces='xmlns="urn:falsch" xmlns:adlcp="urn:auch"'),
        manifest().replace("adlcp:", "x:").replace("xmlns:x", "xmlns:y"),
        manifest().replace("<", "<cp:").replace("<cp:/", "</cp:").replace("<cp:?", "<?"),
        manifest(resources=RESOURCE.replace("scormtype", "scormType")),
        manifest(resources=RESOURCE.replace('"sco"', '"SCO"')),
        manifest().replace("<manifest", '<!DOCTYPE manifest SYSTEM "ims.dtd"><manifest'),
        manifest().replace("<item", "<!-- Kommentar --><item"),
    ],
)
def test_odd_xml_is_read(content):
    report = read(content)

    assert report.problems == ()
    assert (first(report)["launch"], first(report)["scorm_type"]) == ("a.html", "sco")


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("<manifest>", "xml-malformed", "imsmanifest.xml"),
        (manifest().replace("<title>", "<title>A & B"), "xml-malformed", "imsmanifest.xml"),
        ("", "xml-malformed", "imsmanifest.xml"),
        ("<html/>", "no-manifest", "imsmanifest.xml"),
        ("<a>" * 200 + "</a>" * 200, "xml-too-large", "imsmanifest.xml"),
        ("<a>" + "<b/>" * 100_000 + "</a>", "xml-too-large", "imsmanifest.xml"),
        (
            '<!DOCTYPE m [<!ENTITY a "1"><!ENTITY b "&a;&a;">]><manifest>&b;</manifest>',
            "xml-entities",
            "imsmanifest.xml",
        ),
        (
            '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><manifest>&a;</manifest>',
            "xml-entities",
            "imsmanifest.xml",
        ),
        (
            '<!DOCTYPE m [<!ENTITY % a SYSTEM "http://x/y">%a;]><manifest/>',
            "xml-entities",
            "imsmanifest.xml",
        ),
    ],
)
def test_xml_that_is_not_read(content, code, place):
    report = read(content)

    assert not report.is_launchable
    assert [(problem.code, problem.where) for problem in report.problems] == [(code, place)]


@pytest.mark.parametrize(
    ("schema", "name"),
    [("IMS Common Cartridge", "IMS Common Cartridge"), ("QTIv2.1 Package", "IMS QTI")],
)
def test_packages_of_other_standards_are_named(schema, name):
    (problem,) = read(manifest().replace("ADL SCORM", schema)).problems

    assert (problem.code, problem.is_fatal) == ("other-schema", True)
    assert name in problem.sentence


def test_a_mistake_has_its_line():
    (problem,) = read(manifest().replace("<item", "\n\n<item<")).problems

    assert problem.sentence == "Die Datei ist kein gültiges XML (Zeile 3)."


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


@pytest.mark.parametrize(
    ("items", "resources", "code"),
    [
        (ITEM.replace("R1", "R9"), RESOURCE, "resource-missing"),
        (ITEM, RESOURCE.replace('href="a.html"', ""), "resource-without-href"),
        (ITEM, RESOURCE.replace("a.html", "fehlt.html"), "file-missing"),
        (ITEM, RESOURCE.replace("a.html", "../a.html"), "file-missing"),
        (ITEM, RESOURCE.replace("a.html", "https://example.org/a.html"), "foreign-address"),
        (ITEM, RESOURCE.replace("a.html", "//example.org/a.html"), "foreign-address"),
        (ITEM, RESOURCE.replace("a.html", "javascript:alert(1)"), "foreign-address"),
        (ITEM, RESOURCE.replace("a.html", "C:\\kurs\\a.html"), "foreign-address"),
        ('<item identifier="I"><title>Nur Text</title></item>', RESOURCE, "nothing-to-launch"),
    ],
)
def test_items_that_cannot_start(items, resources, code):
    report = read(manifest(items=items, resources=resources))

    assert not report.is_launchable
    assert code in codes(report)
    problem = next(each for each in report.problems if each.code == code)
    assert problem.where.startswith("imsmanifest.xml")


def test_flash_is_refused():
    report = read(manifest(resources=RESOURCE.replace("a.html", "a.swf")), {"a.swf": ""})

    assert codes(report) == ["flash"]
    assert not report.is_launchable


def test_many_problems_of_one_kind_are_counted():
    report = read(manifest(items=ITEM.replace("R1", "R9") + ITEM.replace("R1", "R8") * 14))

    fatal = [problem for problem in report.problems if problem.code == "resource-missing"]
    assert len(fatal) == 11
    assert fatal[-1].sentence == "Dasselbe an 5 weiteren Stellen."


def test_nothing_is_launched_twice_by_guess():
    report = read(
        manifest(
            organizations="<organizations/>", resources=RESOURCE + RESOURCE.replace("R1", "R2")
        )
    )

    assert codes(report) == ["no-items"]
    assert not report.is_launchable


@pytest.mark.parametrize(
    ("resources", "kind", "noted"),
    [
        (RESOURCE.replace('"sco"', '"asset"'), "asset", []),
        (RESOURCE.replace('adlcp:scormtype="sco"', ""), "sco", ["scormtype-missing"]),
        (
            RESOURCE.replace('adlcp:scormtype="sco"', "") + RESOURCE.replace("R1", "R2"),
            "asset",
            [],
        ),
        (RESOURCE + RESOURCE.replace("a.html", "b/c.html"), "sco", ["duplicate-resource"]),
        (
            RESOURCE.replace('href="a.html"/>', '><file href="a.html"/><file href="a.js"/>')
            + "</resource>",
            "sco",
            [],
        ),
    ],
)
def test_kinds_of_resources(resources, kind, noted):
    report = read(manifest(resources=resources))

    assert (first(report)["scorm_type"], first(report)["file"]) == (kind, "a.html")
    assert codes(report) == noted


def test_a_manifest_in_the_manifest():
    inner = '<manifest identifier="N"><organizations/><resources/></manifest>'

    report = read(manifest(collection=inner))

    assert codes(report) == ["submanifest"]
    assert report.is_launchable


def test_values_of_scorm_12():
    item = ITEM.replace(
        "</item>",
        '<adlcp:prerequisites type="aicc_script">I1&amp;~I1</adlcp:prerequisites>'
        "<adlcp:maxtimeallowed>01:30:00</adlcp:maxtimeallowed>"
        "<adlcp:timelimitaction>exit, no message</adlcp:timelimitaction>"
        "<adlcp:datafromlms> level=2 </adlcp:datafromlms>"
        "<adlcp:masteryscore>80</adlcp:masteryscore></item>",
    )

    report = read(manifest(items=item))

    assert report.problems == ()
    item = first(report)
    assert item["prerequisites"] == "I1&~I1"
    assert item["max_time_allowed"] == "01:30:00"
    assert item["time_limit_action"] == "exit,no message"
    assert item["data_from_lms"] == "level=2"
    assert item["mastery_score"] == 80


@pytest.mark.parametrize(
    ("element", "name", "code"),
    [
        ("<adlcp:masteryscore>viel</adlcp:masteryscore>", "mastery_score", "item-value"),
        ("<adlcp:masteryscore>120</adlcp:masteryscore>", "mastery_score", "item-value"),
        ("<adlcp:masteryscore>nan</adlcp:masteryscore>", "mastery_score", "item-value"),
        ("<adlcp:maxtimeallowed>1h</adlcp:maxtimeallowed>", "max_time_allowed", "item-value"),
        ("<adlcp:timelimitaction>x</adlcp:timelimitaction>", "time_limit_action", "item-value"),
    ],
)
def test_values_that_are_none(element, name, code):
    report = read(manifest(items=ITEM.replace("</item>", f"{element}</item>")))

    assert first(report)[name] is None
    assert codes(report) == [code]
    assert report.is_launchable


@pytest.mark.parametrize("script", ["I9", "I1&I9", "3*{I1,I9}"])
def test_prerequisites_of_nothing(script):
    element = f"<adlcp:prerequisites>{script.replace('&', '&amp;')}</adlcp:prerequisites>"

    report = read(manifest(items=ITEM.replace("</item>", f"{element}</item>")))

    assert codes(report) == ["prerequisites"]
    assert "„I9“" in report.problems[0].sentence
