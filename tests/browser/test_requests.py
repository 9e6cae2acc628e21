"""A city asks, another one answers, in a real browser."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from .test_axe import violations
from .test_reflow import lost
from .world import size


def test_a_city_asks_and_another_one_answers(world, browsing, axe):
    page = browsing.open("/wir-suchen/", user=world.cast.editor_herne.email)
    page.get_by_role("link", name="Gesuch einstellen").click()
    page.get_by_role("button", name="Gesuch veröffentlichen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert violations(page, axe) == []
    page.get_by_label("Titel").fill("Bewerbung ohne Foto")
    page.get_by_label("Was suchen Sie?").fill("Wer verzichtet auf Fotos?")
    page.get_by_label("Wofür brauchen Sie es?").fill("Für die Ausbildung.")
    page.get_by_label("Personalauswahl").check()
    page.get_by_label("Funktion", exact=True).fill("Koordination")
    page.get_by_label("E-Mail der Funktion").fill("vielfalt@herne.example")
    until = timezone.localdate() + datetime.timedelta(days=30)
    page.get_by_label("Gesucht bis").fill(until.isoformat())
    page.get_by_role("button", name="Gesuch veröffentlichen").click()
    expect(page.get_by_role("heading", name="Bewerbung ohne Foto")).to_be_visible()
    address = page.url

    page = browsing.open(address, viewport=size(360), user=world.cast.editor_bochum.email)
    page.get_by_role("link", name="Mit einem Eintrag antworten").click()
    assert violations(page, axe) == []
    assert lost(page) == []
    page.get_by_label("Einträge suchen").fill("Anonymisierte Bewerbung")
    page.locator("main").get_by_role("button", name="Suchen", exact=True).click()
    # However long the title beside it is, a button keeps its size.
    choice = page.get_by_label(world.practice.title)
    choice.evaluate("button => button.closest('label').append(' ein langer Titel'.repeat(20))")
    assert choice.bounding_box()["width"] == pytest.approx(choice.bounding_box()["height"], abs=1)
    choice.check()
    page.get_by_label("Warum passt das?").fill("Neun Verfahren ohne Foto.")
    page.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(page.get_by_text("Ihre Antwort steht beim Gesuch.")).to_be_visible()

    page = browsing.open(address, user=world.cast.editor_herne.email)
    page.get_by_role("button", name="Das hat geholfen").click()
    expect(page.get_by_text("hat geholfen", exact=True)).to_be_visible()
    page.get_by_role("button", name="Gesuch schließen").click()
    expect(page.get_by_text("Die Stadt sucht nicht mehr.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_s_pages_pass(world, browsing, axe, scheme):
    page = browsing.open(
        world.request.get_absolute_url(),
        color_scheme=scheme,
        reduced_motion="reduce",
        user=world.cast.editor_herne.email,
    )
    assert violations(page, axe) == []
    for step in ("aendern", "loeschen"):
        page.goto(f"/wir-suchen/{world.request.pk}/{step}/")
        assert violations(page, axe) == [], step
