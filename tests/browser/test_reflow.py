"""Small windows and large type lose nothing."""

import pytest
from playwright.sync_api import expect

from practices.models import GoodPracticePage
from tests.practices.submission.writing import address, begun

from .world import LONG, size

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


def enlarge(page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def test_320_pixels_need_no_sideways_scrolling(world, browsing, settings):
    settings.ROOT_URLCONF = "tests.browser.urls"
    page = browsing.open("/", viewport=size(320))
    found = {}
    for name, where in world.addresses.items():
        page.goto(where)
        if problems := lost(page):
            found[name] = problems
    assert found == {}


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_text_at_200_percent_is_all_there(world, browsing, settings, width):
    settings.ROOT_URLCONF = "tests.browser.urls"
    page = browsing.open("/", viewport=size(width))
    found = {}
    for name, where in world.addresses.items():
        page.goto(where)
        enlarge(page)
        if problems := lost(page):
            found[name] = problems
    assert found == {}


def test_large_type_of_a_browser_s_own_settings(world, large_type, settings):
    """Its media queries know of it, unlike those of a page that enlarges itself."""
    settings.ROOT_URLCONF = "tests.browser.urls"
    page = large_type.open("/", viewport=size(320))
    found = {}
    for name, where in world.addresses.items():
        page.goto(where)
        if problems := lost(page):
            found[name] = problems
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert found == {}


def test_the_menu_opens_whole_with_large_type(world, browsing):
    page = browsing.open("/", viewport=size(320))
    enlarge(page)
    page.get_by_text("Menü", exact=True).click()
    expect(page.get_by_role("link", name="Städte", exact=True).first).to_be_visible()
    assert lost(page) == []


def test_what_people_write_and_keep_grows(world, browsing):
    learner = world.cast.learner
    submission = begun(learner, f"Tandem: {LONG}")
    other = GoodPracticePage.objects.filter(title__startswith="Bewerbung leicht").first()
    page = browsing.open(world.practice.url, viewport=size(320), user=learner.email)
    page.locator("button[name=aufnehmen]").click()
    expect(page.locator("button[name=entfernen]")).to_be_visible()
    found = {}
    for where in (
        "/konto/",
        "/konto/suchen/",
        "/merkliste/",
        f"/praxis/vergleich/?eintrag={world.practice.pk}&eintrag={other.pk}",
        "/praxis-einreichen/",
        address("overview", submission),
        *(address("step", submission, slug) for slug in ("titel", "kontakt", "kennzahlen")),
        "/wir-suchen/wunsch/",
    ):
        page.goto(where)
        enlarge(page)
        if problems := lost(page):
            found[where] = problems
    assert found == {}


def test_learning_needs_no_sideways_scrolling_and_grows(cast, learning, browsing):
    page = browsing.open("/lernen/", viewport=size(320), user=cast.learner.email)
    found = {}
    for name, where in learning.items():
        page.goto(where)
        found[name] = lost(page)
        page.set_viewport_size(size(640))
        enlarge(page)
        found[name] += lost(page)
        page.set_viewport_size(size(320))
    assert not any(found.values()), found
