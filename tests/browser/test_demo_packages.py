"""The lessons of the demo packages, by keyboard on a phone, against the real SCORM run-time."""

import json
import zipfile
from io import BytesIO

import pytest
from django.conf import settings
from playwright.sync_api import expect

from training.packages.demo.building import build, packages

from .conftest import PHONE
from .test_axe import violations

HOST = "http://paket.localhost/"
RUNTIME = {
    "1.2": ("scorm12.min.js", "API", "Scorm12API", "LMSSetValue"),
    "2004": ("scorm2004.min.js", "API_1484_11", "Scorm2004API", "SetValue"),
}
PLATFORM = """<!doctype html><html lang="de"><title>Plattform</title><script>{runtime}</script>
<script>
  window.{name} = new {kind}({{autocommit: false, logLevel: 5}});
  const kept = {kept};
  if (kept) window.{name}.loadFromJSON(kept);
  window.refused = [];
  const set = window.{name}.{write}.bind(window.{name});
  window.{name}.{write} = (element, value) => {{
    const answer = String(set(element, value));
    if (answer !== "true") window.refused.push(element + " = " + value);
    return answer;
  }};
</script>
<iframe title="Lektion" src="{path}" style="width: 100%; height: 700px; border: 0"></iframe>"""

PACKAGES = {package.version: package for package in packages()}

each_version = pytest.mark.parametrize("version", ["1.2", "2004"])


class Platform:
    """A page that offers the API of a version, and a lesson in its frame."""

    def __init__(self, chromium, version: str):
        self.version = version
        self.script, self.name, self.kind, self.write = RUNTIME[version]
        self.files = zipfile.ZipFile(BytesIO(build(PACKAGES[version])))
        self.context = chromium.new_context(viewport=PHONE, locale="de-DE")
        self.context.route(f"{HOST}**", self._serve)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, lesson, kept=None):
        """The frame with the lesson; `kept` is what an earlier attempt has left."""
        runtime = settings.BASE_DIR / "node_modules" / "scorm-again" / "dist" / self.script
        self.html = PLATFORM.format(
            runtime=runtime.read_text(),
            name=self.name,
            kind=self.kind,
            write=self.write,
            kept=json.dumps(kept),
            path=f"{HOST}{lesson.path}",
        )
        self.page.goto(HOST)
        return self.page.frame_locator("iframe")

    def value(self, element: str) -> str:
        """From the data model itself: a session that has ended answers no more."""
        found = self.state()
        for name in element.split(".")[1:]:
            found = len(found) if name == "_count" else found[name]
        return str(found)

    def state(self):
        return self.page.evaluate(f"() => JSON.parse(JSON.stringify({self.name}.cmi))")

    def leave(self) -> list[str]:
        """Takes the lesson away, as closing it does; what the run-time has refused of it."""
        self.page.evaluate("() => document.querySelector('iframe').src = 'about:blank'")
        self.page.wait_for_function(f"() => {self.name}.isTerminated()")
        return self.page.evaluate("() => window.refused")

    def _serve(self, route) -> None:
        path = route.request.url.removeprefix(HOST)
        kinds = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
        if not path:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif path in self.files.namelist():
            kind = kinds[path.rpartition(".")[2]]
            route.fulfill(body=self.files.read(path), content_type=f"{kind}; charset=utf-8")
        else:
            route.fulfill(status=404)


@pytest.fixture
def platform(chromium, version):
    platform = Platform(chromium, version)
    yield platform
    platform.context.close()
    assert platform.complaints == []


def answer(frame, question, *, right: bool) -> None:
    """By keyboard: to the choice with the arrow keys, then to the button."""
    wanted = next(
        choice for choice in question.choices if (choice.letter == question.right) is right
    )
    form = frame.locator(f"#{question.id}")
    radio = form.locator(f"[value={wanted.letter}]")
    radio.focus()
    radio.press("Space")
    form.get_by_role("button", name="Antwort prüfen").press("Enter")
    expect(form.locator(".outcome")).to_contain_text(wanted.feedback)


def turn(frame) -> None:
    frame.locator("#weiter").press("Enter")


@each_version
def test_a_lesson_is_left_and_taken_up_again(platform, version, axe):
    lesson = PACKAGES[version].lessons[0]
    frame = platform.open(lesson)
    expect(frame.get_by_role("status").first).to_have_text(f"Seite 1 von {len(lesson.pages)}")
    turn(frame)
    answer(frame, lesson.pages[1].question, right=True)
    assert violations(platform.page.frames[1], axe) == []
    where = "cmi.core.lesson_location" if version == "1.2" else "cmi.location"
    assert platform.value(where) == "1"
    assert platform.value("cmi.interactions._count") == "1"
    assert platform.leave() == []
    kept = platform.state()

    frame = platform.open(lesson, kept)

    expect(frame.locator("#seite-2")).to_be_visible()
    expect(frame.locator("#seite-2 input:checked")).to_have_value(lesson.pages[1].question.right)
    turn(frame)
    answer(frame, lesson.pages[2].question, right=False)
    turn(frame)
    expect(frame.locator("#ende")).to_have_text("Geschafft. Ihr Stand ist gespeichert.")
    if version == "1.2":
        assert platform.value("cmi.core.lesson_status") == "completed"
    else:
        assert platform.value("cmi.completion_status") == "completed"
        assert platform.value("cmi.success_status") == "passed"
        assert platform.value("cmi.interactions.0.result") == "correct"
        assert platform.value("cmi.objectives.0.id") == lesson.objective
    assert platform.leave() == []


@each_version
def test_the_last_lesson_is_failed_and_then_passed(platform, version):
    lesson = PACKAGES[version].lessons[-1]
    frame = platform.open(lesson)
    turn(frame)
    # Handing in with open questions leads to the first of them.
    for _page in lesson.pages[2:]:
        turn(frame)
    turn(frame)
    expect(frame.locator("#seite-1 .outcome")).to_have_text("Diese Frage ist noch offen.")

    for number, page in enumerate(lesson.pages):
        answer(frame, page.question, right=number < 2)
        turn(frame)

    status = "cmi.core.lesson_status" if version == "1.2" else "cmi.success_status"
    expect(frame.locator("#ende")).to_contain_text("2 von 4 Antworten sind richtig.")
    assert platform.value(status) == "failed"

    answer(frame, lesson.pages[-1].question, right=True)
    turn(frame)

    expect(frame.locator("#ende")).to_contain_text("Sie haben bestanden.")
    assert platform.value(status) == "passed"
    score = "cmi.core.score.raw" if version == "1.2" else "cmi.score.scaled"
    assert float(platform.value(score)) == (75 if version == "1.2" else 0.75)
    assert platform.leave() == []


@each_version
def test_a_lesson_can_be_read_without_a_platform(platform, version, axe):
    lesson = PACKAGES[version].lessons[0]
    platform.page.goto(f"{HOST}{lesson.path}")

    expect(platform.page.get_by_text("läuft ohne Lernplattform")).to_be_visible()
    platform.page.locator("#weiter").press("Enter")
    answer(platform.page, lesson.pages[1].question, right=True)
    assert violations(platform.page, axe) == []
