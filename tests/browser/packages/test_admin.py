"""An editor brings a package along: refused, accepted, replaced, put into a lesson, learned."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import CoursePageFactory, LessonPageFactory
from tests.training.packages.manifests import manifest, package
from training.courses.models import CoursePage
from training.packages.importing import services, worker

pytestmark = pytest.mark.browser


def archive(heading: str, *, start: str = "a.html") -> bytes:
    page = f'<!doctype html><html lang="de"><title>{heading}</title><h1>{heading}</h1></html>'
    return package(manifest(title="Rundgang durch das Amt"), {start: page}).getvalue()


def upload(page: Page, name: str, data: bytes) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": data}
    )
    page.get_by_role("main").get_by_role("button", name="Hochladen").click()


@pytest.fixture
def unpack(monkeypatch):
    """Imports what waits, stopping where the first file is stored: the page has to show it."""
    monkeypatch.setattr(worker.importer, "notify", lambda: None)
    tell = services._tell

    def run(page: Page) -> None:
        seen = []

        def tell_and_look(version, **fields):
            tell(version, **fields)
            if not seen:
                seen.append(version)
                expect(page.get_by_role("progressbar", name="Fortschritt")).to_be_visible()

        monkeypatch.setattr(services, "_tell", tell_and_look)
        services.import_waiting()

    return run


def row(page: Page, number: int):
    rows = page.locator("section", has=page.locator("#package-versions")).get_by_role("row")
    return rows.filter(has=page.get_by_role("rowheader", name=str(number), exact=True))


def put_into(page: Page, lesson, title: str) -> None:
    """Into the lesson as it is edited; saved as a draft."""
    page.goto(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    page.get_by_role("button", name="Einen Block einfügen").last.click()
    page.get_by_role("option", name=re.compile("SCORM-Paket")).click()
    page.get_by_role("button", name="SCORM-Paket auswählen").click()
    page.get_by_role("dialog").get_by_role("link", name="Rundgang durch das Amt").click()
    page.locator('[name^="body-"][name$="-value-title"]').last.fill(title)
    page.get_by_role("button", name="Entwurf speichern").click()
    expect(page.get_by_text("wurde aktualisiert")).to_be_visible()


def test_from_the_file_to_the_learner(cast, browsing, unpack):
    course = CoursePageFactory(parent=cast.bochum, slug="kurs", live=False)
    lesson = LessonPageFactory(parent=course, title="Im Amt", live=False)
    lesson.save_revision()
    page = browsing.open("/admin/", user="redaktion@bochum.example")
    page.get_by_role("link", name="Lernpakete").click()
    page.get_by_role("link", name="Lernpaket hinzufügen").first.click()

    upload(page, "notizen.txt", b"kein Archiv")
    expect(page.get_by_text("ist kein Lernpaket")).to_be_visible()

    upload(page, "leer.zip", archive("Nichts", start="anders.html"))
    expect(row(page, 1)).to_contain_text("wartet")
    services.import_waiting()
    expect(row(page, 1)).to_contain_text("nicht übernommen")
    expect(row(page, 1)).to_contain_text("Die Startdatei „a.html“ fehlt im Paket.")
    expect(row(page, 1)).to_contain_text("Prüfen Sie im Autorenwerkzeug den Dateinamen")

    page.get_by_role("link", name="Durch neue Fassung ersetzen").click()
    upload(page, "rundgang.zip", archive("Erste Fassung"))
    unpack(page)
    expect(row(page, 2)).to_contain_text("fertig")
    expect(page.get_by_text("SCORM 1.2: Rundgang durch das Amt")).to_be_visible()

    page.get_by_role("link", name="Durch neue Fassung ersetzen").click()
    upload(page, "rundgang.zip", archive("Zweite Fassung"))
    unpack(page)
    expect(row(page, 3)).to_contain_text("fertig")

    put_into(page, lesson, "Rundgang")
    CoursePage.objects.get(pk=course.pk).save_revision().publish()

    learner = browsing.open(course.url, user="lernen@bochum.example")
    learner.get_by_role("link", name="Kurs beginnen").click()
    learner.get_by_role("button", name="Kurs beginnen").click()
    frame = learner.frame_locator('iframe[title*="Rundgang"]').frame_locator("#content")
    expect(frame.get_by_role("heading", name="Zweite Fassung")).to_be_visible()
