"""No step of a course is lost: tabs closed, two devices, no connection, a page open too long."""

import re
import time
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.training.progress.courses import NOTE, QUESTION, course_of
from training.courses.models import Enrolment
from training.progress.service import progress_of

from .conftest import PHONE
from .test_axe import violations

pytestmark = pytest.mark.browser
LEARNER = "lernen@bochum.example"
SENDING = "**/lernen/fortschritt/**"


@pytest.fixture
def course(cast):
    return course_of(cast.bochum, title="Grundlagen")


def overview(course) -> str:
    return reverse("courses:overview", args=[course.pk])


def begun(browsing, course, *, user: str = LEARNER, **options) -> Page:
    """The first lesson, open on a device where the learner signs in."""
    page = browsing.open(overview(course), user=user, **options)
    page.get_by_role("main").get_by_role("button", name="Kurs beginnen").or_(
        page.get_by_role("link", name="Weiter, wo Sie waren")
    ).click()
    expect(note_of(page)).to_be_visible()
    # Its scripts are there, too: whoever loses the connection before that has a page without any.
    page.wait_for_load_state()
    return page


def note_of(page: Page):
    return page.get_by_label("Ihre Notiz – nur Sie können sie lesen")


def again(browsing, page: Page) -> Page:
    """The tab is closed, and the lesson opened in a new one, by what the overview offers."""
    context, address = page.context, page.url
    page.close()
    page = context.new_page()
    page.goto(urljoin(address, "../../"))
    return page


def kept(activity: str):
    """What the database has of it."""
    row = progress_of(Enrolment.objects.get()).get(activity)
    return row and row.state


def eventually(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Waits for it; longer than the page does before its fourth attempt."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.25)


def choose(page: Page, words: str) -> None:
    question = page.locator(f"#frage-{QUESTION}")
    question.get_by_label(words).focus()
    page.keyboard.press("Space")
    question.get_by_role("button", name="Antwort prüfen").press("Enter")


def test_the_tab_is_closed_at_every_step_on_a_phone(browsing, cast, course, axe):
    page = begun(browsing, course, viewport=PHONE)
    assert violations(page, axe) == []

    # In the middle of a word: nothing has been sent yet.
    note_of(page).press_sequentially("Nachfra")
    page = again(browsing, page)
    page.get_by_role("link", name="Weiter, wo Sie waren").press("Enter")
    expect(note_of(page)).to_have_value("Nachfra")
    note_of(page).press("End")
    page.keyboard.type("gen")
    eventually(lambda: kept(NOTE) == {"text": "Nachfragen"})

    choose(page, "Behinderung")
    expect(page.get_by_text("Doch, es steht in § 1.")).to_be_visible()
    page = again(browsing, page)
    page.get_by_role("link", name="Weiter, wo Sie waren").press("Enter")
    expect(page).to_have_url(re.compile(f"#aktivitaet-{QUESTION}$"))
    expect(page.get_by_text("Doch, es steht in § 1.")).to_be_visible()
    choose(page, "Einkommen")
    expect(page.locator(".question__outcome")).to_be_focused()
    expect(page.locator(".question__outcome")).to_contain_text("Genau so.")
    assert violations(page, axe) == []

    page.get_by_role("button", name="Weiter zur nächsten Lektion").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Schluss")
    page = again(browsing, page)
    expect(page.get_by_role("region", name="Was noch fehlt")).to_contain_text("2 von 3 Schritten")
    assert violations(page, axe) == []
    page.get_by_role("link", name="Weiter, wo Sie waren").press("Enter")
    page.get_by_role("button", name="Zur Kursübersicht").press("Enter")
    expect(page.get_by_text("Sie haben diesen Kurs")).to_be_visible()
    assert Enrolment.objects.get().finished_at


def test_what_somebody_writes_now_wins_on_two_devices(browsing, cast, course):
    phone = begun(browsing, course, viewport=PHONE)
    office = begun(browsing, course)

    note_of(office).fill("Im Büro begonnen")
    eventually(lambda: kept(NOTE) == {"text": "Im Büro begonnen"})
    for number in range(3):
        note_of(office).fill(f"Im Büro geschrieben, {number}")
    eventually(lambda: kept(NOTE) == {"text": "Im Büro geschrieben, 2"})

    # The phone's page does not know of it, and is where somebody writes now.
    note_of(phone).fill("Unterwegs")
    eventually(lambda: kept(NOTE) == {"text": "Unterwegs"})

    office.reload()
    expect(note_of(office)).to_have_value("Unterwegs")


def test_offline_everything_waits_in_the_browser(browsing, cast, course):
    page = begun(browsing, course)
    note_of(page).fill("Mit Netz")
    eventually(lambda: kept(NOTE) == {"text": "Mit Netz"})

    page.context.set_offline(True)
    note_of(page).fill("Im Tunnel")
    expect(page.get_by_text("Keine Verbindung.")).to_be_visible()
    assert kept(NOTE) == {"text": "Mit Netz"}
    page.context.set_offline(False)
    expect(page.get_by_text("Lernstand gespeichert.")).to_be_visible()
    eventually(lambda: kept(NOTE) == {"text": "Im Tunnel"})

    # Closed while there is none: the next page brings it.
    page.context.set_offline(True)
    note_of(page).fill("Im nächsten Tunnel")
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(note_of(page)).to_have_value("Im nächsten Tunnel")
    eventually(lambda: kept(NOTE) == {"text": "Im nächsten Tunnel"})


def test_what_the_server_cannot_take_does_not_hold_up_the_rest(browsing, cast, course):
    page = begun(browsing, course)
    page.evaluate(
        """document.dispatchEvent(new CustomEvent("progress:record", {
            detail: { activity: "x".repeat(300), state: 1 },
        }))"""
    )
    note_of(page).fill("Trotzdem")
    eventually(lambda: kept(NOTE) == {"text": "Trotzdem"})

    waiting = "Object.keys(localStorage).filter((key) => key.startsWith('progress:')).length"
    eventually(lambda: page.evaluate(waiting) == 0)


def test_a_page_that_is_open_too_long_says_so_and_loses_nothing(browsing, cast, course):
    page = begun(browsing, course)
    page.route(SENDING, lambda route: route.fulfill(status=410, json={"sentence": "alt"}))
    note_of(page).fill("Über Nacht")
    expect(page.get_by_text("Diese Seite ist zu lange offen")).to_be_visible()

    page.unroute(SENDING)
    page.reload()
    expect(note_of(page)).to_have_value("Über Nacht")
    eventually(lambda: kept(NOTE) == {"text": "Über Nacht"})


def test_without_javascript_the_whole_course_can_be_taken(browsing, cast, course):
    page = begun(browsing, course, java_script_enabled=False)
    note_of(page).fill("Mit dem Formular")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_text("Ihre Notiz ist gespeichert.")).to_be_visible()
    expect(note_of(page)).to_have_value("Mit dem Formular")

    page.get_by_label("Einkommen").check()
    page.get_by_role("button", name="Antwort prüfen").click()
    expect(page.get_by_text("Genau so.")).to_be_visible()
    page.get_by_role("button", name="Weiter zur nächsten Lektion").click()
    page.get_by_role("button", name="Zur Kursübersicht").click()
    expect(page.get_by_text("Sie haben diesen Kurs")).to_be_visible()
