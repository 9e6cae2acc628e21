"""Somebody without a right in the admin writes a practice, on a phone and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from practices.submission.models import Submission
from search.services import rebuild
from tests.factories import GoodPracticeFactory
from tests.practices.submission.writing import address, begun, write

from .conftest import PHONE
from .test_axe import violations
from .test_reflow import lost
from .world import LONG, size

pytestmark = pytest.mark.browser
AUTHOR, REDAKTION = "lernen@bochum.example", "redaktion@bochum.example"


def press(page: Page, name: str) -> None:
    """A link or button by keyboard."""
    target = page.get_by_role("main").locator("a, button").filter(has_text=name).first
    target.focus()
    page.keyboard.press("Enter")


def test_from_the_start_to_the_redaktion_on_a_phone(browsing, cast):
    GoodPracticeFactory(parent=cast.herne, title="Tandem im Rathaus", slug="tandem")
    rebuild()
    page = browsing.open("/praxis-einreichen/", user=AUTHOR, viewport=PHONE)
    press(page, "Neues Beispiel beginnen")
    page.get_by_role("textbox", name="Titel").focus()
    page.keyboard.type("Tandem für Neue")
    # It saves itself, and shows what others have, while one goes on writing.
    expect(page.locator("[data-status]")).to_contain_text("Gespeichert um", timeout=20_000)
    expect(page.get_by_text("Ähnliches gibt es in Herne")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("link", name="Tandem im Rathaus")).to_be_visible()
    assert page.url.endswith("/titel/")
    press(page, "Weiter")
    page.get_by_role("textbox", name="Kurzfassung").focus()
    page.keyboard.type("Wer neu ist, bekommt ein Gegenüber.")
    expect(page.locator(".character-count")).to_have_text("Noch 265 von 300 Zeichen")
    page.keyboard.press("Tab")
    expect(page.locator("[data-status]")).to_contain_text("Gespeichert um", timeout=20_000)
    page.close()

    # Another day: everything is there.
    page = browsing.open("/praxis-einreichen/", user=AUTHOR, viewport=PHONE)
    press(page, "Tandem für Neue")
    expect(page.get_by_text("2 von 18 Fragen sind beantwortet.")).to_be_visible()
    press(page, "So sehen es Besucher*innen")
    expect(page.locator(".draft-banner")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tandem für Neue")
    expect(page.get_by_text("Wer neu ist, bekommt ein Gegenüber.")).to_be_visible()
    press(page, "Zurück zu den Fragen")
    page.get_by_label("Nachricht an die Redaktion").fill("Bitte den Aufwand ergänzen.")
    press(page, "Zur Prüfung an die Redaktion geben")
    expect(page.get_by_text("Ihr Entwurf ist bei der Redaktion.")).to_be_visible()

    editor = browsing.open("/admin/", user=REDAKTION)
    editor.get_by_role("link", name="Tandem für Neue").first.click()
    expect(editor.get_by_text(f"Von {AUTHOR} am")).to_be_visible()
    expect(editor.locator("#id_summary")).to_have_value("Wer neu ist, bekommt ein Gegenüber.")
    # The editor's form shows what is near as well.
    expect(editor.get_by_text("Ähnliches gibt es in Herne")).to_be_visible(timeout=20_000)


def test_offline_and_signed_out_the_words_stay(browsing, cast):
    submission = begun(cast.learner)
    page = browsing.open(address("step", submission, "anlass"), user=AUTHOR, viewport=PHONE)
    field, status = page.get_by_role("textbox", name="Anlass"), page.locator("[data-status]")
    page.context.set_offline(True)
    field.fill("Viele gingen.")
    expect(status).to_contain_text("Keine Verbindung.", timeout=20_000)
    press(page, "Weiter")
    expect(field).to_have_value("Viele gingen.")
    page.context.set_offline(False)
    expect(status).to_contain_text("Gespeichert um", timeout=30_000)

    page.context.clear_cookies(name="sessionid")
    field.fill("Viele gingen früh.")
    expect(status).to_contain_text("Ihre Anmeldung ist abgelaufen.", timeout=20_000)
    expect(status.get_by_role("link", name="In neuem Fenster anmelden")).to_be_visible()
    expect(field).to_have_value("Viele gingen früh.")


def test_what_is_refused_at_the_end_of_a_long_page_is_read_first(browsing, cast):
    page = browsing.open(address("overview", begun(cast.learner)), user=AUTHOR, viewport=PHONE)
    press(page, "Zur Prüfung an die Redaktion geben")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Die Kurzfassung fehlt noch.")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()


def test_two_windows_and_the_second_sees_both_versions(browsing, cast):
    submission = begun(cast.learner)
    page = browsing.open(address("step", submission, "anlass"), user=AUTHOR)
    write(cast.editor_bochum, submission, "anlass", {"need": "So sagt es die Redaktion."})
    page.get_by_role("textbox", name="Anlass").fill("So ich.")
    expect(page.locator("[data-status]")).to_contain_text("jemand anderes", timeout=20_000)
    press(page, "Weiter")
    expect(page.get_by_text("So sagt es die Redaktion.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Anlass")).to_have_value("So ich.")
    press(page, "Weiter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Was sollte danach anders sein?")
    assert Submission.objects.get().draft.need == "<p>So ich.</p>"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_pages_pass_and_lose_nothing(browsing, axe, cast, width, scheme):
    GoodPracticeFactory(parent=cast.herne, title=f"Tandem: {LONG}", summary=LONG)
    rebuild()
    submission = begun(cast.learner, f"Tandem: {LONG}")
    slugs = ("titel", "kontakt", "handlungsfelder", "stand", "kennzahlen", "bild", "vorlagen")
    addresses = {
        "start": "/praxis-einreichen/",
        "new": "/praxis-einreichen/neu/",
        "overview": address("overview", submission),
        "preview": address("preview", submission),
        **{slug: address("step", submission, slug) for slug in slugs},
    }
    page = browsing.open(
        "/praxis-einreichen/",
        user=AUTHOR,
        viewport=size(width),
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    found = {}
    for name, where in addresses.items():
        page.goto(where)
        found[name] = violations(page, axe) + lost(page)
    assert {name: problems for name, problems in found.items() if problems} == {}
