"""Small windows and large type lose nothing."""

import pytest

from .world import size

#: Elements with text of their own that is cut off, sideways or at the bottom.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(element => {
  const style = getComputedStyle(element);
  const hasText = [...element.childNodes].some(
    node => node.nodeType === 3 && node.textContent.trim());
  const hides = [style.overflowX, style.overflowY].some(value => value !== "visible");
  return hasText && hides && style.webkitLineClamp === "none"
    && !element.closest(".kern-sr-only")
    && (element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""
OVERFLOW = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [...document.querySelectorAll("body *")].filter(element =>
      element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    ).map(element => element.outerHTML.slice(0, 120)).slice(0, 5)
  : []"""


def lost(page) -> list[str]:
    return page.evaluate(OVERFLOW) + page.evaluate(CUT_OFF)


def test_320_pixels_need_no_sideways_scrolling(world, browsing, settings):
    settings.ROOT_URLCONF = "tests.browser.urls"
    page = browsing.open("/", viewport=size(320))
    found = {}
    for name, address in world.addresses.items():
        page.goto(address)
        if problems := lost(page):
            found[name] = problems
    assert found == {}


@pytest.mark.parametrize("width", [1280, 640])
def test_text_at_200_percent_is_all_there(world, browsing, settings, width):
    settings.ROOT_URLCONF = "tests.browser.urls"
    page = browsing.open("/", viewport=size(width))
    found = {}
    for name, address in world.addresses.items():
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if problems := lost(page):
            found[name] = problems
    assert found == {}


def test_learning_needs_no_sideways_scrolling_and_grows(cast, learning, browsing):
    page = browsing.open("/lernen/", viewport=size(320), user=cast.learner.email)
    found = {}
    for name, address in learning.items():
        page.goto(address)
        found[name] = lost(page)
        page.set_viewport_size(size(640))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[name] += lost(page)
        page.set_viewport_size(size(320))
    assert not any(found.values()), found
