"""The list of one's own and the comparison: on a phone and a desktop, with and without script."""

import pytest
from playwright.sync_api import expect

from practices.models import GoodPracticePage

from .test_axe import violations
from .test_reflow import lost
from .world import size

ON, OFF = "Auf die Merkliste", "Von der Merkliste nehmen"


def keep_by_form(page, *addresses: str) -> None:
    for address in addresses:
        page.goto(address)
        page.locator("button[name=aufnehmen]").click()
        expect(page.locator("button[name=entfernen]")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_pages_pass_and_lose_nothing(world, browsing, axe, width, scheme):
    page = browsing.open(
        "/merkliste/", viewport=size(width), color_scheme=scheme, reduced_motion="reduce"
    )
    found = {"empty": violations(page, axe) + lost(page)}
    others = list(GoodPracticePage.objects.filter(title__startswith="Bewerbung leicht")[:3])
    keep_by_form(page, world.practice.url, world.module.url, *(other.url for other in others))
    found["kept"] = violations(page, axe) + lost(page)
    page.goto("/merkliste/")
    found["list"] = violations(page, axe) + lost(page)
    shared = page.get_by_label("Adresse dieser Liste").input_value()
    for choice in page.get_by_role("checkbox", name="Vergleichen").all():
        choice.check()
    page.get_by_role("button", name="Ausgewählte vergleichen").click()
    expect(page.locator("thead th")).to_have_count(4)
    found["comparison"] = violations(page, axe) + lost(page)
    box = page.locator(".comparison__box")
    if width < 400:
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        page.keyboard.press("ArrowRight")
        # Waiting within the page would evaluate a string, which its policy forbids.
        for _attempt in range(50):
            if box.evaluate("box => box.scrollLeft"):
                break
            page.wait_for_timeout(100)
        assert box.evaluate("box => box.scrollLeft") > 0
    for name, address in {"shared": shared, "sentence": "/praxis/vergleich/?eintrag=1"}.items():
        page.goto(address)
        found[name] = violations(page, axe) + lost(page)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_a_hit_is_kept_without_leaving_the_search(world, browsing):
    page = browsing.open("/suche/?q=Anonymisierte")
    button = page.locator(".hit").first.get_by_role("button", name=ON)
    button.focus()
    page.keyboard.press("Enter")
    kept = page.locator(".hit").first.get_by_role("button", name=OFF)
    expect(kept).to_be_focused()
    expect(page.locator(".site-nav .shortlist-count__number")).to_have_text("1")
    assert page.url.endswith("/suche/?q=Anonymisierte")
    # Buttons of results that came by themselves work as well.
    page.get_by_role("searchbox").or_(page.locator("#suchtext")).first.fill("Onboarding")
    page.wait_for_url("**q=Onboarding**")
    page.locator(".hit").first.get_by_role("button", name=ON).click()
    expect(page.locator(".site-nav .shortlist-count__number")).to_have_text("2")


def test_works_without_script(world, browsing):
    page = browsing.open("/suche/?q=Anonymisierte", java_script_enabled=False)
    page.locator(".hit").first.get_by_role("button", name=ON).click()
    assert page.url.endswith("/suche/?q=Anonymisierte")
    page.goto("/merkliste/")
    expect(page.locator(".listed__title")).to_have_count(1)
    shared = page.get_by_label("Adresse dieser Liste").input_value()
    page.get_by_role("button", name=OFF).click()
    expect(page.get_by_text("Ihre Merkliste ist leer.")).to_be_visible()
    page.goto(shared)
    page.get_by_role("button", name="Alle auf meine Merkliste übernehmen").click()
    expect(page.locator(".listed__title")).to_have_count(1)
