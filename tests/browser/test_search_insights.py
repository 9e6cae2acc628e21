"""What browsers report of a search: what was read, what was opened, and nothing else."""

import time

import pytest
from playwright.sync_api import expect

from search.insights.models import ClickCount, SearchCount

from .test_axe import violations
from .world import size

#: What the page has stored in the browser, besides htmx's note of where it is.
KEPT = """() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(
  key => !key.startsWith("htmx"))"""


def counted(expected: set[tuple[str, int, int]]) -> None:
    """Waits until exactly this is counted: spelling, searches, searches with a click."""
    found = None
    for _ in range(50):
        found = set(SearchCount.objects.values_list("spelling", "searches", "with_click"))
        if found == expected:
            return
        time.sleep(0.1)
    assert found == expected


def test_a_search_that_was_read_counts_once(world, browsing):
    page = browsing.open("/suche/?q=Bewerbung")
    counted({("Bewerbung", 1, 0)})
    page.reload()
    page.wait_for_timeout(3500)
    counted({("Bewerbung", 1, 0)})


def test_what_passes_by_while_typing_does_not_count(world, browsing):
    page = browsing.open("/suche/")
    field = page.locator("#suchtext")
    field.press_sequentially("Bewer", delay=20)
    expect(page.locator("#treffer")).to_contain_text("„Bewer“")
    field.press_sequentially("bung", delay=20)
    expect(page.locator("#treffer")).to_contain_text("„Bewerbung“")
    counted({("Bewerbung", 1, 0)})


def test_an_opened_hit_counts_with_its_place(world, browsing):
    page = browsing.open("/suche/?q=Bewerbung")
    page.locator(".hit__title a").nth(1).click()
    page.wait_for_url("**/staedte/**")
    counted({("Bewerbung", 1, 1)})
    assert list(ClickCount.objects.values_list("place", "clicks")) == [(2, 1)]
    page.go_back()
    page.locator(".hit__title a").nth(0).click()
    page.wait_for_url("**/staedte/**")
    for _ in range(50):
        if ClickCount.objects.count() == 2:
            break
        time.sleep(0.1)
    assert ClickCount.objects.filter(place=1, clicks=1).exists()
    counted({("Bewerbung", 1, 1)})


def test_nothing_is_left_in_the_browser(world, browsing):
    page = browsing.open("/suche/?q=Bewerbung")
    counted({("Bewerbung", 1, 0)})
    assert page.context.cookies() == []
    assert page.evaluate(KEPT) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_report_passes(world, browsing, axe, width):
    from tests.search.insights.counted import clicked, searched

    searched("Bewerbung", 8, with_click=3)
    searched("Xylophon", 7, ago=3, without_hits=7)
    clicked("Bewerbung", f"page-{world.practice.pk}", 2, 3)
    page = browsing.open(
        "/admin/suche/auswertung/", viewport=size(width), user=world.cast.reviewer.email
    )
    for name in ("Häufig gesucht", "Nichts gefunden", "Angeklickt"):
        page.locator("main").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.locator("main details summary").first.click()
        assert violations(page, axe, within="main") == [], name
