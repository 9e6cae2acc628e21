"""What waits for whom and how long."""

import datetime

import pytest

from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.practices.review.people import act, reviewers, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def tandem(cast, time_machine):
    """Bochum has submitted a draft, eleven days before today."""
    time_machine.move_to(datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC), tick=False)
    page = GoodPracticeFactory(parent=cast.bochum, live=False, title="Tandem")
    submit(page, cast.editor_bochum)
    time_machine.move_to(datetime.datetime(2026, 3, 12, 9, tzinfo=datetime.UTC), tick=False)
    return page


def test_names_entry_city_step_whom_since_and_days(read, tandem):
    assert read("wartet") == [
        ["Eintrag", "Stadt", "Schritt", "Wartet auf", "Seit", "Tage"],
        ["Tandem", "Bochum", "Projektgruppe prüft", "Projektgruppe", "01.03.2026", "11"],
    ]


def test_the_second_review_waits_for_another_city(cast, read, tandem):
    act(tandem, reviewers(cast)["bochum"])
    [_headings, row] = read("wartet")
    assert row[2:] == [
        "Zweitprüfung durch eine andere Stadt",
        "Projektgruppe, nicht aus Bochum",
        "12.03.2026",
        "0",
    ]


def test_what_was_sent_back_waits_for_the_city(cast, read, tandem):
    act(tandem, reviewers(cast)["herne"], "reject", {"comment": "Das Ergebnis fehlt."})
    [_headings, row] = read("wartet")
    assert row[2:4] == ["zur Überarbeitung zurückgegeben", "Redaktion Bochum"]


def test_what_is_done_waits_for_nobody(cast, read, tandem):
    people = reviewers(cast)
    act(tandem, people["bochum"])
    act(tandem, people["herne"])
    assert read("wartet") == []


def test_modules_wait_too_the_oldest_first(cast, read, tandem, time_machine):
    module = TrainingModuleFactory(parent=cast.herne, live=False, title="AGG-Basis")
    submit(module, cast.editor_herne)
    rows = read("wartet")
    assert [row[0] for row in rows[1:]] == ["Tandem", "AGG-Basis"]
    assert rows[2][1:4] == ["Herne", "Projektgruppe prüft", "Projektgruppe"]


def test_can_be_narrowed_to_a_city(cast, read, tandem):
    assert len(read("wartet", stadt="bochum")) == 2
    assert read("wartet", stadt="herne") == []
    assert len(read("wartet", stadt="unbekannt")) == 2
