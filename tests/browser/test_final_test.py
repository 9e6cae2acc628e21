"""A final test by keyboard on a phone: its time, two tabs, a connection that is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.training.finaltest.courses import course_with_test, paper_of, ready
from training.finaltest.models import TestAttempt as Attempt

from .conftest import PHONE
from .test_axe import violations
from .test_keyboard import tab_to
from .test_questions import answer_by_keyboard
from .test_reflow import lost


def start(course) -> str:
    return f"/lernen/kurs/{course.pk}/test/"


def leave(seconds: int) -> None:
    """Sets the server's time so that the open attempt has so many seconds left of 20 minutes."""
    begun = timezone.now() - timedelta(minutes=20) + timedelta(seconds=seconds)
    assert Attempt.objects.filter(handed_in_at=None).update(started_at=begun) == 1


def answers() -> list:
    return list(Attempt.objects.get().answers.values())


def opened(browsing, cast, course, **options):
    page = browsing.open(start(course), viewport=PHONE, user=cast.learner.email, **options)
    page.get_by_role("button", name="Test beginnen").click()
    page.wait_for_url("**/1/frage/1/*")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_whole_test_by_keyboard_on_a_phone(cast, browsing, axe, scheme):
    course = course_with_test(cast.bochum, time_limit_minutes=20, max_attempts=2)
    ready(cast.learner, course)
    page = browsing.open(
        start(course),
        viewport=PHONE,
        user=cast.learner.email,
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    problems = {"start": violations(page, axe) + lost(page)}
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1/frage/1/*")
    for number, asked in enumerate(paper_of(Attempt.objects.get()), 1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Frage {number} von 8")
        # The first stop after the heading is the question's own control, once the address has led
        # to it.
        page.wait_for_load_state()
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('.question__fields')")
        answer_by_keyboard(page, asked.question.kind)
        problems[asked.question.kind] = violations(page, axe) + lost(page)
        expect(page.locator("[name=zu]").first).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_text("Alle Fragen sind beantwortet.")).to_be_visible()
    problems["check"] = violations(page, axe) + lost(page)
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bestanden")
    expect(page.get_by_text("Ganz richtig: 8 von 8 Fragen.")).to_be_visible()
    problems["result"] = violations(page, axe) + lost(page)
    assert not any(problems.values()), problems


def test_the_time_is_told_and_its_end_hands_in_what_stands_there(cast, browsing):
    course = course_with_test(cast.bochum, "short", time_limit_minutes=20)
    ready(cast.learner, course)
    page = opened(browsing, cast, course)
    expect(page.locator("[data-time]")).to_have_text("Noch 20 Minuten")
    leave(302)
    page.reload()
    expect(page.locator("[data-announce]")).to_contain_text("Noch 5 Minuten.")
    leave(62)
    page.reload()
    expect(page.locator("[data-announce]")).to_contain_text("Noch eine Minute.")
    expect(page.locator("[data-time]")).to_have_text("Noch weniger als eine Minute")
    leave(3)
    page.reload()
    page.get_by_label("Ihre Antwort").fill("Maßregelungsverbot")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bestanden", timeout=10_000)
    expect(page.get_by_text("Die Zeit war um.")).to_be_visible()
    assert answers() == ["Maßregelungsverbot"]


def test_time_that_was_given_meanwhile_counts_at_once(cast, browsing):
    course = course_with_test(cast.bochum, "short", time_limit_minutes=20)
    ready(cast.learner, course)
    page = opened(browsing, cast, course)
    leave(2)
    page.reload()
    course.test_extensions.create(user=cast.learner, extra_minutes=10)

    expect(page.locator("[data-time]")).to_have_text("Noch 10 Minuten", timeout=10_000)
    assert Attempt.objects.get().is_open


def test_a_second_tab_shares_the_attempt_and_its_end(cast, browsing):
    course = course_with_test(cast.bochum, "short", "gap")
    ready(cast.learner, course)
    first = opened(browsing, cast, course)
    second = first.context.new_page()
    second.goto(start(course))
    second.get_by_role("button", name="Test fortsetzen").click()
    second.wait_for_url("**/1/frage/1/*")
    second.goto(f"{start(course)}1/abgabe/")
    second.get_by_role("button", name="Trotzdem abgeben").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Noch nicht bestanden")

    first.locator(".question__fields input").first.fill("Zu spät")

    expect(first.get_by_role("heading", level=1)).to_have_text("Noch nicht bestanden")
    assert answers() == []


def test_an_answer_outlives_a_lost_connection_and_a_closed_page(cast, browsing):
    course = course_with_test(cast.bochum, "short")
    ready(cast.learner, course)
    page = opened(browsing, cast, course)
    status = page.locator("[data-status]")
    page.context.set_offline(True)
    page.get_by_label("Ihre Antwort").fill("Ohne Netz")
    expect(status).to_contain_text("Keine Verbindung.")
    page.context.set_offline(False)
    expect(status).to_have_text("Gespeichert", timeout=10_000)
    assert answers() == ["Ohne Netz"]

    page.get_by_label("Ihre Antwort").fill("Gleich weg")
    page.goto(start(course))
    page.get_by_role("button", name="Test fortsetzen").click()
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Gleich weg")
