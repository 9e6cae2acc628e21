"""Nothing of a learner stays on a shared computer, and nothing of it is lost on the way."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.training.progress.courses import NOTE, course_of

from .test_progress import LEARNER, SENDING, begun, eventually, kept, note_of

pytestmark = pytest.mark.browser
WAITING = "Object.keys(localStorage).filter((key) => key.startsWith('progress:'))"
#: And how far this browser has counted.
HELD = "Object.keys(localStorage).filter((key) => key.startsWith('progress'))"


@pytest.fixture
def course(cast):
    return course_of(cast.bochum, title="Grundlagen")


def closed_in_a_tunnel(browsing, course, text: str, *, user: str = LEARNER) -> Page:
    """A note is written without a connection, and its tab closed; another tab is at the account."""
    page = begun(browsing, course, user=user)
    page.context.set_offline(True)
    note_of(page).fill(text)
    expect(page.get_by_text("Keine Verbindung.")).to_be_visible()
    context = page.context
    # The tunnel that Playwright makes ends a moment before the page does, which then sends.
    page.evaluate(
        "() => { navigator.sendBeacon = () => false; window.fetch = () => Promise.reject(); }"
    )
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


def sign_out_of_admin(page: Page, *, is_open: bool = False) -> None:
    """By the menu of the person, which stays open."""
    menu = page.locator("#wagtail-sidebar")
    if not is_open:
        menu.get_by_role("button", name=re.compile("Konto|redaktion")).click()
    menu.get_by_role("button", name="Abmelden").click()


def test_the_admin_s_menu_sends_it_before_it_signs_out(browsing, cast, course):
    page = closed_in_a_tunnel(browsing, course, "Aus der Redaktion", user=cast.editor_bochum.email)
    page.route("**/lernen/fortschritt/", lambda route: route.abort())
    page.goto("/admin/")
    sign_out_of_admin(page)
    expect(page.get_by_text("noch nicht gespeichert")).to_be_visible()
    assert page.evaluate(HELD)

    page.unroute("**/lernen/fortschritt/")
    sign_out_of_admin(page, is_open=True)
    expect(page.get_by_label("Passwort", exact=True)).to_be_visible()
    assert page.evaluate(HELD) == []
    assert kept(NOTE) == {"text": "Aus der Redaktion"}


def sign_in(page: Page, email: str, *, then: str) -> None:
    """Where the session is over: it has expired, or the password was changed elsewhere."""
    page.context.clear_cookies()
    page.goto(f"/konto/login/?next={then}")
    assert page.evaluate(HELD)
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda address: urlsplit(address).path == then)


@pytest.mark.parametrize("then", ["/staedte/", "/admin/"])
def test_somebody_else_finds_nothing_wherever_they_go(browsing, cast, course, then):
    page = closed_in_a_tunnel(browsing, course, "Nur für mich")
    sign_in(page, cast.editor_herne.email, then=then)

    eventually(lambda: page.evaluate(HELD) == [])
    assert kept(NOTE) is None


def test_after_the_session_is_over_it_goes_with_the_first_page(browsing, cast, course):
    page = closed_in_a_tunnel(browsing, course, "Nur für mich")
    sign_in(page, LEARNER, then="/staedte/")

    eventually(lambda: page.evaluate(WAITING) == [])
    assert kept(NOTE) == {"text": "Nur für mich"}


def test_a_lesson_left_open_keeps_nothing_after_signing_out(browsing, course):
    lesson = begun(browsing, course)
    note_of(lesson).fill("Vorher")
    eventually(lambda: kept(NOTE) == {"text": "Vorher"})
    account = lesson.context.new_page()
    account.goto("/konto/")
    sign_out(account)
    expect(account.get_by_role("link", name="Anmelden")).to_be_visible()

    expect(lesson.get_by_text("Sie haben sich abgemeldet.")).to_be_visible()
    note_of(lesson).fill("Von wem auch immer")
    lesson.wait_for_timeout(1500)
    assert lesson.evaluate(HELD) == []
    lesson.close()
    assert kept(NOTE) == {"text": "Vorher"}


def test_a_lesson_left_open_says_that_the_session_is_over(browsing, course):
    lesson = begun(browsing, course)
    lesson.context.clear_cookies()
    note_of(lesson).fill("Trotzdem")

    expect(lesson.get_by_text("Sie sind seitdem abgemeldet.")).to_be_visible()
    assert kept(NOTE) is None
    # Whoever it was signs in again, and finds it.
    sign_in(lesson, LEARNER, then=urlsplit(lesson.url).path)
    expect(note_of(lesson)).to_have_value("Trotzdem")
    eventually(lambda: kept(NOTE) == {"text": "Trotzdem"})
