"""Somebody who has a package before them, in a lesson."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Frame, Page, expect

from tests.training.cage.packed import ACTIVITY, Packed
from training.progress.models import ActivityProgress


@dataclass
class Learning:
    """A lesson in a browser of its own, and the frames in it."""

    page: Page
    packed: Packed

    @classmethod
    def begin(cls, browsing, packed: Packed, **options) -> "Learning":
        return cls(
            browsing.open(lesson_of(packed), user="lernen@bochum.example", **options), packed
        )

    @property
    def wrapper(self) -> Frame:
        """The page on the content host."""
        return self.page.locator("iframe.package__frame").element_handle().content_frame()

    def sco(self, title: str) -> Frame:
        """The part of the package with this title, once it is shown and has begun."""
        inner = self.page.frame_locator("iframe.package__frame").frame_locator("#content")
        expect(inner.get_by_role("heading", name=title)).to_be_visible()
        frame = self.wrapper.locator("#content").element_handle().content_frame()
        frame.wait_for_function("window.begun")
        return frame

    def choose(self, title: str) -> None:
        """From the table of contents of the package."""
        contents = self.page.frame_locator("iframe.package__frame").locator("#contents")
        if not contents.locator("details").evaluate("each => each.open"):
            contents.locator("summary").click()
        contents.get_by_role("button", name=title).click()

    def entry(self, title: str):
        contents = self.page.frame_locator("iframe.package__frame").locator("#contents")
        return contents.get_by_role("button", name=title, include_hidden=True)

    def press(self, name: str) -> None:
        self.page.frame_locator("iframe.package__frame").get_by_role("button", name=name).click()

    def kept(self) -> ActivityProgress | None:
        return self.packed.enrolment.progress.filter(activity=ACTIVITY).first()

    def wait_until_kept(self, is_there) -> ActivityProgress:
        """The progress, once it is as `is_there` wants it; up to ten seconds."""
        for _attempt in range(100):
            row = self.kept()
            if row and is_there(row):
                return row
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never kept: {row and (row.state, row.is_done, row.score)}")

    def leave(self) -> None:
        """Closes the tab as a person does, with everything that pages do then."""
        self.page.close(run_before_unload=True)


def close_with_last_words(
    open_package: Callable[[], Learning], is_there: Callable[[ActivityProgress], bool]
) -> Learning:
    """What `open_package` opens, after its tab was closed, and what it said then was kept.

    Chromium gives the frames of a tab half a second for that. On a busy machine it is over before
    they have had their turn, and nothing leaves the browser: then somebody comes and goes again.
    """
    for _attempt in range(5):
        learning = open_package()
        learning.leave()
        end = time.monotonic() + 10
        while time.monotonic() < end:
            row = learning.kept()
            if row and is_there(row):
                return learning
            time.sleep(0.1)
    raise AssertionError("what was said in closing was never kept")


def scos_in(row: ActivityProgress) -> dict:
    """What is kept of each; nothing where only that it is done has come, which may be the first."""
    return (row.state or {}).get("scos", {})


def lesson_of(packed: Packed) -> str:
    course = packed.enrolment.course
    return reverse("courses:lesson", args=[course.pk, course.get_children().get().pk])
