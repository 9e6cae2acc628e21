"""A real Chromium against the running site; see `Browsing` for what a test gets."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from search.services import rebuild
from tests.cast import PASSWORD, Cast
from tests.snapshots import Snapshot, present_rows, put_back
from training.cage.origins import is_content_host

from .quiet import quiet_afterwards
from .world import World, build_learning, build_world

# Playwright's synchronous interface runs an event loop in this thread; the tests' queries are
# made from it all the same, one at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A machine that tests with all its processors lets a page wait; 5 s are too short for that. What
# comes sooner is not waited for.
expect.set_options(timeout=20_000)

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 780}

Built = TypeVar("Built")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def executable_path() -> str:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        pytest.skip("Chromium fehlt: Installieren Sie es, unter Debian mit apt install chromium.")
    return executable


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = executable_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


class Browsing:
    """Opens pages of the live site, and remembers what they did that they must not.

    `foreign_requests` went to other hosts; `complaints` are errors in the browser's console,
    such as a breach of the content security policy, on the pages for visitors.
    """

    def __init__(self, chromium: Browser, address: str):
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self.address = address
        self.foreign_requests: list[str] = []
        self.complaints: list[str] = []

    def open(self, path: str = "/", *, viewport=DESKTOP, user: str = "", **options) -> Page:
        """A page in a context of its own; `user` signs in first, through the form.

        `options` are Playwright's, such as `color_scheme="dark"`, `java_script_enabled=False`.
        """
        context = self._chromium.new_context(
            base_url=self.address, viewport=viewport, locale="de-DE", **options
        )
        self._contexts.append(context)
        context.on("request", self._note)
        context.on("console", self._note_complaint)
        page = context.new_page()
        if user:
            page.goto("/konto/login/")
            page.get_by_label("E-Mail").fill(user)
            page.get_by_label("Passwort", exact=True).fill(PASSWORD)
            page.get_by_role("main").get_by_role("button", name="Anmelden").click()
        page.goto(path)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _note(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https", "ws", "wss"}:
            return
        if not self.address.endswith(parts.netloc) and not is_content_host(parts.netloc):
            self.foreign_requests.append(request.url)

    def _note_complaint(self, message) -> None:
        # The status of an error page is no complaint, and the admin is Wagtail's. htmx also calls
        # it an error that a request gave way to a newer one, or its page to another.
        if (
            message.type == "error"
            and "Failed to load resource" not in message.text
            and not message.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
            and "/admin/" not in message.page.url
        ):
            self.complaints.append(message.text)


@pytest.fixture
def browsing(chromium, live_server) -> Iterator[Browsing]:
    """Opens pages of the live site; a request to another host, or a complaint, is a failure."""
    browsing = Browsing(chromium, live_server.url)
    with quiet_afterwards():
        yield browsing
        browsing.close()
    assert browsing.foreign_requests == []
    assert browsing.complaints == []


@pytest.fixture
def large_type(chromium, live_server) -> Iterator[Browsing]:
    """Browsing by somebody who has set letters twice as large in the browser itself."""
    browser = chromium.browser_type.launch(
        executable_path=executable_path(), args=[*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    )
    with quiet_afterwards():
        yield Browsing(browser, live_server.url)
        browser.close()


@pytest.fixture
def cast(committed_cast) -> Cast:
    """The cast, committed, so that the live server sees it, and indexed."""
    rebuild()
    return committed_cast


@pytest.fixture
def world(cast, _world) -> World:
    """A small site with every kind of page, indexed; see `tests/browser/world.py`."""
    _world.restore()
    rebuild()
    return World.found()


@pytest.fixture
def learning(cast, _learning) -> dict[str, str]:
    """What the cast's learner meets in a course that they have begun: name → address."""
    rows, addresses = _learning
    rows.restore()
    rebuild()
    return addresses


# Building them takes as long as a story does: each test process does it once and keeps the rows.
@pytest.fixture(scope="session")
def _world(_snapshots, django_db_blocker) -> Snapshot:
    with django_db_blocker.unblock():
        rows, _built = _kept(_snapshots["cast"], build_world)
    return rows


@pytest.fixture(scope="session")
def _learning(_snapshots, django_db_blocker) -> tuple[Snapshot, dict[str, str]]:
    with django_db_blocker.unblock():
        return _kept(_snapshots["cast"], build_learning)


def _kept(cast: Snapshot, build: Callable[[Cast], Built]) -> tuple[Snapshot, Built]:
    """The rows with what `build` adds to the cast, and what it returns; all is taken back."""
    migrated = present_rows()
    # This comes before a test's own fixtures: the language may still be that of the last one.
    with translation.override(settings.LANGUAGE_CODE):
        cast.restore()
        built = build(Cast.found())
    rows = Snapshot(migrated, present_rows())
    put_back(migrated)
    return rows, built


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to be evaluated in a page."""
    path = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("axe-core fehlt: „make test“ installiert es mit npm ci.")
    return path.read_text()
