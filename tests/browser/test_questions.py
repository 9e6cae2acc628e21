"""Every kind of question by keyboard alone, at a phone's width, without JavaScript."""

from copy import deepcopy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.training.questions.questions import RIGHT, VALUES

from .question_pages import TRIES
from .test_axe import violations


def answer_by_keyboard(page, kind: str) -> None:
    """Tabs through the question from its first control, and sends it with Enter."""
    controls = page.locator(".question__fields").locator("input, select")
    controls.first.focus()
    keyboard = page.keyboard
    match kind:
        case "single" | "case":
            wanted = next(c["text"] for c in VALUES[kind]["choices"] if c["right"])
            choose(page, wanted)
        case "true_false":
            choose(page, "Das stimmt nicht.")
        case "multiple":
            for place in range(controls.count()):
                label = controls.nth(place).evaluate("e => e.labels[0].innerText.trim()")
                if any(c["text"] == label and c["right"] for c in VALUES[kind]["choices"]):
                    keyboard.press("Space")
                keyboard.press("Tab")
            return
        case "ordering" | "matching":
            for place in range(controls.count()):
                label = controls.nth(place).evaluate("e => e.labels[0].innerText.trim()")
                keyboard.type(wanted_option(kind, label))
                keyboard.press("Tab")
            return
        case "gap":
            for word in RIGHT["gap"]:
                keyboard.type(word)
                keyboard.press("Tab")
            return
        case "short":
            keyboard.type(RIGHT["short"])
    keyboard.press("Tab")


def choose(page, wanted: str) -> None:
    """Goes down a group of radio buttons; the first step chooses the first or second."""
    page.keyboard.press("Space")
    for _step in range(8):
        label = page.evaluate("document.activeElement.labels[0].innerText.trim()")
        if label == wanted:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} was not reached")


def wanted_option(kind: str, label: str) -> str:
    if kind == "ordering":
        return f"Platz {VALUES[kind]['items'].index(label) + 1}"
    return next(pair["right"] for pair in VALUES[kind]["pairs"] if pair["left"] == label)


def is_narrow(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def pages(settings):
    settings.ROOT_URLCONF = "tests.browser.question_pages"
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
    TRIES.clear()


def test_every_kind_is_answered_by_keyboard_on_a_phone(cast, browsing, axe, pages):
    page = browsing.open("/", viewport={"width": 360, "height": 780})
    found = {}
    for kind in sorted(VALUES):
        page.goto(f"/fragen/{kind}/")
        found[kind] = violations(page, axe, within=".question")
        assert is_narrow(page), kind
        answer_by_keyboard(page, kind)
        expect(page.get_by_role("button", name="Antwort prüfen")).to_be_focused()
        page.keyboard.press("Enter")
        outcome = page.locator(".question__outcome")
        expect(outcome).to_contain_text("Genau so.")
        found[kind] += violations(page, axe, within=".question")
        assert is_narrow(page), kind
    assert not any(found.values()), found


def test_without_javascript_two_wrong_tries_lead_to_the_solution(cast, browsing, pages):
    page = browsing.open("/fragen/short/", java_script_enabled=False)
    page.get_by_role("button", name="Antwort prüfen").click()
    expect(page.get_by_role("alert")).to_have_text("Bitte schreiben Sie eine Antwort.")
    for number in range(2):
        expect(page.get_by_role("button", name="Auflösung zeigen")).to_have_count(0)
        page.get_by_label("Ihre Antwort").fill(f"Falsch {number}")
        page.get_by_role("button", name="Antwort prüfen").click()
        assert "Maßregelungsverbot" not in page.content()
    page.get_by_role("button", name="Auflösung zeigen").click()
    expect(page.locator(".question__outcome")).to_contain_text("Maßregelungsverbot")
