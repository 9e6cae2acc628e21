"""Everything works by keyboard, and one sees where one is."""

import pytest
from playwright.sync_api import expect

from .world import size

FOCUSED = "() => document.activeElement.textContent.trim() || document.activeElement.name"


def tab_to(page, selector: str, *, limit: int = 80, pause: int = 0) -> None:
    """Presses Tab until the element has the focus; fails when it is never reached.

    A frame is another process, and the page hears some milliseconds later that it has the focus:
    `pause` is how many to wait.
    """
    for _press in range(limit):
        page.keyboard.press("Tab")
        page.wait_for_timeout(pause)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_skip_link_comes_first_and_leads_past_the_header(world, browsing):
    page = browsing.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('#inhalt')")


def test_focus_is_visible_on_every_stop(world, browsing):
    page = browsing.open(world.practice.url)
    for _press in range(30):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => {
              const ring = element => {
                const style = getComputedStyle(element);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              };
              const after = getComputedStyle(document.activeElement, "::after");
              return ring(document.activeElement)
                || (after.outlineStyle !== "none" && parseFloat(after.outlineWidth) >= 2)
                || document.activeElement.outerHTML.slice(0, 120);
            }"""
        )
        assert outline is True


def test_menu_opens_on_a_phone(world, browsing):
    page = browsing.open("/", viewport=size(360))
    tab_to(page, ".menu__toggle")
    page.keyboard.press("Enter")
    tab_to(page, ".menu__panel a[href='/praxis/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/praxis/")
    current = page.locator(".menu__panel [aria-current=page]")
    assert current.text_content().strip() == "Praxisbeispiele"


def test_search_filter_and_pages(world, browsing):
    page = browsing.open("/")
    tab_to(page, "input[name=q]")
    page.keyboard.type("Bewerbung")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=Bewerbung*")
    tab_to(page, "#stadt-herne")
    page.keyboard.press("Space")
    page.wait_for_url("**stadt=herne*")
    page.wait_for_selector(".chip--remove")
    # The list was exchanged, and the focus stays where it was.
    expect(page.locator("#stadt-herne")).to_be_focused()
    tab_to(page, ".pagination a[rel=next]", limit=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**seite=2*")
    assert page.locator(".hit").count() >= 1


def test_answers_unfold(world, browsing):
    page = browsing.open(world.practice.url)
    tab_to(page, "details.kern-accordion summary", limit=120)
    page.keyboard.press("Enter")
    assert page.get_by_text("Die Stadt.").is_visible()


def test_errors_are_summed_up_and_lead_to_their_fields(world, browsing):
    page = browsing.open("/konto/login/")
    tab_to(page, "#inhalt button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert page.title().startswith("Fehler:")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_login")).to_be_focused()
