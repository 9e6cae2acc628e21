"""A SCORM 2004 package that ended its session is opened once more."""

import pytest

from tests.training.cage.packed import packed

from .learning import Learning
from .scorm2004 import FILES, FLOW, manifest, sequencing_in
from .scos import get, item, read, write

pytestmark = pytest.mark.django_db(transaction=True)

ORDERS = {
    "by flow": FLOW,
    "by flow alone": FLOW | {"choice": False},
    "by choice alone": FLOW | {"flow": False},
}
ONE = [item("EINS", "Erstens")]
TWO = [*ONE, item("ZWEI", "Zweitens")]


def pack(cast, items, order):
    sequencing = {"sequencingControls": order}
    return packed(
        cast, files=FILES, manifest=manifest() | {"items": items, "sequencing": sequencing}
    )


def leave_by_exit_all(learning, sco, *, exit_, **values) -> None:
    """As authoring tools do when their page closes, or somebody presses "Kurs verlassen"."""
    names = {"location": "cmi.location", "completion": "cmi.completion_status"}
    write(sco, {names[name]: value for name, value in values.items()})
    write(sco, {"cmi.exit": exit_, "adl.nav.request": "exitAll"})
    sco.evaluate("window.exit = null; left = true; api.Terminate('')")
    learning.wait_until_kept(lambda row: '"currentActivity":null' in sequencing_in(row))


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("items", [ONE, TWO], ids=["one part", "two parts"])
def test_who_left_the_whole_to_come_back_goes_on(cast, browsing, items, order):
    package = pack(cast, items, order)
    learning = Learning.begin(browsing, package)
    if len(items) > 1:
        learning.sco("Erstens")
        learning.press("Weiter")
    last = items[-1]["title"]
    leave_by_exit_all(learning, learning.sco(last), exit_="suspend", location="Seite 3")

    sco = Learning.begin(browsing, package).sco(last)

    read(sco, {"cmi.entry": "resume", "cmi.location": "Seite 3"})


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("items", [ONE, TWO], ids=["one part", "two parts"])
def test_who_was_through_can_look_at_it_again(cast, browsing, items, order):
    package = pack(cast, items, order)
    learning = Learning.begin(browsing, package)
    for each in items:
        sco = learning.sco(each["title"])
        if each is not items[-1]:
            write(sco, {"cmi.completion_status": "completed", "cmi.exit": "normal"})
            sco.evaluate("window.exit = null")
            learning.press("Weiter")
    leave_by_exit_all(learning, sco, exit_="normal", completion="completed")
    assert learning.wait_until_kept(lambda row: row.is_done)

    again = Learning.begin(browsing, package)

    assert get(again.sco("Erstens"), "cmi.entry") == ["ab-initio", "0"]
    assert again.kept().is_done
