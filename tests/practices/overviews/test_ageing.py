"""What ages: near its date, past it, archived, without one."""

import datetime

import pytest

from practices.review.models import Answer
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 12, 9, tzinfo=datetime.UTC), tick=False)


def make(city, title, due, **fields):
    return GoodPracticeFactory(parent=city, title=title, review_due=due, **fields)


def test_says_how_each_stands_the_oldest_first(cast, read):
    make(cast.bochum, "Bald", datetime.date(2026, 5, 11))
    make(cast.bochum, "Fern", datetime.date(2026, 5, 12))
    make(cast.herne, "Vorbei", datetime.date(2026, 3, 11))
    make(cast.herne, "Jetzt", datetime.date(2026, 3, 12))
    make(cast.herne, "Alt", datetime.date(2024, 3, 1), archived_on=datetime.date(2026, 3, 1))
    make(cast.bochum, "Ohne", None)
    make(cast.bochum, "Entwurf", datetime.date(2025, 1, 1), live=False)
    rows = read("altert")
    assert rows[0][2:5] == ["Zustand", "Wiedervorlage am", "Tage seit dem Termin"]
    assert [row[:5] for row in rows[1:]] == [
        ["Ohne", "Bochum", "ohne Termin", "–", "–"],
        ["Alt", "Herne", "archiviert", "01.03.2024", "seit 741 Tagen"],
        ["Vorbei", "Herne", "nicht bestätigt", "11.03.2026", "seit 1 Tag"],
        ["Jetzt", "Herne", "bald fällig", "12.03.2026", "heute"],
        ["Bald", "Bochum", "bald fällig", "11.05.2026", "in 60 Tagen"],
    ]


def test_says_who_wants_changes_and_whom_to_ask(cast, read):
    practice = make(cast.bochum, "Tandem", datetime.date(2026, 3, 11))
    Answer.objects.create(
        practice=practice, review_due=practice.review_due, still_valid=False, text="Neue Zahlen."
    )
    other = make(cast.bochum, "Paten", datetime.date(2026, 3, 12))
    Answer.objects.create(
        practice=other, review_due=datetime.date(2025, 3, 12), still_valid=False, text="Damals."
    )
    rows = read("altert")
    assert [row[5] for row in rows[1:]] == ["Änderungen gewünscht", "–"]
    assert rows[1][6] == "vielfalt@stadt.example"


def test_can_be_narrowed_to_a_city(cast, read):
    make(cast.bochum, "Aus Bochum", datetime.date(2026, 3, 11))
    make(cast.herne, "Aus Herne", datetime.date(2026, 3, 11))
    assert [row[0] for row in read("altert", stadt="herne")[1:]] == ["Aus Herne"]
