"""On a slow connection somebody writes before the page's scripts are there: that is kept too."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from practices.submission.models import Submission
from tests.practices.submission.writing import address, begun
from tests.training.finaltest.courses import course_with_test, ready
from tests.training.progress.courses import NOTE, course_of

from .test_final_test import answers, opened
from .test_guided_form import AUTHOR
from .test_progress import begun as lesson_begun
from .test_progress import eventually, kept, note_of

pytestmark = pytest.mark.browser


@contextmanager
def slow(page: Page, script: str) -> Iterator[None]:
    """The page once more; its `script` comes only after the block."""
    held = []
    page.route(f"**/{script}*.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    yield
    eventually(lambda: held or page.wait_for_timeout(50))
    for route in held:
        route.continue_()
    page.unroute(f"**/{script}*.js")


def test_a_step_of_the_guided_form(browsing, cast):
    submission = begun(cast.learner)
    page = browsing.open(address("step", submission, "anlass"), user=AUTHOR)
    with slow(page, "submission"):
        page.get_by_role("textbox", name="Anlass").fill("Viele gingen.")
    expect(page.locator("[data-status]")).to_contain_text("Gespeichert um")
    assert Submission.objects.get().draft.need == "<p>Viele gingen.</p>"


def test_what_nobody_has_touched_is_not_saved(browsing, cast):
    submission = begun(cast.learner)
    page = browsing.open(address("step", submission, "stand"), user=AUTHOR)
    with slow(page, "submission"):
        expect(
            page.get_by_role("main").get_by_role("button", name="Weiter", exact=True)
        ).to_be_visible()
    page.wait_for_load_state()
    page.wait_for_timeout(2_500)
    expect(page.locator("[data-status]")).to_be_empty()


def test_an_answer_of_the_final_test(browsing, cast):
    course = course_with_test(cast.bochum, "short")
    ready(cast.learner, course)
    page = opened(browsing, cast, course)
    with slow(page, "finaltest"):
        page.get_by_label("Ihre Antwort").fill("Vielfalt")
    expect(page.locator("[data-status]")).to_have_text("Gespeichert")
    assert answers() == ["Vielfalt"]


def test_a_note(browsing, cast):
    page = lesson_begun(browsing, course_of(cast.bochum, title="Grundlagen"))
    note_of(page).fill("Gestern")
    eventually(lambda: kept(NOTE) == {"text": "Gestern"})
    with slow(page, "progress"):
        note_of(page).fill("Heute")
    eventually(lambda: kept(NOTE) == {"text": "Heute"})
    expect(note_of(page)).to_have_value("Heute")
