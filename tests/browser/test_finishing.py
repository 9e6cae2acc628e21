"""From an empty record over the end of a course to a certificate that strangers check."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.factories import EnrolmentFactory
from tests.training.progress.courses import QUESTION, course_of
from training.certificates.models import Certificate
from training.certificates.services import issue
from training.evaluation.models import CourseEvaluation
from training.evaluation.rules import SENTENCES, Tally

from .test_axe import violations
from .test_reflow import lost
from .world import size

LEARNER = "lernen@bochum.example"
NAME = "Alex Beispielname"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_a_course_is_finished_certified_and_checked(cast, browsing, axe, width, scheme):
    course = course_of(cast.bochum, title="AGG-Basis", has_certificate=True)
    options = {"viewport": size(width), "color_scheme": scheme, "reduced_motion": "reduce"}
    page = browsing.open("/lernen/", user=LEARNER, **options)
    found = {}

    def look(name: str, where: Page = page) -> None:
        found[name] = violations(where, axe) + lost(where)

    expect(page.get_by_text("Sie haben noch keinen Kurs begonnen.")).to_be_visible()
    look("nothing begun")
    take(page, course, lambda: look("running"))

    expect(page.get_by_role("heading", name="Geschafft!")).to_be_visible()
    look("finished")
    page.get_by_role("link", name="Zur Bescheinigung").press("Enter")
    look("without a name")
    page.get_by_role("button", name="Speichern").press("Enter")
    expect(page.get_by_text("Bitte geben Sie Ihren Namen an.").first).to_be_visible()
    page.get_by_label("Ihr Name, wie er auf der Bescheinigung").fill(NAME)
    page.get_by_label("Name", exact=True).press("Space")
    page.get_by_role("button", name="Speichern").press("Enter")
    paper = page.get_by_role("link", name="Bescheinigung als PDF")
    expect(paper).to_be_visible()
    look("certificate")
    answer = page.request.get(paper.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")

    code = Certificate.objects.get().written_code
    stranger = browsing.open(reverse("certificates:enter"), **options)
    look("code", stranger)
    stranger.get_by_label("Code").fill("0" * 20)
    stranger.get_by_role("button", name="Prüfen").press("Enter")
    expect(stranger.get_by_role("alert")).to_contain_text("gibt es keine Bescheinigung")
    look("unknown code", stranger)
    stranger.get_by_label("Code").fill(code.lower())
    stranger.get_by_role("button", name="Prüfen").press("Enter")
    expect(stranger.get_by_text("echt und gültig")).to_be_visible()
    expect(stranger.get_by_text(NAME)).to_be_visible()
    expect(stranger.get_by_role("main")).not_to_contain_text("AGG-Basis")
    look("checked", stranger)

    say(page, course, lambda: look("feedback"))
    look("record")
    with page.expect_download() as download:
        page.get_by_role("link", name="Lernstand herunterladen").click()
    assert download.value.suggested_filename.endswith(".zip")
    page.get_by_role("link", name="Einschreibung löschen").press("Enter")
    look("leaving")
    page.get_by_role("button", name="Ja, löschen").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("sind gelöscht")
    expect(page.get_by_role("heading", name="Bescheinigungen")).to_be_visible()
    assert {name: problems for name, problems in found.items() if problems} == {}


def take(page: Page, course, look) -> None:
    """Begins the course and does all it needs, by keyboard; ends on its overview."""
    page.goto(reverse("courses:overview", args=[course.pk]))
    page.get_by_role("main").get_by_role("button", name="Kurs beginnen").press("Enter")
    question = page.locator(f"#frage-{QUESTION}")
    expect(question).to_be_visible()
    # Its scripts are there, too: without them the answer is another page, which takes no focus.
    page.wait_for_load_state()
    question.get_by_label("Einkommen").press("Space")
    question.get_by_role("button", name="Antwort prüfen").press("Enter")
    outcome = question.locator(".question__outcome")
    expect(outcome).to_contain_text("Genau so.")
    # It takes the focus a moment after it has come, and with it a key that is pressed meanwhile.
    expect(outcome).to_be_focused()
    page.get_by_role("button", name="Weiter zur nächsten Lektion").press("Enter")
    expect(page.get_by_role("heading", name="Schluss", level=1)).to_be_visible()
    address = page.url
    page.goto("/lernen/")
    expect(page.get_by_text("2 von 3 Schritten erledigt")).to_be_visible()
    look()
    page.get_by_role("link", name="Weiter, wo Sie waren").press("Enter")
    expect(page).to_have_url(address)
    page.get_by_role("button", name="Zur Kursübersicht").press("Enter")


def say(page: Page, course, look) -> None:
    """Gives feedback; ends on the record."""
    page.goto(reverse("evaluation:feedback", args=[course.pk]))
    page.get_by_role("button", name="Rückmeldung abschicken").press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    look()
    for rating in page.get_by_label("stimme eher zu").all():
        rating.press("Space")
    page.get_by_role("button", name="Rückmeldung abschicken").press("Enter")
    expect(page.get_by_text("Danke für Ihre Rückmeldung!")).to_be_visible()
    assert CourseEvaluation.objects.get().waiting.sums["clear"] == 4
    expect(page.get_by_role("link", name="Rückmeldung geben")).to_have_count(0)


def test_the_pages_of_editors_pass(cast, browsing, axe):
    """A certificate found by its code and revoked, and what people said of a course."""
    course = course_of(cast.bochum, title="AGG-Basis", has_certificate=True)
    enrolment = EnrolmentFactory(user=cast.learner, course=course, finished_at=timezone.now())
    certificate = issue(enrolment=enrolment)
    tally = Tally(count=5, sums=dict.fromkeys(SENTENCES, 19), remarks=("Gut.", "Zu lang."))
    evaluation = CourseEvaluation(course=course)
    evaluation.put(tally, Tally())
    evaluation.save()
    page = browsing.open(reverse("certificate_revocation"), user=cast.editor_bochum.email)
    found = {"empty": violations(page, axe, within="main")}
    page.get_by_role("main").get_by_label("Code").fill(certificate.written_code)
    page.get_by_role("main").get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("heading", name="AGG-Basis")).to_be_visible()
    found["certificate"] = violations(page, axe, within="main")
    page.get_by_label("Grund").fill("Zweimal ausgestellt.")
    page.get_by_role("button", name="Widerrufen").click()
    expect(page.get_by_text("Die Bescheinigung ist widerrufen.")).to_be_visible()
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "Zweimal ausgestellt."

    page.goto(reverse("evaluation_results"))
    found["results"] = violations(page, axe, within="main")
    page.get_by_role("main").get_by_role("link", name="AGG-Basis").click()
    expect(page.get_by_role("main")).to_contain_text("3,8")
    found["course"] = violations(page, axe, within="main")
    page.get_by_role("button", name="Bemerkung entfernen 1").click()
    expect(page.get_by_text("Die Bemerkung ist entfernt.")).to_be_visible()
    assert len(CourseEvaluation.objects.get().shown.remarks) == 1
    assert {name: problems for name, problems in found.items() if problems} == {}
