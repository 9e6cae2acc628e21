"""Manifests within the manifest (IMS Content Packaging): what items refer to, and what is shown."""

import pytest

from tests.training.packages.manifests import (
    ITEM,
    RESOURCE,
    codes,
    first,
    manifest,
    organization,
    read,
)
from training.packages.reading.items import walk

TO_INNER = '<item identifier="TEIL" identifierref="N"><title>Teil</title></item>'


def inner(name="N", items=ITEM, resources=RESOURCE, *, rest="", base="", title="Innen") -> str:
    organizations = organization(items, title) if items else ""
    return (
        f'<manifest identifier="{name}" {base}>{organizations}'
        f"<resources>{resources}</resources>{rest}</manifest>"
    )


def outline(report) -> list:
    """Identifiers and files, as deep as they are nested."""

    def shown(items):
        return [(item["identifier"], item["file"], shown(item["items"])) for item in items]

    return shown(report.manifest["items"])


def test_an_item_that_refers_to_a_manifest_has_its_items_below_it():
    report = read(manifest(items=TO_INNER, resources="", collection=inner()))

    assert report.problems == ()
    assert outline(report) == [("TEIL", None, [("I1", "a.html", [])])]
    assert first(report)["title"] == "Teil"


def test_an_item_without_title_has_that_of_the_manifest():
    items = TO_INNER.replace("<title>Teil</title>", "")

    assert first(read(manifest(items=items, collection=inner())))["title"] == "Innen"


def test_an_item_may_refer_to_a_resource_further_in():
    collection = inner("N", "", "", rest=inner("O", "", RESOURCE.replace("R1", "TIEF")))

    report = read(manifest(items=ITEM.replace("R1", "TIEF"), resources="", collection=collection))

    assert report.problems == ()
    assert first(report)["file"] == "a.html"


def test_each_manifest_means_its_own_resource_first():
    other = RESOURCE.replace("a.html", "b/c.html")
    items = ITEM.replace("I1", "AUSSEN") + TO_INNER

    report = read(manifest(items=items, collection=inner(resources=other)))

    assert report.problems == ()
    assert outline(report) == [("AUSSEN", "a.html", []), ("TEIL", None, [("I1", "b/c.html", [])])]


def test_a_manifest_may_use_a_resource_around_it():
    report = read(manifest(items=TO_INNER, collection=inner(resources="")))

    assert report.problems == ()
    assert outline(report) == [("TEIL", None, [("I1", "a.html", [])])]


def test_a_manifest_without_organization_is_its_only_page():
    report = read(manifest(items=TO_INNER, resources="", collection=inner(items="")))

    assert report.problems == ()
    assert outline(report) == [("TEIL", "a.html", [])]


def test_bases_of_all_manifests_around_a_resource():
    deep = inner(
        "O", resources=RESOURCE.replace("<resource ", '<resource xml:base="z/" '),
        base='xml:base="y/"',
    )  # fmt: skip
    content = manifest(
        items=TO_INNER.replace('"N"', '"O"'),
        collection=inner(items="", resources="", rest=deep, base='xml:base="x"'),
    ).replace("<manifest ", '<manifest xml:base="w/" ', 1)

    report = read(content, {"w/x/y/z/a.html": "", "a.html": ""})

    assert report.problems == ()
    assert first(report)["items"][0]["launch"] == "w/x/y/z/a.html"


def test_a_manifest_used_twice_has_identifiers_of_its_own_each_time():
    pair = (
        ITEM + ITEM.replace('"I1"', '"I2"').replace("</item>", "")
        + "<adlcp:prerequisites>I1</adlcp:prerequisites></item>"
    )  # fmt: skip
    items = TO_INNER + TO_INNER.replace("TEIL", "NOCHMAL")

    report = read(manifest(items=items, collection=inner(items=pair)))

    found = {item["identifier"]: item["prerequisites"] for item in walk(report.manifest["items"])}
    assert found["I2"] == "I1"
    assert found["I2-2"] == "I1-2"
    assert "prerequisites" not in codes(report)


def test_a_manifest_that_only_holds_another_is_that_one():
    report = read(manifest(organizations="<organizations/>", resources="", collection=inner()))

    assert report.problems == ()
    assert (report.title, outline(report)) == ("Innen", [("I1", "a.html", [])])


def test_a_manifest_that_only_holds_others_has_a_section_for_each():
    collection = inner("N", title="Erster") + inner("N", title="Zweiter") + inner("")

    report = read(manifest(organizations="<organizations/>", resources="", collection=collection))

    assert report.is_launchable
    sections = report.manifest["items"]
    assert [section["title"] for section in sections] == ["Erster", "Zweiter", "Innen"]
    assert [section["items"][0]["file"] for section in sections] == ["a.html"] * 3


@pytest.mark.parametrize("version", ["1.2", "2004 4th Edition"])
def test_what_no_item_refers_to_is_said(version):
    report = read(manifest(version=version, collection=inner()))

    assert codes(report) == ["submanifest"]
    assert report.is_launchable


def test_the_sequencing_of_the_manifest_holds_where_the_item_has_none():
    own = '<imsss:sequencing><imsss:controlMode flow="true"/></imsss:sequencing>'
    within = inner().replace("</organization>", f"{own}</organization>")

    report = read(manifest(version="2004 3rd Edition", items=TO_INNER, collection=within))

    assert first(report)["sequencing"]["sequencingControls"]["flow"] is True


@pytest.mark.parametrize(
    "collection",
    [
        inner(items=TO_INNER),
        inner(items=TO_INNER.replace('"N"', '"O"')) + inner("O", items=TO_INNER),
    ],
)
def test_circles_end(collection):
    report = read(manifest(items=TO_INNER, collection=collection))

    assert not report.is_launchable
    assert "manifest-circle" in codes(report)
    assert all(problem.remedy for problem in report.problems)


def test_a_manifest_with_nothing_to_start():
    report = read(manifest(items=TO_INNER, collection=inner(items="", resources="")))

    assert "resource-without-href" in codes(report)
    assert not report.is_launchable


def chain(length: int, twice: bool = False) -> str:
    """Manifests of which each refers to the next one, perhaps twice."""
    link = '<item identifier="X" identifierref="N{}"/>'
    return "".join(
        inner(f"N{number}", link.format(number + 1) * (1 + twice), "")
        for number in range(length)
    )  # fmt: skip


def test_a_long_text_again_and_again():
    items = '<item identifier="X" identifierref="N"/>' * 300

    report = read(manifest(items=items, collection=inner(title="x" * 100_000)))

    assert not report.is_launchable
    assert "items-too-large" in codes(report)


@pytest.mark.parametrize(
    ("collection", "code"),
    [
        (chain(199), "items-too-deep"),
        (chain(40, twice=True), "too-many-items"),
        (chain(250), "too-many-manifests"),
    ],
)
def test_no_end_of_manifests(collection, code):
    items = TO_INNER.replace('"N"', '"N0"')

    report = read(manifest(items=items, collection=collection))

    assert not report.is_launchable
    assert code in codes(report)
