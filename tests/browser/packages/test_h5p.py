"""An H5P content: what one enters is there again, what one answers counts."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_progress import eventually
from tests.training.cage.packed import packed

from .h5p import FILES, MANIFEST
from .learning import Learning

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def package(cast):
    return packed(cast, kind="h5p", files=FILES, manifest=MANIFEST, title="Begriffe")


def content(learning):
    """H5P makes a frame of its own in the page on the content host."""
    return learning.page.frame_locator("iframe.package__frame").frame_locator("iframe.h5p-iframe")


def test_an_answer_is_kept_and_counted(package, browsing):
    learning = Learning.begin(browsing, package)
    field = content(learning).get_by_label("Was heißt Vielfalt?")
    field.fill("Mehr")
    learning.wait_until_kept(lambda row: "Mehr" in str(row.state))
    assert not learning.kept().is_done
    learning.leave()

    other = Learning.begin(browsing, package)
    expect(content(other).get_by_label("Was heißt Vielfalt?")).to_have_value("Mehr")
    content(other).get_by_role("button", name="Fertig").click()

    row = other.wait_until_kept(lambda row: row.is_done)
    assert row.score == 0.75
    expect(other.page.get_by_text("Erledigt.")).to_be_visible()


def test_who_made_it_and_under_which_licence_is_said_in_german(package, browsing):
    """Licences such as CC BY ask for it; without words of ours H5P would speak English."""
    frame = content(Learning.begin(browsing, package))
    frame.get_by_role("button", name="Nutzungsrechte zeigen").click()

    statement = frame.get_by_role("dialog")
    expect(statement).to_contain_text("Volkshochschule Musterstadt")
    expect(statement).to_contain_text("Weitergabe unter gleichen Bedingungen")
    expect(statement.get_by_role("button", name="Schließen")).to_be_visible()


def test_the_frame_is_as_high_as_the_content(package, browsing):
    """Not as the author has guessed it, and without a border that the words touch."""
    learning = Learning.begin(browsing, package)
    field = content(learning).get_by_label("Was heißt Vielfalt?")
    frame = learning.page.locator("iframe.package__frame")
    assert int(frame.get_attribute("height")) == 500
    expect(field).to_be_visible()
    eventually(lambda: frame.bounding_box()["height"] < 150)
    assert field.bounding_box()["x"] - frame.bounding_box()["x"] >= 8
