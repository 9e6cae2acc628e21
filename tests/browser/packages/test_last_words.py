"""What a package says while it closes is not lost, however long it is."""

import pytest

from tests.browser.test_progress import eventually
from tests.training.cage.packed import packed

from .learning import Learning, close_with_last_words, scos_in
from .scorm2004 import FILES, manifest
from .scos import get, item, put

pytestmark = pytest.mark.django_db(transaction=True)

#: As much as SCORM 2004 lets a part keep, and in UTF-8 twice as much as a beacon carries.
LONGEST = "'ä'.repeat(64000)"


@pytest.fixture
def package(cast):
    return packed(cast, files=FILES, manifest=manifest() | {"items": [item("EINS", "Erstens")]})


def again(learning: Learning) -> Learning:
    """The tab is closed, and the lesson opened in another one of the same browser."""
    context, address = learning.page.context, learning.page.url
    learning.leave()
    learning.page = context.new_page()
    learning.page.goto(address)
    return learning


LEAVE_WITH_ALL = f"""() => {{
  window.leave = () => {{
    set("cmi.suspend_data", {LONGEST});
    set("cmi.exit", "suspend");
    set("cmi.completion_status", "completed");
    set("cmi.success_status", "passed");
    api.Terminate("");
  }};
}}"""


def leave_with_all(browsing, package, is_there) -> Learning:
    """The tab is closed, with more to say than a beacon carries, until `is_there` of it is kept."""

    def begun():
        learning = Learning.begin(browsing, package)
        learning.sco("Erstens").evaluate(LEAVE_WITH_ALL)
        learning.wait_until_kept(lambda row: row.state["scos"]["EINS"]["cmi"])
        return learning

    return close_with_last_words(begun, is_there)


def test_what_no_beacon_carries_goes_in_pieces_where_nothing_may_wait(package, browsing):
    """The content is of another site, whose storage Chromium refuses: it must go all at once."""
    learning = leave_with_all(browsing, package, lambda row: str(row.state).count("ä") >= 64_000)
    address = learning.page.url
    assert learning.kept().is_done

    # On any device: nothing of it is in this browser.
    learning.page = browsing.open(address, user="lernen@bochum.example")
    sco = learning.sco("Erstens")
    assert sco.evaluate(f"api.GetValue('cmi.suspend_data') === {LONGEST}")
    assert "/geliehen/" in sco.url


def test_words_of_which_each_fits_a_beacon_but_not_all_are_kept_to_the_last(package, browsing):
    """What a browser lets out at once is counted over all that a closing page says."""

    def begun():
        learning = Learning.begin(browsing, package)
        learning.sco("Erstens").evaluate(
            """() => {
              window.addEventListener("pagehide", () => {
                set("cmi.suspend_data", "a".repeat(30000));
                api.Commit("");
              });
              window.leave = () => {
                set("cmi.location", "zuletzt");
                set("cmi.exit", "suspend");
                api.Terminate("");
              };
            }"""
        )
        return learning

    def is_there(row):
        cmi = scos_in(row).get("EINS", {}).get("cmi")
        return cmi and cmi["location"] == "zuletzt" and len(cmi["suspend_data"]) == 30_000

    close_with_last_words(begun, is_there)


@pytest.mark.usefixtures("same_site")
def test_what_no_beacon_carries_waits_in_the_browser_and_counts_at_once(package, browsing):
    learning = leave_with_all(browsing, package, lambda row: row.is_done)
    context, address = learning.page.context, learning.page.url
    assert "ä" not in str(learning.kept().state)

    learning.page = context.new_page()
    learning.page.goto(address)
    sco = learning.sco("Erstens")
    assert sco.evaluate(f"api.GetValue('cmi.suspend_data') === {LONGEST}")
    assert "/inhalt/" in sco.url
    learning.wait_until_kept(lambda row: str(row.state).count("ä") >= 64_000)
    assert learning.wrapper.evaluate("localStorage.length") == 0


def test_what_was_set_before_the_tab_closes_is_there_again(package, browsing):
    """No time to send it, and too long for a beacon: it waits in the lesson's own storage."""
    learning = Learning.begin(browsing, package)
    sco = learning.sco("Erstens")
    learning.page.route("**/lernen/fortschritt/**", lambda route: route.abort())
    sco.evaluate(f"set('cmi.suspend_data', {LONGEST}); api.Commit('')")
    put(sco, "cmi.location", "Seite 9")
    eventually(lambda: "Seite 9" in learning.page.evaluate("JSON.stringify(localStorage)"))
    assert "ä" not in str(learning.kept() and learning.kept().state)

    resumed = again(learning).sco("Erstens")
    assert get(resumed, "cmi.location") == ["Seite 9", "0"]
    assert resumed.evaluate(f"api.GetValue('cmi.suspend_data') === {LONGEST}")
    learning.wait_until_kept(lambda row: str(row.state).count("ä") >= 64_000)
