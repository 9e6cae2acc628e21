"""Nothing of a learner stays on a shared computer, and nothing of it is lost on the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.training.progress.courses import NOTE, course_of

from .test_progress import SENDING, begun, eventually, kept, note_of

pytestmark = pytest.mark.browser
HELD = "Object.keys(localStorage).filter((key) => key.startsWith('progress'))"


@pytest.fixture
def course(cast):
    return course_of(cast.bochum, title="Grundlagen")


def closed_in_a_tunnel(browsing, course, text: str) -> Page:
    """A note is written without a connection, and its tab closed; another tab is at the account."""
    page = begun(browsing, course)
    page.context.set_offline(True)
    note_of(page).fill(text)
    expect(page.get_by_text("Keine Verbindung.")).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    return context.new_page()


def sign_out(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Abmelden").click()


def test_what_waits_is_sent_before_somebody_signs_out(browsing, cast, course):
    page = closed_in_a_tunnel(browsing, course, "Nur für mich")
    page.route("**/lernen/fortschritt/", lambda route: route.abort())
    page.goto("/konto/")
    sign_out(page)
    expect(page.get_by_text("noch nicht gespeichert")).to_be_visible()
    assert page.evaluate(HELD)

    page.unroute("**/lernen/fortschritt/")
    sign_out(page)
    expect(page.get_by_role("link", name="Anmelden")).to_be_visible()
    assert page.evaluate(HELD) == []
    assert kept(NOTE) == {"text": "Nur für mich"}


def test_the_page_that_asks_before_signing_out_sends_it_too(browsing, course):
    page = closed_in_a_tunnel(browsing, course, "Nur für mich")
    page.goto("/konto/logout/")
    sign_out(page)
    expect(page.get_by_role("link", name="Anmelden")).to_be_visible()
    assert page.evaluate(HELD) == []
    assert kept(NOTE) == {"text": "Nur für mich"}


def test_whoever_insists_leaves_nothing_behind(browsing, cast, course):
    page = closed_in_a_tunnel(browsing, course, "Nur für mich")
    page.route(SENDING, lambda route: route.abort())
    page.goto("/konto/")
    sign_out(page)
    expect(page.get_by_text("noch nicht gespeichert")).to_be_visible()
    sign_out(page)

    expect(page.get_by_role("link", name="Anmelden")).to_be_visible()
    assert page.evaluate(HELD) == []


def test_somebody_else_finds_nothing(browsing, cast, course):
    page = closed_in_a_tunnel(browsing, course, "Nur für mich")
    page.context.clear_cookies()
    page.goto("/konto/login/")
    assert page.evaluate(HELD)
    page.get_by_label("E-Mail").fill(cast.editor_herne.email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()

    expect(page.get_by_role("heading", name="Mein Konto")).to_be_visible()
    eventually(lambda: page.evaluate(HELD) == [])
