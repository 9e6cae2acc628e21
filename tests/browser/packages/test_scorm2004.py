"""A SCORM 2004 package with sequencing, from the beginning through suspend and resume."""

import pytest
from playwright.sync_api import expect

from tests.training.cage.packed import packed

from .learning import Learning
from .scorm2004 import FILES, manifest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def package(cast):
    return packed(cast, files=FILES, manifest=manifest())


def get(sco, name):
    return sco.evaluate("name => get(name)", name)


def put(sco, name, value):
    return sco.evaluate("([name, value]) => set(name, value)", [name, value])


def pass_with(sco, score="1"):
    for name, value in (
        ("cmi.completion_status", "completed"),
        ("cmi.success_status", "passed"),
        ("cmi.score.scaled", score),
        ("cmi.exit", "normal"),
    ):
        assert put(sco, name, value) == ["true", "0"]
    sco.evaluate("window.exit = null")


def test_from_the_first_part_to_the_last_over_two_devices(package, browsing):
    learning = Learning.begin(browsing, package)
    sco = learning.sco("Auftakt")

    assert get(sco, "cmi.entry") == ["ab-initio", "0"]
    assert get(sco, "cmi.mode") == ["normal", "0"]
    assert get(sco, "cmi.learner_name") == ["Gast", "0"]
    assert get(sco, "cmi.completion_status") == ["unknown", "0"]
    assert get(sco, "adl.nav.request_valid.continue") == ["true", "0"]
    expect(learning.entry("Prüfung")).to_be_disabled()

    # What scorm-again says is what the SCO hears.
    assert get(sco, "cmi.exit") == ["", "405"]
    assert put(sco, "cmi.learner_id", "x") == ["false", "404"]
    assert put(sco, "cmi.completion_status", "fertig") == ["false", "406"]
    assert put(sco, "cmi.score.scaled", "3") == ["false", "407"]
    assert get(sco, "cmi.unbekannt") == ["", "401"]
    assert get(sco, "cmi.location") == ["", "403"]

    pass_with(sco)
    put(sco, "adl.nav.request", "continue")
    sco.evaluate("api.Terminate('')")

    part = learning.sco("Teil A")
    put(part, "cmi.location", "Seite 2")
    put(part, "cmi.suspend_data", "x=1;ä=2")
    put(part, "cmi.interactions.0.id", "urn:frage:1")
    put(part, "cmi.interactions.0.type", "choice")
    put(part, "cmi.interactions.0.learner_response", "a")
    put(part, "cmi.objectives.0.id", "ziel-1")
    put(part, "cmi.objectives.0.score.scaled", "0.5")
    part.evaluate("api.Commit('')")
    learning.wait_until_kept(
        lambda row: (
            (row.state["scos"].get("TEIL-A", {}).get("cmi") or {}).get("location") == "Seite 2"
        )
    )
    learning.leave()

    other = Learning.begin(browsing, package)
    resumed = other.sco("Teil A")
    assert get(resumed, "cmi.entry") == ["resume", "0"]
    assert get(resumed, "cmi.location") == ["Seite 2", "0"]
    assert get(resumed, "cmi.suspend_data") == ["x=1;ä=2", "0"]
    assert get(resumed, "cmi.interactions._count") == ["1", "0"]
    assert get(resumed, "cmi.interactions.0.learner_response") == ["a", "0"]
    assert get(resumed, "cmi.objectives._count") == ["1", "0"]
    assert get(resumed, "cmi.objectives.0.score.scaled") == ["0.5", "0"]
    pass_with(resumed)
    other.press("Weiter")

    last = other.sco("Teil B")
    assert get(last, "cmi.entry") == ["ab-initio", "0"]
    assert get(last, "cmi.launch_data") == ["stufe=3", "0"]
    assert get(last, "cmi.suspend_data") == ["", "403"]
    expect(other.entry("Prüfung")).to_be_disabled()
    pass_with(last)
    other.press("Weiter")

    test = other.sco("Prüfung")
    assert get(test, "cmi.scaled_passing_score") == ["0.8", "0"]
    pass_with(test, score="0.9")
    test.evaluate("api.Terminate('')")

    row = other.wait_until_kept(lambda row: row.is_done)
    assert row.score > 0.9
    expect(other.page.get_by_text("Erledigt.")).to_be_visible()


def test_a_tab_that_is_closed_goes_on_with_its_time(package, browsing):
    learning = Learning.begin(browsing, package)
    learning.sco("Auftakt")
    learning.leave()

    other = Learning.begin(browsing, package)
    other.wait_until_kept(
        lambda row: (row.state["scos"]["START"]["cmi"] or {}).get("total_time") == "PT1M30S"
    )
    other.page.reload()
    sco = other.sco("Auftakt")

    assert get(sco, "cmi.entry") == ["resume", "0"]
    assert get(sco, "cmi.total_time") == ["PT1M30S", "0"]
