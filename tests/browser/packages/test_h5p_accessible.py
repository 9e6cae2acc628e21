"""An H5P content by keyboard, and what screen readers are told on the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import violations
from tests.browser.test_keyboard import tab_to
from tests.browser.test_progress import eventually
from tests.browser.world import size
from tests.training.cage.packed import packed

from .h5p import FILES, MANIFEST
from .learning import Learning
from .test_h5p import content

pytestmark = pytest.mark.django_db(transaction=True)
FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
#: What of the statement lies outside the frame, or needs a frame that is almost nothing high.
CUT_OFF = """() => {
  const inner = document.querySelector(".h5p-popup-dialog .h5p-inner").getBoundingClientRect();
  const text = document.querySelector(".h5p-scroll-content");
  return [inner.top < 0, inner.bottom > innerHeight, text.clientHeight < 200].some(Boolean);
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_by_keyboard_through_the_content_and_its_statement_of_rights(cast, browsing, axe, width):
    package = packed(cast, kind="h5p", files=FILES, manifest=MANIFEST, title="Begriffe")
    learning = Learning.begin(browsing, package, viewport=size(width))
    page, press = learning.page, learning.page.keyboard.press
    expect(content(learning).get_by_label("Was heißt Vielfalt?")).to_be_visible()
    wrapper = learning.wrapper
    inner = wrapper.locator("iframe.h5p-iframe").element_handle().content_frame()
    assert page.locator("iframe.package__frame").get_attribute("title") == "Begriffe"
    assert wrapper.locator("iframe.h5p-iframe").get_attribute("title")
    title = package.version.package.title
    assert inner.evaluate("[document.title, document.documentElement.lang]") == [title, "de"]
    assert violations(wrapper, axe) == []
    assert violations(inner, axe) == []

    # In by Tab, through what there is, and out behind it.
    tab_to(page, "iframe.package__frame", pause=200)
    assert inner.evaluate(FOCUSED) == "Was heißt Vielfalt?"
    page.keyboard.type("Mehr")
    press("Tab")
    assert inner.evaluate(FOCUSED) == "Fertig"
    press("Tab")
    assert inner.evaluate(FOCUSED) == "Nutzungsrechte zeigen"

    # The statement is there whole, however low the content is, and its focus stays with it.
    low = page.locator("iframe.package__frame").bounding_box()["height"]
    press("Enter")
    statement = content(learning).get_by_role("dialog")
    expect(statement).to_contain_text("Volkshochschule Musterstadt")
    expect(statement).to_be_focused()
    page.wait_for_timeout(1000)
    assert not inner.evaluate(CUT_OFF)
    assert violations(inner, axe) == []
    press("Tab")
    press("Tab")
    close = statement.get_by_role("button", name="Schließen")
    expect(close).to_be_focused()
    press("Enter")
    expect(statement).not_to_be_attached()
    assert inner.evaluate(FOCUSED) == "Nutzungsrechte zeigen"
    frame = page.locator("iframe.package__frame")
    eventually(lambda: frame.bounding_box()["height"] < low + 40)

    press("Shift+Tab")
    press("Enter")
    row = learning.wait_until_kept(lambda row: row.is_done)
    assert row.score == 0.75
    assert row.state["content"]
    expect(page.get_by_text("Erledigt.")).to_be_visible()
    assert wrapper.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
