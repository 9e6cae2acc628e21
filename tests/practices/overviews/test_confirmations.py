"""Which reuses wait for the source's word."""

import datetime

import pytest

from practices.reuse import services
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reuse(cast, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC), tick=False)
    practice = GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    reuse = services.declare(
        practice=practice,
        city=cast.herne,
        user=cast.editor_herne,
        details=services.ReuseDetails(status="uebernommen", since=datetime.date(2025, 1, 1)),
    )
    time_machine.move_to(datetime.datetime(2026, 3, 12, 9, tzinfo=datetime.UTC), tick=False)
    return reuse


def test_names_both_cities_and_whom_it_waits_for(read, reuse):
    assert read("bestaetigungen") == [
        [
            "Praxisbeispiel",
            "Aus",
            "Nachgenutzt von",
            "Stand",
            "Wartet auf",
            "Eingetragen am",
            "Tage",
        ],
        ["Tandem", "Bochum", "Herne", "übernommen", "Redaktion Bochum", "01.03.2026", "11"],
    ]


@pytest.mark.parametrize("step", ["confirm", "reject"])
def test_an_answer_ends_the_waiting(cast, read, reuse, step):
    more = {"reason": "Das stimmt nicht."} if step == "reject" else {}
    getattr(services, step)(reuse=reuse, user=cast.editor_bochum, version=1, **more)
    assert read("bestaetigungen") == []


def test_is_found_by_either_city(read, reuse):
    assert len(read("bestaetigungen", stadt="bochum")) == 2
    assert len(read("bestaetigungen", stadt="herne")) == 2
