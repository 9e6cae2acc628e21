"""A course in English, on a phone: its final test, the certificate, the feedback, the record."""

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override
from playwright.sync_api import Locator, Page, expect

from tests.portal.translating.english import published_version, translate, translation_of
from tests.training.finaltest.courses import course_with_test, paper_of
from tests.training.questions.questions import RIGHT, VALUES
from training.certificates.models import Certificate
from training.courses.lessons import lessons_of
from training.courses.models import CoursePage
from training.evaluation.models import CourseEvaluation
from training.finaltest.models import TestAttempt as Attempt

from .conftest import PHONE
from .test_axe import violations
from .test_reflow import lost

NAME = "Alex Example"
TITLE = "Equal treatment at work"
#: Words of the interface that would be German, where the page says that it is English. What the
#: test has translated begins with "English:".
GERMAN = """() => {
  const words = "und oder der das nicht ist sind mit von zur zum bis Sie Ihre Frage Kurs Lektion";
  const german = new RegExp(`[äöüßÄÖÜ„]|\\\\b(${words.replaceAll(" ", "|")})\\\\b`);
  const found = [];
  const note = (text, element) => {
    const isEnglish = element.closest("[lang]").lang === "en";
    if (isEnglish && german.test(text) && !text.includes("English:")) found.push(text.trim());
  };
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    // Of a case, only the first paragraph begins so.
    if (!parentElement.closest("script, style, template, .question__case")) {
      note(data, parentElement);
    }
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const element of document.querySelectorAll(`main [${name}]`)) {
      note(element.getAttribute(name), element);
    }
  }
  if (document.documentElement.lang !== "en") found.push(document.documentElement.lang);
  return found;
}"""


@pytest.fixture
def course(cast) -> CoursePage:
    """The English version of a course whose final test has a question of each kind."""
    original = course_with_test(
        cast.bochum, title="Gleichbehandlung im Betrieb", has_certificate=True, pass_mark=80
    )
    for lesson in lessons_of(original):
        translate(translation_of(lesson))
    published_version(CoursePage.objects.get(pk=original.pk), title=TITLE)
    return CoursePage.objects.get(pk=original.pk).english_version


def answer(fields: Locator, kind: str) -> None:
    """Gives the right answer to a question, by what its fields are called in English."""
    if kind in {"single", "case", "multiple"}:
        for choice in VALUES[kind]["choices"]:
            if choice["right"]:
                fields.get_by_label(f"English: {choice['text']}", exact=True).check()
    elif kind == "true_false":
        fields.get_by_label("That is not true.").check()
    elif kind == "ordering":
        for place, item in enumerate(VALUES[kind]["items"], 1):
            fields.get_by_label(f"English: {item}").select_option(label=f"Place {place}")
    elif kind == "matching":
        for pair in VALUES[kind]["pairs"]:
            right = f"English: {pair['right']}"
            fields.get_by_label(f"English: {pair['left']}").select_option(label=right)
    elif kind == "gap":
        for place, word in enumerate(RIGHT["gap"]):
            fields.locator("input").nth(place).fill(word)
    else:
        fields.get_by_label("Your answer").fill(f"English: {RIGHT['short']}")


def test_a_course_in_english_from_its_test_to_the_record(cast, course, browsing, axe):
    page = browsing.open(
        "/lernen/", viewport=PHONE, user=cast.learner.email, reduced_motion="reduce"
    )
    page.get_by_role("button", name="English").click()
    found = {}

    def look(name: str, where: Page = page) -> None:
        found[name] = violations(where, axe) + lost(where) + where.evaluate(GERMAN)

    def press(name: str) -> None:
        page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("My learning")
    look("nothing begun")
    page.goto(course.url)
    look("course")
    page.get_by_role("main").get_by_role("link", name="Begin the course").click()
    look("overview")
    press("Begin the course")
    expect(page.get_by_role("heading", name="English: Lektion 1", level=1)).to_be_visible()
    look("lesson")
    press("To the course overview")
    page.get_by_role("link", name="To the final test").click()
    look("before the test")
    press("Begin the test")
    page.wait_for_url("**/1/frage/1/*")
    asked = paper_of(Attempt.objects.get())
    assert len(asked) == len(VALUES)
    for number, each in enumerate(asked, 1):
        heading = f"Question {number} of {len(asked)}"
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        answer(page.locator(".question__fields"), each.question.kind)
        look(each.question.kind)
        press("Next" if number < len(asked) else "Continue to hand-in")
    expect(page.get_by_text("All questions are answered.")).to_be_visible()
    look("hand in")
    press("Hand in the test")
    expect(page.get_by_role("heading", level=1)).to_have_text("Passed")
    expect(page.get_by_text(f"{len(asked)} of {len(asked)} questions")).to_be_visible()
    look("result")

    page.get_by_role("link", name="To the course overview").click()
    expect(page.get_by_role("heading", name="Done!")).to_be_visible()
    look("finished")
    page.get_by_role("link", name="To the certificate").click()
    press("Save")
    look("without a name")
    page.get_by_label("Your name as it is to appear on the certificate").fill(NAME)
    for consent in page.locator(".consents input[type=checkbox]").all():
        consent.check()
    press("Save")
    paper = page.get_by_role("link", name="Certificate as PDF")
    expect(paper).to_be_visible()
    with override("en"):
        today = date_format(localdate())
    expect(page.get_by_role("main")).to_contain_text(f"Finished on {today}")
    look("certificate")
    assert page.request.get(paper.get_attribute("href")).body().startswith(b"%PDF")

    certificate = Certificate.objects.get()
    assert (certificate.title, certificate.language) == (TITLE, "en")
    page.get_by_role("link", name="View the page for checking").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("This certificate is genuine and valid.")
    for fact in (NAME, TITLE, "Bochum", today):
        expect(main).to_contain_text(fact)
    look("checked")

    page.goto("/lernen/")
    look("record")
    page.get_by_role("link", name="Give feedback").click()
    press("Send feedback")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    look("feedback")
    for rating in page.get_by_label("rather agree").all():
        rating.check()
    press("Send feedback")
    expect(page.get_by_text("Thank you for your feedback!")).to_be_visible()
    assert CourseEvaluation.objects.get().waiting.sums["clear"] == 4
    expect(main).to_contain_text(TITLE)
    assert {name: problems for name, problems in found.items() if problems} == {}
