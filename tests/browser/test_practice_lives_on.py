"""After it was written: sent back, mended, published, taken over, confirmed, kept alive."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from portal.cities.services import create_city
from portal.people.roles import editors_of
from practices.models import GoodPracticePage
from practices.review.links import answer_address
from tests.cast import make_user
from tests.factories import GoodPracticeFactory
from tests.practices.review.people import act, reviewers, submit

from .conftest import PHONE
from .test_axe import violations
from .test_editor_publishes import choose_action
from .test_reflow import lost

TITLE = "Tandem für den ersten Monat"


@pytest.fixture
def practice(cast) -> GoodPracticePage:
    return GoodPracticeFactory(parent=cast.bochum, title=TITLE, slug="tandem", evidence_level=2)


def declare(page, practice, status: str, adaptation: str = "") -> None:
    page.goto(practice.url)
    page.get_by_role("link", name="Wir nutzen das nach").click()
    page.get_by_label(status, exact=True).check()
    page.locator("textarea[name=adaptation]").fill(adaptation)
    page.get_by_role("button", name="Nachnutzung eintragen").click()
    expect(page.get_by_role("main")).to_contain_text("noch nicht bestätigt")


def test_two_cities_take_it_over_and_the_source_confirms(cast, practice, browsing, axe):
    essen = create_city(name="Essen", key="essen", publish=True)
    make_user("redaktion@essen.example", essen, editors_of("Essen"))
    herne = browsing.open(practice.url, user="redaktion@herne.example", viewport=PHONE)
    herne.get_by_role("link", name="Wir nutzen das nach").click()
    found = {"form": violations(herne, axe) + lost(herne)}
    herne.get_by_role("button", name="Nachnutzung eintragen").click()
    expect(herne.get_by_role("main")).to_contain_text("Bitte wählen Sie, wie weit Sie sind.")
    declare(herne, practice, "angepasst", "Sechs statt vier Wochen.")
    found["detail"] = violations(herne, axe) + lost(herne)
    declare(browsing.open("/", user="redaktion@essen.example"), practice, "übernommen")

    source = browsing.open("/admin/", user="redaktion@bochum.example")
    for reuse in practice.reuses.all():
        source.goto(f"/nachnutzung/{reuse.pk}/")
        source.get_by_role("button", name="Nachnutzung bestätigen").click()
        expect(source.get_by_role("main")).to_contain_text("bestätigt am")

    visitor = browsing.open(practice.url, viewport=PHONE)
    reuse = visitor.get_by_role("region", name="Nachnutzung")
    expect(reuse).to_contain_text("Sechs statt vier Wochen.")
    expect(visitor.get_by_role("main")).to_contain_text("Stufe 4 von 4")
    found["page"] = violations(visitor, axe) + lost(visitor)
    visitor.goto("/nachnutzung/")
    expect(visitor.get_by_role("main")).to_contain_text(TITLE)
    found["overview"] = violations(visitor, axe) + lost(visitor)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_link_in_the_mail_keeps_it_alive(practice, browsing, axe):
    practice.review_due = timezone.localdate() - timedelta(days=3)
    practice.save()
    visitor = browsing.open(practice.url)
    expect(visitor.get_by_role("main")).to_contain_text("nicht bestätigt")

    mailbox = browsing.open(re.sub(r"^https?://[^/]+", "", answer_address(practice)))
    found = violations(mailbox, axe) + lost(mailbox)
    mailbox.get_by_role("button", name="Gilt noch").click()
    expect(mailbox.get_by_role("heading", level=1)).to_have_text("Danke, der Eintrag gilt weiter")
    assert found + violations(mailbox, axe) + lost(mailbox) == []

    practice.refresh_from_db()
    assert practice.review_due > date.today() + timedelta(days=360)
    visitor.reload()
    expect(visitor.get_by_role("main")).not_to_contain_text("nicht bestätigt")


def test_sent_back_with_a_reason_and_submitted_again(cast, browsing, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # see `choose_action`
    people = reviewers(cast)
    practice = GoodPracticeFactory(parent=cast.bochum, title=TITLE, live=False)
    submit(practice, cast.editor_bochum)
    edit = f"/admin/pages/{practice.pk}/edit/"

    reviewer = browsing.open(edit, user="projektgruppe@bochum.example")
    choose_action(reviewer, "Zurückgeben")
    dialog = reviewer.get_by_role("dialog")
    dialog.get_by_role("button", name="Zurückgeben").click()
    expect(dialog.locator(".error-message")).to_contain_text("was geändert werden soll")
    dialog.get_by_label("Begründung").fill("Bitte sagen, was es gekostet hat.")
    dialog.get_by_role("button", name="Zurückgeben").click()
    expect(reviewer.locator(".messages")).to_contain_text(TITLE)
    [told] = [one for one in mail.outbox if cast.editor_bochum.email in one.to]
    assert "was es gekostet hat" in told.body

    editor = browsing.open(edit, user="redaktion@bochum.example")
    editor.locator("#id_summary").fill("Zwölf Tage Arbeit, sonst nichts.")
    choose_action(editor, re.compile("einreichen"))
    expect(editor.locator(".messages")).to_contain_text(TITLE)

    practice.refresh_from_db()
    act(practice, people["none"])
    act(practice, people["herne"])
    visitor = browsing.open(GoodPracticePage.objects.get().url)
    expect(visitor.get_by_role("main")).to_contain_text("Zwölf Tage Arbeit")
