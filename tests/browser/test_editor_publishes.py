"""The whole way: an editor writes, the Projektgruppe approves, a visitor finds it."""

import re

import pytest
from playwright.sync_api import Page, expect
from wagtail.images.tests.utils import get_test_image_file

from portal.home.models import HomePage
from practices.models import GoodPracticePage
from practices.review.checklist import CHECKS
from tests.practices.review.people import reviewers

pytestmark = pytest.mark.browser

STORY = ["need", "aim", "approach", "result", "pitfalls", "success_factors"]


def write(page: Page, field: str, text: str) -> None:
    """Types into one of Wagtail's rich text editors."""
    page.locator(f'[data-contentpath="{field}"] [contenteditable="true"]').click()
    page.keyboard.type(text)


def upload_image(page: Page) -> None:
    page.get_by_role("button", name="Bild auswählen").click()
    page.get_by_role("tab", name="Hochladen").click()
    dialog = page.get_by_role("dialog")
    dialog.locator('input[type="file"]').set_input_files(
        {
            "name": "tandem.png",
            "mimeType": "image/png",
            "buffer": get_test_image_file().file.getvalue(),
        }
    )
    dialog.get_by_label("Titel").fill("Tandem")
    dialog.get_by_label("Bildbeschreibung").fill("Zwei Menschen beugen sich über einen Plan")
    dialog.get_by_role("button", name="Hochladen").click()
    expect(dialog).to_have_count(0)


def fill_basics(page: Page) -> None:
    upload_image(page)
    page.locator("#id_title").fill("Tandem für den ersten Monat")
    page.locator("#id_summary").fill("Wer neu ist, bekommt ein Gegenüber aus einem anderen Amt.")
    page.locator("#id_department").fill("Fachbereich Personal")
    page.locator("#id_contact_role").fill("Koordination Einarbeitung")
    page.locator("#id_contact_email").fill("einarbeitung@bochum.example")
    page.locator("#id_contact_phone").fill("0221 4710-100")
    page.get_by_label("Interkulturelle Kompetenz als Qualitätsmerkmal").check()
    page.get_by_label("Onboarding", exact=True).check()
    page.get_by_label("Beschäftigte", exact=True).check()
    page.locator(".tagit-new input").click()
    page.keyboard.type("Patenprogramm,")
    page.locator("#id_status").select_option(label="laufend")
    page.locator("#id_started").fill("01.03.2025")
    # The calendar covers what follows until one clicks elsewhere.
    page.get_by_role("heading", name="Kontraktziele").click()


def fill_the_rest(page: Page) -> None:
    page.get_by_role("tab", name="Inhalt").click()
    for field in STORY:
        write(page, field, f"Was zum Feld {field} zu sagen ist.")
    page.get_by_role("tab", name="Transfer").click()
    page.locator("#id_effort_days").fill("12")
    page.locator("#id_lead_weeks").fill("6")
    page.locator("#id_cost_level").select_option(label="keine")
    page.locator("#id_transferability").select_option(label="direkt")
    page.get_by_role("tab", name="Prüfung").click()
    page.locator("#id_evidence_level").select_option(label="begründet")


def choose_action(page: Page, name: str | re.Pattern) -> None:
    """An action from the menu at the end of the form, or the one beside it."""
    action = page.get_by_role("button", name=name)
    if not action.is_visible():
        page.get_by_role("button", name="Mehr Aktionen").click()
    action.click()


def approve(page: Page, *, level: str) -> None:
    """The check list in its dialog; first without an answer, which is asked for."""
    dialog = page.get_by_role("dialog")
    expect(dialog.locator('input[name="check_language"]').first).to_be_visible()
    approve_button = dialog.get_by_role("button", name="Freigeben")
    approve_button.click()
    expect(dialog.locator(".error-message").first).to_be_visible()
    for check in CHECKS:
        dialog.locator(f'input[name="check_{check.key}"][value="ja"]').check()
    if level:
        dialog.get_by_role("combobox", name="Evidenzstufe").select_option(label=level)
        dialog.get_by_role("textbox", name="Begründung der Evidenzstufe").fill("Mit Zahlen belegt.")
    approve_button.click()
    expect(page.locator(".messages")).to_contain_text("Tandem für den ersten Monat", timeout=30_000)


def test_from_the_first_word_to_the_first_visitor(browsing, cast, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # see `choose_action`
    reviewers(cast)
    add = f"/admin/pages/add/practices/goodpracticepage/{cast.bochum.pk}/"
    editor = browsing.open(add, user="redaktion@bochum.example")
    fill_basics(editor)
    fill_the_rest(editor)
    choose_action(editor, re.compile("einreichen"))
    expect(editor.locator(".messages")).to_contain_text("Tandem für den ersten Monat")
    practice = GoodPracticePage.objects.get()
    assert not practice.live
    assert [tag.name for tag in practice.tags.all()] == ["Patenprogramm"]

    edit = f"/admin/pages/{practice.pk}/edit/"
    reviewer = browsing.open(edit, user="projektgruppe@bochum.example")
    choose_action(reviewer, "Freigeben")
    approve(reviewer, level="mit Kennzahlen")

    colleague = browsing.open(edit, user="projektgruppe@bochum.example")
    expect(colleague.locator(".messages")).to_contain_text("aus einer anderen Stadt")
    expect(colleague.get_by_text("Freigeben")).to_have_count(0)
    colleague.close()

    second = browsing.open(edit, user="projektgruppe@herne.example")
    choose_action(second, re.compile("Freigeben"))
    approve(second, level="")

    visitor = browsing.open(HomePage.objects.get().url)
    visitor.get_by_role("combobox").first.fill("patenprogramm einarbeitung")
    visitor.keyboard.press("Enter")
    visitor.get_by_role("link", name="Tandem für den ersten Monat").click()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Tandem für den ersten Monat")
    expect(
        visitor.get_by_role("img", name="Zwei Menschen beugen sich über einen Plan")
    ).to_be_visible()
