"""XML as tools write it, in the encodings that they say and others; and XML that is not read."""

import codecs

import pytest

from tests.training.packages.manifests import (
    RESOURCE,
    codes,
    first,
    manifest,
    read,
)

LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?>'
SAYS_UTF8 = '<?xml version="1.0" encoding="UTF-8"?>'
SAYS_UTF16 = '<?xml version="1.0" encoding="UTF-16"?>'
SAYS_UTF32 = '<?xml version="1.0" encoding="UTF-32"?>'
UMLAUTS = "Übung – für alle"


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
        (manifest(title=UMLAUTS, declaration=SAYS_UTF32).encode("utf-32"), []),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF32).encode("utf-32-le"), []),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF32).encode("utf-32-be"), []),
        (codecs.BOM_UTF32_BE + manifest(title=UMLAUTS).encode("utf-32-be"), ["encoding"]),
        (manifest(title=UMLAUTS, declaration="").encode("utf-32"), []),
        (manifest(title=UMLAUTS, declaration=SAYS_UTF32).encode(), ["encoding"]),
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


@pytest.mark.parametrize("page", ["IBM037", "IBM273", "IBM500", "IBM1140"])
def test_manifests_of_mainframes(page):
    """Code pages of EBCDIC, of which 273 is Germany's; the letters of a declaration are alike."""
    text = manifest(title="Übung für alle", declaration=f'<?xml version="1.0" encoding="{page}"?>')

    report = read(text.encode(page))

    assert report.title == "Übung für alle"
    assert codes(report) == []


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
