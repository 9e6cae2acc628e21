"""Suggestions while one types: by keyboard, mouse and touch, and never in the way."""

import pytest
from playwright.sync_api import expect

from search.services import rebuild
from search.thesaurus.models import Concept
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

from .test_axe import violations
from .test_reflow import lost
from .world import LONG, size

ADDRESS = "**/suche/vorschlaege/**"


@pytest.fixture(autouse=True)
def _entries(cast):
    # What other tests leave of the thesaurus differs, and its terms would be suggested too.
    Concept.objects.all().delete()
    GoodPracticeFactory(
        parent=cast.bochum, title="Herzlich willkommen", keywords=["Herkunft", "Herkunftssprache"]
    )
    TrainingModuleFactory(parent=cast.herne, title=f"Herausforderung {LONG}")
    rebuild()


def listbox(page):
    return page.get_by_role("listbox", name="Vorschläge")


def options(page) -> list[str]:
    """The options as they are read out."""
    return [" ".join(text.split()) for text in page.get_by_role("option").all_text_contents()]


def active(page) -> str:
    """The text of the option that the field names as active; empty without one."""
    return page.evaluate(
        """() => {
          const id = document.activeElement.getAttribute("aria-activedescendant");
          const option = id && document.getElementById(id);
          return option && option.getAttribute("aria-selected") === "true"
            ? option.dataset.text : "";
        }"""
    )


def type_into(page, text: str):
    """Types into the page's search field and returns it, its suggestions open."""
    field = page.get_by_role("combobox")
    field.press_sequentially(text, delay=20)
    expect(listbox(page)).to_be_visible()
    return field


def test_is_a_combobox_that_says_what_there_is(browsing):
    page = browsing.open("/")
    field = page.get_by_role("combobox", name="Praxisbeispiele und Trainingsmodule aller Städte")
    expect(field).to_have_attribute("aria-expanded", "false")
    type_into(page, "her")
    expect(field).to_have_attribute("aria-expanded", "true")
    city, *terms, last_but_one, last = options(page)
    assert city == "Herne Stadt, öffnet die Seite"
    assert sorted(terms) == ["Herkunft Schlagwort", "Herkunftssprache Schlagwort"]
    # Which of two entries that fit alike is first, the engine decides.
    assert {last_but_one, last} == {
        f"Herausforderung {LONG} Trainingsmodul, öffnet die Seite",
        "Herzlich willkommen Praxisbeispiel, öffnet die Seite",
    }
    for name in ("Städte", "Suchbegriffe", "Einträge"):
        expect(listbox(page).get_by_role("group", name=name)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="5 Vorschläge")).to_have_count(1)


def test_arrows_go_round_and_the_text_keys_lead_back_to_the_text(browsing):
    page = browsing.open("/")
    field = type_into(page, "her")
    page.keyboard.press("ArrowDown")
    assert active(page) == "Herne"
    page.keyboard.press("ArrowUp")
    assert options(page)[-1].startswith(active(page))
    page.keyboard.press("ArrowDown")
    assert active(page) == "Herne"
    page.keyboard.press("ArrowDown")
    assert options(page)[1].startswith(active(page))
    page.keyboard.press("Home")
    assert active(page) == ""
    page.keyboard.type("x")
    expect(field).to_have_value("xher")
    page.keyboard.press("End")
    page.keyboard.type("y")
    expect(field).to_have_value("xhery")
    expect(field).to_be_focused()


def test_escape_closes_and_then_clears(browsing):
    page = browsing.open("/")
    field = type_into(page, "her")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(listbox(page)).to_be_hidden()
    expect(field).to_have_value("her")
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    expect(listbox(page)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")


def test_tab_leaves_and_takes_nothing(browsing):
    page = browsing.open("/")
    field = type_into(page, "her")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(listbox(page)).to_be_hidden()
    expect(field).to_have_value("her")
    expect(page.get_by_role("button", name="Suchen")).to_be_focused()


def test_enter_without_a_choice_searches_for_what_was_typed(browsing):
    page = browsing.open("/")
    type_into(page, "her")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=her")


def test_a_term_is_searched_for_and_an_entry_is_opened(browsing):
    page = browsing.open("/")
    type_into(page, "herkunftss")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=Herkunftssprache")
    page.go_back()
    page.get_by_role("combobox").fill("")
    type_into(page, "herz")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staedte/bochum/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Herzlich willkommen")


def test_by_mouse_and_by_touch(browsing):
    page = browsing.open("/")
    type_into(page, "herku")
    page.get_by_role("option", name="Herkunftssprache").click()
    page.wait_for_url("**/suche/?q=Herkunftssprache")
    phone = browsing.open("/suche/", viewport=size(360), has_touch=True)
    field = type_into(phone, "herku")
    expect(phone.locator("#treffer")).to_contain_text("„herku“")
    phone.get_by_role("option", name="Herkunftssprache").tap()
    phone.wait_for_url("**/suche/?q=Herkunftssprache")
    # The keyboard of the phone would hide the results.
    expect(field).not_to_be_focused()


def test_a_choice_runs_the_live_search_once(browsing):
    page = browsing.open("/suche/")
    searches = []
    page.on(
        "request",
        lambda request: searches.append(request.url) if "/suche/?" in request.url else None,
    )
    field = page.get_by_role("combobox")
    with page.expect_response(ADDRESS):
        field.fill("herkunftss")
    expect(listbox(page)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#treffer")).to_contain_text("„Herkunftssprache“")
    expect(page).to_have_url(f"{browsing.address}/suche/?q=Herkunftssprache")
    page.wait_for_timeout(600)
    assert [url for url in searches if "herkunftss" not in url] == [
        f"{browsing.address}/suche/?q=Herkunftssprache"
    ]
    expect(listbox(page)).to_be_hidden()
    expect(field).to_be_focused()


def test_an_answer_for_an_older_text_is_never_shown(browsing):
    page = browsing.open("/")
    held = []

    def is_older(request) -> bool:
        return "q=her&" in f"{request.url}&"

    page.route(
        ADDRESS,
        lambda route: held.append(route) if is_older(route.request) else route.continue_(),
    )
    field = page.get_by_role("combobox")
    with page.expect_request(is_older):
        field.fill("her")
    field.fill("herz")
    expect(listbox(page)).to_be_visible()
    held[0].fulfill(
        json={
            "sentence": "1 Vorschlag",
            "groups": [{"label": "Alt", "proposals": [{"text": "Alt", "label": "", "url": ""}]}],
        }
    )
    page.wait_for_timeout(200)
    assert options(page) == ["Herzlich willkommen Praxisbeispiel, öffnet die Seite"]
    # What is shown belongs to the text; a changed text shows nothing until its own answer.
    page.route(ADDRESS, lambda route: None)
    page.keyboard.type("l")
    expect(listbox(page)).to_be_hidden()


@pytest.mark.parametrize("trouble", ["offline", "busy", "unreadable"])
def test_without_an_answer_it_is_an_ordinary_field(browsing, trouble):
    page = browsing.open("/")
    answers = {
        "offline": lambda route: route.abort(),
        "busy": lambda route: route.fulfill(status=429, json={"detail": "…"}),
        "unreadable": lambda route: route.fulfill(status=200, body="<html>"),
    }
    page.route(ADDRESS, answers[trouble])
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    field = page.get_by_role("combobox")
    with page.expect_request(ADDRESS):
        field.fill("her")
    page.wait_for_timeout(200)
    expect(listbox(page)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=her")
    assert complaints == []


def test_without_scripts_it_is_an_ordinary_field(browsing):
    page = browsing.open("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("Herkunft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=Herkunft")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_open_suggestions_pass_axe(browsing, axe, width, scheme):
    for path in ("/", "/suche/"):
        page = browsing.open(path, viewport=size(width), color_scheme=scheme)
        type_into(page, "her")
        page.keyboard.press("ArrowDown")
        # Hits that are being looked for anew are pale until then.
        expect(page.locator(".htmx-request")).to_have_count(0)
        assert violations(page, axe) == [], path


@pytest.mark.parametrize(("width", "larger"), [(320, "100%"), (640, "200%")])
def test_nothing_is_lost_in_small_windows_and_large_type(browsing, width, larger):
    page = browsing.open("/", viewport=size(width))
    page.evaluate("size => { document.documentElement.style.fontSize = size }", larger)
    type_into(page, "hera")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="Herausforderung")).to_be_in_viewport()
    assert [found for found in lost(page) if "combobox" in found] == []
    assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
