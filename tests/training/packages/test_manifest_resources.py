"""What an item starts: resources as tools write them, and items that cannot start."""

import pytest

from tests.training.packages.manifests import (
    ITEM,
    RESOURCE,
    codes,
    first,
    manifest,
    read,
)


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
            ["listed-file-missing"],
        ),
    ],
)
def test_kinds_of_resources(resources, kind, noted):
    report = read(manifest(resources=resources))

    assert (first(report)["scorm_type"], first(report)["file"]) == (kind, "a.html")
    assert codes(report) == noted
