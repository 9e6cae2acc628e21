"""Which fields of action and cities have nothing."""

import datetime

import pytest

from portal.taxonomy.models import FieldOfAction
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practices(cast):
    GoodPracticeFactory(parent=cast.bochum, fields=("personalauswahl", "sprache"))
    GoodPracticeFactory(parent=cast.bochum, fields=("personalauswahl",))
    GoodPracticeFactory(parent=cast.herne, fields=("personalauswahl",))
    GoodPracticeFactory(parent=cast.herne, fields=("sprache",), live=False)
    GoodPracticeFactory(
        parent=cast.herne, fields=("sprache",), archived_on=datetime.date(2026, 1, 1)
    )


def test_counts_public_practices_by_field_and_city(read, practices):
    rows = read("luecken")
    assert rows[0] == ["Handlungsfeld", "Bochum", "Herne", "Alle Städte"]
    table = {row[0]: row[1:] for row in rows[1:]}
    assert len(table) == FieldOfAction.objects.count()
    assert table["Personalauswahl"] == ["2", "1", "3"]
    assert table["Sprache"] == ["1", "0", "1"]
    assert table["Führung"] == ["0", "0", "0"]


def test_can_be_narrowed_to_a_city(read, practices):
    rows = read("luecken", stadt="bochum")
    assert rows[0] == ["Handlungsfeld", "Bochum"]
    assert ["Sprache", "1"] in rows


def test_fields_that_rest_are_no_gap(read, practices):
    FieldOfAction.objects.filter(key="monitoring").update(retired=True)
    assert "Monitoring" not in {row[0] for row in read("luecken")}
