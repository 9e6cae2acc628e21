"""HR developers give their staff more time in final tests, by keyboard, phone and screen."""

import pytest
from playwright.sync_api import expect

from tests.cast import make_user
from tests.training.finaltest.courses import course_with_test
from training.finaltest.models import TestExtension as Extension

from .test_axe import violations
from .test_keyboard import tab_to
from .test_reflow import lost
from .world import LONG, size

ADDRESS = "/lernen/erleichterungen/"
STAFF = f"lernen-{LONG.lower()}@herne.example"


@pytest.fixture
def course(cast):
    """Of another city, and with a title that no phone is wide enough for."""
    return course_with_test(
        cast.bochum, "short", time_limit_minutes=20, max_attempts=2, title=f"{LONG} erproben"
    )


@pytest.fixture
def member(cast):
    return make_user(STAFF, cast.herne)


def problems(page, axe: str) -> list[str]:
    return violations(page, axe) + lost(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_passes(cast, browsing, axe, course, member, width, scheme):
    page = browsing.open(
        ADDRESS,
        viewport=size(width),
        color_scheme=scheme,
        reduced_motion="reduce",
        user=cast.hr_developer.email,
    )
    found = {"empty": problems(page, axe)}
    given = Extension.objects.create(
        course=course, user=member, city=cast.herne, extra_minutes=10, reason=f"Wegen {LONG}."
    )
    for path in ("", "neu/", f"{given.pk}/", f"{given.pk}/loeschen/"):
        page.goto(f"{ADDRESS}{path}")
        found[path or "list"] = problems(page, axe)
    page.goto(f"{ADDRESS}neu/")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    found["errors"] = problems(page, axe)
    assert {name: said for name, said in found.items() if said} == {}


def test_a_developer_gives_corrects_and_takes_back_by_keyboard(cast, browsing, course, member):
    page = browsing.open("/konto/", viewport=size(360), user=cast.hr_developer.email)
    tab_to(page, f'main a[href="{ADDRESS}"]')
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noch ist nichts eingetragen.")).to_be_visible()

    tab_to(page, f'a[href="{ADDRESS}neu/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Erleichterung eintragen")).to_be_visible()
    tab_to(page, "[name=email]")
    page.keyboard.type("niemand@herne.example")
    tab_to(page, "[name=course]")
    page.keyboard.type(LONG[:8])
    tab_to(page, "[name=extra_minutes]")
    page.keyboard.press("Control+A")
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Mit dieser Adresse meldet sich bei Herne niemand an.")
    # What was right stays, and the summary leads to what was not.
    expect(page.locator("[name=extra_minutes]")).to_have_value("15")
    tab_to(page, "[data-error-summary] a")
    page.keyboard.press("Enter")
    expect(page.locator("[name=email]")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(STAFF)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Die Erleichterung ist gespeichert und gilt sofort.")).to_be_visible()
    expect(page.get_by_role("article", name=f"{STAFF}: {course.title}")).to_contain_text("15")
    given = Extension.objects.get()

    tab_to(page, f'a[href="{ADDRESS}{given.pk}/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Erleichterung ändern")).to_be_visible()
    expect(page.locator("[name=email]")).to_be_disabled()
    expect(page.locator("[name=course]")).to_be_disabled()
    tab_to(page, "[name=extra_attempts]")
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Versuche mehr")).to_be_visible()

    tab_to(page, f'a[href="{ADDRESS}{given.pk}/loeschen/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Erleichterung löschen")).to_be_visible()
    tab_to(page, "main [type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Die Erleichterung ist gelöscht.")).to_be_visible()
    expect(page.get_by_text("Noch ist nichts eingetragen.")).to_be_visible()
