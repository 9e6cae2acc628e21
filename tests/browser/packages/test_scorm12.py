"""A SCORM 1.2 package with several SCOs, from the beginning through suspend and resume."""

import pytest
from playwright.sync_api import expect

from tests.training.cage.packed import packed

from .learning import Learning, close_with_last_words, scos_in
from .scorm12 import FILES, manifest
from .scos import get, put, read, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def package(cast):
    return packed(cast, files=FILES, manifest=manifest())


def test_from_the_first_part_to_the_last(package, browsing):
    learning = Learning.begin(browsing, package)
    sco = learning.sco("Erstens")

    read(
        sco,
        {
            "cmi.core.entry": "ab-initio",
            "cmi.core.lesson_status": "not attempted",
            "cmi.core.lesson_mode": "normal",
            "cmi.core.credit": "credit",
            "cmi.core.student_name": "Gast",
            "cmi.launch_data": "stufe=2",
        },
    )
    expect(learning.entry("Prüfung")).to_be_disabled()

    # What scorm-again says is what the SCO hears.
    assert get(sco, "cmi.core.exit") == ["", "404"]
    assert put(sco, "cmi.core.student_id", "x") == ["false", "403"]
    assert put(sco, "cmi.core.lesson_status", "fertig") == ["false", "405"]
    assert get(sco, "cmi.unbekannt") == ["", "401"]
    assert put(sco, "cmi.interactions._count", "1") == ["false", "402"]

    write(
        sco,
        {
            "cmi.core.lesson_location": "Seite 4",
            "cmi.suspend_data": "a=1;ä=2",
            "cmi.interactions.0.id": "Frage-1",
            "cmi.interactions.0.type": "choice",
            "cmi.objectives.0.id": "Ziel-1",
            "cmi.objectives.0.score.raw": "70",
        },
    )
    sco.evaluate("api.LMSCommit('')")
    learning.wait_until_kept(
        lambda row: row.state["scos"]["EINS"]["cmi"]["suspend_data"] == "a=1;ä=2"
    )

    learning.choose("Zweitens")
    second = learning.sco("Zweitens")
    write(second, {"cmi.core.lesson_status": "completed"})
    learning.press("Zurück")

    first = learning.sco("Erstens")
    read(
        first,
        {
            "cmi.core.entry": "resume",
            "cmi.core.lesson_location": "Seite 4",
            "cmi.suspend_data": "a=1;ä=2",
            "cmi.core.total_time": "00:01:30",
            "cmi.interactions._count": "1",
            "cmi.objectives.0.id": "Ziel-1",
            "cmi.objectives.0.score.raw": "70",
        },
    )
    write(first, {"cmi.core.lesson_status": "completed"})
    expect(learning.entry("Prüfung")).to_be_enabled()

    learning.choose("Prüfung")
    test = learning.sco("Prüfung")
    read(test, {"cmi.student_data.mastery_score": "80"})
    write(
        test,
        {
            "cmi.core.score.raw": "85",
            "cmi.core.lesson_status": "completed",
        },
    )
    test.evaluate("window.onunload()")

    row = learning.wait_until_kept(lambda row: row.is_done)
    assert row.score == 0.85
    assert row.state["scos"]["PRUEFUNG"]["status"] == "passed"
    expect(learning.page.get_by_text("Erledigt.")).to_be_visible()


def test_what_is_said_while_the_tab_closes_is_there_on_another_device(package, browsing):
    def in_the_second_part():
        learning = Learning.begin(browsing, package)
        learning.choose("Zweitens")
        learning.sco("Zweitens").evaluate(
            """() => {
              const before = window.onunload;
              window.onunload = () => {
                api.LMSSetValue("cmi.core.lesson_location", "im Gehen");
                before();
              };
            }"""
        )
        return learning

    def is_there(row):
        second = scos_in(row).get("ZWEI")
        return second and second["cmi"]["core"]["lesson_location"] == "im Gehen"

    close_with_last_words(in_the_second_part, is_there)

    other = Learning.begin(browsing, package)
    resumed = other.sco("Zweitens")

    read(
        resumed,
        {
            "cmi.core.entry": "resume",
            "cmi.core.lesson_location": "im Gehen",
        },
    )
