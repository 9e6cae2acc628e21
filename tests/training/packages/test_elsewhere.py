"""What a start page loads from other servers is said when the package comes, not by a gap later."""

import pytest

from tests.training.packages.manifests import RESOURCE, codes, manifest, package
from training.packages.reading.package import read_package

_TWO_ITEMS = (
    '<item identifier="I1" identifierref="R1"><title>Eins</title></item>'
    '<item identifier="I2" identifierref="R2"><title>Zwei</title></item>'
)
_TWO_PAGES = RESOURCE + RESOURCE.replace("R1", "R2").replace("a.html", "b.html")


def report_of(page: str | bytes):
    return read_package(package(manifest(), {"a.html": page}))


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example/jquery.js"></script>',
        "<IFRAME SRC='//cdn.example/film'></IFRAME>",
        '<img src=" HTTP://cdn.example:8080/a.png ">',
        "<video><source src=https://cdn.example/a.mp4></video>",
        '<link rel="preload StyleSheet" href="https://cdn.example/a.css">',
        '<object data="https://cdn.example/a.pdf"></object>',
        '<html><frameset><frame src="https://cdn.example/"></frameset></html>',
        '<script src="https://cdn.example/ü.js"></script>'.encode("utf-16"),
    ],
)
def test_a_page_that_loads_from_elsewhere_is_named_with_the_host(page):
    report = report_of(page)

    assert codes(report) == ["media-elsewhere"]
    assert report.is_launchable
    (problem,) = report.problems
    assert problem.where == "a.html"
    assert "„cdn.example“" in str(problem)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "\0\xff",
        '<a href="https://cdn.example/">Mehr</a>',
        '<link rel="license" href="https://cdn.example/">',
        '<script src="js/a.js"></script><img src="data:image/png;base64,AAAA">',
        '<script>x = "<img src=https://cdn.example/a.png>"</script>',
        '<img src="https://[cdn/a.png">',
        '<!-- <img src="https://cdn.example/a.png"> -->',
    ],
)
def test_what_loads_nothing_from_there_is_not(page):
    assert codes(report_of(page)) == []


def test_each_host_is_named_once():
    both = '<script src="//one.example/a.js"></script><script src="//two.example/a.js"></script>'
    files = {"a.html": both, "b.html": both + '<img src="//one.example/b.png">'}

    report = read_package(package(manifest(items=_TWO_ITEMS, resources=_TWO_PAGES), files))

    assert codes(report) == ["media-elsewhere"] * 2


def test_a_page_that_opens_a_thousand_elements_is_read_to_its_end():
    page = "<div>" * 50_000 + '<img src="https://cdn.example/a.png">'

    assert codes(report_of(page)) == ["media-elsewhere"]
