"""What a manifest calls a file, and which file that is."""

import pytest

from tests.training.packages.manifests import ITEM, RESOURCE, codes, first, manifest, read


def launched(href: str, name: str, *, parameters: str = "", base: str = ""):
    """The report of a package with one file of that name, started by that href."""
    item = ITEM.replace("<item", f'<item parameters="{parameters}"') if parameters else ITEM
    resource = RESOURCE.replace("a.html", href).replace("<resource ", f"<resource {base} ")
    return read(manifest(items=item, resources=resource), {name: "x"})


@pytest.mark.parametrize(
    ("href", "name", "launch"),
    [
        ("a.html", "a.html", "a.html"),
        (" a.html ", "a.html", "a.html"),
        ("./a.html", "a.html", "a.html"),
        ("/a.html", "a.html", "a.html"),
        ("x/../a.html", "a.html", "a.html"),
        ("x\\a.html", "x/a.html", "x/a.html"),
        ("x/a.html", "x\\a.html", "x/a.html"),
        ("a%20b.html", "a b.html", "a%20b.html"),
        ("a b.html", "a b.html", "a%20b.html"),
        ("100%.html", "100%.html", "100%25.html"),
        ("%C3%BCben.html", "üben.html", "%C3%BCben.html"),
        ("a.html?x=1", "a.html", "a.html?x=1"),
        ("a.html?x=1&amp;y=a b#s 1", "a.html", "a.html?x=1&y=a%20b#s%201"),
        ("a#b.html", "a#b.html", "a%23b.html"),
        ("Teil%3A1.html", "Teil:1.html", "Teil%3A1.html"),
    ],
)
def test_exact(href, name, launch):
    report = launched(href, name)

    assert first(report)["launch"] == launch
    assert report.problems == ()


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("index.html", "Index.HTML"),
        ("u\u0308ben.html", "üben.html"),
        ("Übung.html", "übung.html"),
    ],
)
def test_similar(href, name):
    report = launched(href, name)

    assert first(report)["file"] == name
    assert codes(report) == ["name-differs"]
    assert report.is_launchable


@pytest.mark.parametrize(
    ("href", "parameters", "launch"),
    [
        ("a.html", "x=1", "a.html?x=1"),
        ("a.html", "?x=1", "a.html?x=1"),
        ("a.html", "&amp;x=1", "a.html?x=1"),
        ("a.html?y=2", "?x=1", "a.html?y=2&x=1"),
        ("a.html", "#s", "a.html#s"),
        ("a.html#t", "#s", "a.html#t"),
        ("a.html#t", "x=1", "a.html?x=1#t"),
        ("a.html", "x=1#s", "a.html?x=1#s"),
    ],
)
def test_parameters(href, parameters, launch):
    assert first(launched(href, "a.html", parameters=parameters))["launch"] == launch


@pytest.mark.parametrize("base", ["x/", "x", "./x/", "/x/", "x\\"])
def test_base(base):
    assert first(launched("a.html", "x/a.html", base=f'xml:base="{base}"'))["file"] == "x/a.html"


def test_bases_of_all_levels():
    content = (
        manifest(resources=RESOURCE.replace("<resource ", '<resource xml:base="z/" '))
        .replace("<manifest ", '<manifest xml:base="x/" ')
        .replace("<resources>", '<resources xml:base="y/">')
    )

    assert first(read(content, {"x/y/z/a.html": "", "a.html": ""}))["file"] == "x/y/z/a.html"


def test_base_on_a_server():
    report = launched("a.html", "a.html", base='xml:base="https://example.org/"')

    assert codes(report)[0] == "foreign-address"
    assert not report.is_launchable
