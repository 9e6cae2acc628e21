"""The demo's packages, taken from the first part to the last, with a break between two parts."""

import zipfile
from io import BytesIO

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.training.cage.packed import packed
from training.packages.demo.building import build, packages
from training.packages.reading.package import read_package

from .learning import Learning

pytestmark = pytest.mark.django_db(transaction=True)

PACKAGES = {package.version: package for package in packages()}


def shown(learning: Learning, lesson) -> FrameLocator:
    """The lesson in its two frames, once it is there."""
    frame = learning.page.frame_locator("iframe.package__frame").frame_locator("#content")
    expect(frame.get_by_role("heading", level=1, name=lesson.title)).to_be_visible()
    return frame


def take(frame: FrameLocator, lesson) -> None:
    """Reads all pages, answers everything rightly and hands it in."""
    for number, page in enumerate(lesson.pages, 1):
        expect(frame.get_by_role("heading", level=2, name=page.title)).to_be_visible()
        if question := page.question:
            form = frame.locator(f"#{question.id}")
            form.locator(f"[value={question.right}]").check()
            form.get_by_role("button", name="Antwort prüfen").click()
        turn = "Nächste Seite" if number < len(lesson.pages) else lesson.last
        frame.get_by_role("button", name=turn).click()
    expect(frame.locator("#ende")).to_be_visible()


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_from_the_first_part_to_the_last_with_a_break(cast, browsing, version):
    archive = build(PACKAGES[version])
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    package = packed(cast, files=files, manifest=dict(read_package(BytesIO(archive)).manifest))
    first, second, test = PACKAGES[version].lessons

    learning = Learning.begin(browsing, package)
    take(shown(learning, first), first)
    expect(learning.entry(test.title)).to_be_disabled()
    learning.press("Weiter")
    take(shown(learning, second), second)
    learning.wait_until_kept(lambda row: second.identifier in row.state["scos"])
    learning.leave()

    again = Learning.begin(browsing, package)
    expect(shown(again, second).get_by_text("abgeschlossen")).to_be_visible()
    again.press("Weiter")
    take(shown(again, test), test)

    assert again.wait_until_kept(lambda row: row.is_done).score == 1
