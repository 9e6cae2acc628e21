"""A SCORM 2004 package with sequencing, from the beginning through suspend and resume."""

import pytest
from playwright.sync_api import expect

from tests.training.cage.packed import packed

from .learning import Learning, close_with_last_words, scos_in
from .scorm2004 import FILES, manifest
from .scos import get, item, put, read, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def package(cast):
    return packed(cast, files=FILES, manifest=manifest())


def pass_with(sco, score="1"):
    write(
        sco,
        {
            "cmi.completion_status": "completed",
            "cmi.success_status": "passed",
            "cmi.score.scaled": score,
            "cmi.exit": "normal",
        },
    )
    sco.evaluate("window.exit = null")


def test_from_the_first_part_to_the_last_over_two_devices(package, browsing):
    learning = Learning.begin(browsing, package)
    sco = learning.sco("Auftakt")

    read(
        sco,
        {
            "cmi.entry": "ab-initio",
            "cmi.mode": "normal",
            "cmi.learner_name": "Gast",
            "cmi.completion_status": "unknown",
            "adl.nav.request_valid.continue": "true",
        },
    )
    expect(learning.entry("Prüfung")).to_be_disabled()

    # What scorm-again says is what the SCO hears.
    assert get(sco, "cmi.exit") == ["", "405"]
    assert put(sco, "cmi.learner_id", "x") == ["false", "404"]
    assert put(sco, "cmi.completion_status", "fertig") == ["false", "406"]
    assert put(sco, "cmi.score.scaled", "3") == ["false", "407"]
    assert get(sco, "cmi.unbekannt") == ["", "401"]
    assert get(sco, "cmi.location") == ["", "403"]
    # An error is over with the next call that succeeds, whatever it asks for.
    for name, value in {
        "cmi.completion_status": "unknown",
        "cmi.success_status": "unknown",
        "adl.nav.request_valid.choice.{target=TEIL-A}": "true",
    }.items():
        assert get(sco, "cmi.location") == ["", "403"]
        assert get(sco, name) == [value, "0"]

    pass_with(sco)
    write(sco, {"adl.nav.request": "continue"})
    sco.get_by_role("button", name="Im Teil").focus()
    sco.evaluate("api.Terminate('')")

    part = learning.sco("Teil A")
    # Who was in the part that has ended is in the one that follows.
    expect(learning.wrapper.locator("#content")).to_be_focused()
    write(
        part,
        {
            "cmi.location": "Seite 2",
            "cmi.suspend_data": "x=1;ä=2",
            "cmi.interactions.0.id": "urn:frage:1",
            "cmi.interactions.0.type": "choice",
            "cmi.interactions.0.learner_response": "a",
            "cmi.objectives.0.id": "ziel-1",
            "cmi.objectives.0.score.scaled": "0.5",
        },
    )
    part.evaluate("api.Commit('')")
    learning.wait_until_kept(
        lambda row: (
            (row.state["scos"].get("TEIL-A", {}).get("cmi") or {}).get("location") == "Seite 2"
        )
    )
    learning.leave()

    other = Learning.begin(browsing, package)
    resumed = other.sco("Teil A")
    read(
        resumed,
        {
            "cmi.entry": "resume",
            "cmi.location": "Seite 2",
            "cmi.suspend_data": "x=1;ä=2",
            "cmi.interactions._count": "1",
            "cmi.interactions.0.learner_response": "a",
            "cmi.objectives._count": "1",
            "cmi.objectives.0.score.scaled": "0.5",
        },
    )
    pass_with(resumed)
    other.press("Weiter")

    last = other.sco("Teil B")
    read(
        last,
        {
            "cmi.entry": "ab-initio",
            "cmi.launch_data": "stufe=3",
        },
    )
    assert get(last, "cmi.suspend_data") == ["", "403"]
    expect(other.entry("Prüfung")).to_be_disabled()
    pass_with(last)
    other.press("Weiter")

    test = other.sco("Prüfung")
    read(test, {"cmi.scaled_passing_score": "0.8"})
    pass_with(test, score="0.9")
    test.evaluate("api.Terminate('')")

    row = other.wait_until_kept(lambda row: row.is_done)
    assert row.score > 0.9
    expect(other.page.get_by_text("Erledigt.")).to_be_visible()


def test_a_tab_that_is_closed_goes_on_with_its_time(package, browsing):
    def begun():
        learning = Learning.begin(browsing, package)
        learning.sco("Auftakt")
        return learning

    def is_there(row):
        data = scos_in(row).get("START", {}).get("cmi")
        return data and data["total_time"] == "PT1M30S"

    close_with_last_words(begun, is_there)

    other = Learning.begin(browsing, package)
    sco = other.sco("Auftakt")

    read(
        sco,
        {
            "cmi.entry": "resume",
            "cmi.total_time": "PT1M30S",
        },
    )


@pytest.mark.parametrize(
    ("event", "request_"), [("beforeunload", ""), ("pagehide", "continue"), ("unload", "exitAll")]
)
def test_a_last_part_that_ends_only_in_closing_is_done_at_once(cast, browsing, event, request_):
    """Nobody opens the package again: what is kept says by itself that all of it is done."""
    items = [item("EINS", "Erstens"), item("ZWEI", "Zweitens")]
    package = packed(cast, files=FILES, manifest=manifest() | {"items": items})

    def in_the_last_part():
        learning = Learning.begin(browsing, package)
        if not learning.kept():
            pass_with(learning.sco("Erstens"))
            learning.press("Weiter")
        learning.sco("Zweitens").evaluate(
            """([event, request]) => {
              window.onunload = null;
              window.leave = () => {
                set("cmi.completion_status", "completed");
                set("cmi.success_status", "passed");
                set("cmi.score.scaled", "1");
                if (request) set("adl.nav.request", request);
                api.Terminate("");
              };
              window.addEventListener(event, window.leave);
            }""",
            [event, request_],
        )
        assert not learning.wait_until_kept(lambda row: "ZWEI" in row.state["scos"]).is_done
        return learning

    closed = close_with_last_words(in_the_last_part, lambda row: row.is_done)

    assert closed.kept().score == 1


BACK = {
    "action": "previous",
    "conditionCombination": "all",
    "conditions": [{"condition": "satisfied", "operator": "not"}],
}


def test_rules_of_the_part_before_the_button_before_what_the_part_asks_for(cast, browsing):
    """The rules' answer takes the place of the learner's request (SN, Overall Sequencing)."""
    back = {"sequencing": {"sequencingRules": {"postConditionRules": [BACK]}}}
    items = [item("EINS", "Erstens"), item("ZWEI", "Zweitens", **back), item("DREI", "Drittens")]
    package = packed(cast, files=FILES, manifest=manifest() | {"items": items})
    learning = Learning.begin(browsing, package)
    learning.sco("Erstens")
    learning.press("Weiter")
    sco = learning.sco("Zweitens")
    write(sco, {"cmi.success_status": "failed", "cmi.score.scaled": "0.2"})

    learning.press("Weiter")

    sco = learning.sco("Erstens")
    sco.evaluate(
        """() => {
          window.leave = () => { set("adl.nav.request", "exitAll"); api.Terminate(""); };
        }"""
    )
    learning.press("Weiter")
    learning.sco("Zweitens")
