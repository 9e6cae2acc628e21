"""A package of several parts by keyboard, and what screen readers are told on the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import violations
from tests.browser.test_keyboard import tab_to
from tests.browser.world import size
from tests.training.cage.packed import packed

from .learning import Learning
from .scorm12 import FILES, manifest

pytestmark = pytest.mark.django_db(transaction=True)
FOCUSED = "document.activeElement.id || document.activeElement.textContent.trim()"


@pytest.mark.parametrize("width", [1280, 360])
def test_from_part_to_part_by_keyboard(cast, browsing, axe, width):
    package = packed(cast, files=FILES, manifest=manifest(), title="Rundgang durch das Amt")
    learning = Learning.begin(browsing, package, viewport=size(width))
    page = learning.page
    press = page.keyboard.press
    learning.sco("Erstens")
    wrapper = learning.wrapper
    status = page.frame_locator("iframe.package__frame").get_by_role("status")
    assert page.locator("iframe.package__frame").get_attribute("title") == "Rundgang durch das Amt"
    expect(status).to_have_text("Abschnitt 1 von 3: Erstens")
    assert violations(wrapper, axe) == []

    # In by Tab: the table of contents comes first, and closes over what is chosen in it.
    tab_to(page, "iframe.package__frame", pause=200)
    assert wrapper.evaluate(FOCUSED) == "Inhalt"
    press("Enter")
    press("Tab")
    assert wrapper.evaluate(FOCUSED) == "Erstens – begonnen"
    assert wrapper.evaluate("document.activeElement.getAttribute('aria-current')") == "step"
    assert violations(wrapper, axe) == []
    press("Tab")
    assert wrapper.evaluate(FOCUSED) == "Zweitens – noch nicht begonnen"
    press("Enter")
    second = learning.sco("Zweitens")
    expect(status).to_have_text("Abschnitt 2 von 3: Zweitens")
    assert wrapper.locator("#content").get_attribute("title") == "Zweitens"
    assert wrapper.evaluate(FOCUSED) == "content"
    assert not wrapper.locator("details").evaluate("each => each.open")

    # Through the part and out behind it, and back in.
    press("Tab")
    assert second.evaluate(FOCUSED) == "Im Teil"
    press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "IFRAME"
    press("Shift+Tab")
    assert second.evaluate(FOCUSED) == "Im Teil"
    press("Shift+Tab")
    assert wrapper.evaluate(FOCUSED) == "previous"

    # There is nothing before the first part: the button goes off, and the focus is with the part.
    press("Enter")
    first = learning.sco("Erstens")
    expect(status).to_have_text("Abschnitt 1 von 3: Erstens")
    assert wrapper.evaluate(FOCUSED) == "content"
    press("Tab")
    assert first.evaluate(FOCUSED) == "Im Teil"

    # Nothing is wider than the frame, with the table of contents open or not.
    wrapper.locator("summary").click()
    assert wrapper.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
