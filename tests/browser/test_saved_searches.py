"""Keeping a search and managing the list: on a phone and a desktop, by keyboard, for everybody."""

import pytest
from django.http import QueryDict
from playwright.sync_api import expect

from search.request import SearchRequest
from search.saved.addresses import unsubscribe_address
from search.saved.models import SavedSearch
from search.saved.services import save_search
from tests.cast import PASSWORD

from .test_axe import violations
from .test_keyboard import tab_to
from .test_reflow import lost
from .world import LONG, size


def save(owner, query: str, title: str) -> SavedSearch:
    search = SearchRequest.parse(QueryDict(query))
    return save_search(owner=owner, search=search, title=title, frequency="taeglich")


@pytest.fixture
def saved(world) -> SavedSearch:
    save(world.cast.learner, "q=tandem&stadt=herne", "Tandems in Herne")
    return save(world.cast.learner, f"q={LONG}&stadt=bochum&stadt=herne", LONG)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_pass_and_lose_nothing(world, saved, browsing, axe, width, scheme):
    page = browsing.open(
        "/konto/suchen/",
        viewport=size(width),
        color_scheme=scheme,
        reduced_motion="reduce",
        user=world.cast.learner.email,
    )
    page.locator(".saved__feed summary").first.click()
    found = {"list": violations(page, axe) + lost(page)}
    for name, address in {
        "new": f"/konto/suchen/neu/?q={LONG}&stadt=bochum",
        "edit": f"/konto/suchen/{saved.pk}/",
        "delete": f"/konto/suchen/{saved.pk}/loeschen/",
        "unsubscribe": unsubscribe_address(saved),
        "search": "/suche/?q=Bewerbung",
    }.items():
        page.goto(address)
        found[name] = violations(page, axe) + lost(page)
    page.goto(unsubscribe_address(saved))
    page.get_by_role("button", name="Ja, abbestellen").click()
    expect(page.get_by_role("heading", name="Abbestellt")).to_be_visible()
    found["unsubscribed"] = violations(page, axe) + lost(page)
    page.goto("/konto/suchen/neu/?q=x")
    page.get_by_label("Name der Suche").fill("")
    page.get_by_role("button", name="Suche merken").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    found["errors"] = violations(page, axe) + lost(page)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_a_visitor_keeps_a_search_by_keyboard(world, browsing):
    page = browsing.open("/suche/?q=Bewerbung&stadt=herne")
    tab_to(page, ".keep a", limit=150)
    page.keyboard.press("Enter")
    page.get_by_label("E-Mail").fill(world.cast.learner.email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name der Suche")).to_have_value("„Bewerbung“, Stadt: Herne")
    tab_to(page, "input[type=radio]:checked")
    page.keyboard.press("ArrowUp")
    tab_to(page, ".form__actions button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/suchen/")
    assert SavedSearch.objects.get().frequency == "taeglich"


def test_live_results_keep_the_search_that_is_shown(world, browsing):
    page = browsing.open("/suche/?q=Bewerbung", user=world.cast.learner.email)
    page.locator("#stadt-herne").check()
    page.wait_for_url("**stadt=herne*")
    page.get_by_role("link", name="Suche merken").click()
    expect(page.get_by_label("Name der Suche")).to_have_value("„Bewerbung“, Stadt: Herne")


def test_the_feed_address_is_copied(world, saved, browsing):
    page = browsing.open("/konto/suchen/", user=world.cast.learner.email)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".saved__feed summary").first.click()
    page.get_by_role("button", name="Adresse kopieren").first.click()
    expect(page.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
    field = page.get_by_label("Adresse für Ihren Feed-Leser").first
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()


def test_without_scripts_nothing_that_needs_them_is_offered(world, saved, browsing):
    page = browsing.open("/konto/suchen/", user=world.cast.learner.email, java_script_enabled=False)
    page.locator(".saved__feed summary").first.click()
    expect(page.get_by_label("Adresse für Ihren Feed-Leser").first).to_be_visible()
    assert page.get_by_role("button", name="Adresse kopieren").count() == 0
    page.get_by_role("button", name="Neue Adresse vergeben").first.click()
    expect(page.get_by_text("Der Feed hat eine neue Adresse.")).to_be_visible()
