"""CSV in every encoding and with every delimiter that offices save it in."""

import pytest

from practices.models import GoodPracticePage
from tests.practices.importing.sheets import ROW, delimited, outcomes, run, sentences

pytestmark = pytest.mark.django_db

GERMAN = ROW | {"Titel": "Größe, Übung & „Maß“ – für Bürger*innen", "Anlass": "Öl; groß.\n\nÄh"}
DOS = ROW | {"Titel": "Größe, Übung & Maß für Bürger*innen", "Anlass": "Öl; groß.\n\nÄh"}


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("utf-8", GERMAN),
        ("utf-8-sig", GERMAN),
        ("utf-16", GERMAN),
        ("utf-16-le", GERMAN),
        ("utf-16-be", GERMAN),
        ("utf-32", GERMAN),
        ("cp1252", GERMAN),
        ("cp850", DOS),
        ("mac_roman", GERMAN),
    ],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_delimiters(cast, encoding, row, delimiter):
    report = run(delimited(row, delimiter=delimiter).encode(encoding))

    assert outcomes(report) == ["new"], sentences(report)
    page = GoodPracticePage.objects.get()
    assert page.title == row["Titel"]
    assert page.need == "<p>Öl; groß.</p><p>Äh</p>"


def test_separator_hint_of_excel_is_no_obstacle(cast):
    report = run(b"sep=,\n" + delimited(ROW, delimiter=",").encode())

    assert outcomes(report) == ["new"]
    assert report.files[0].rows[0].row == 3


def test_rows_are_numbered_as_in_a_spreadsheet(cast):
    rows = [ROW | {"Titel": "A"}, ROW | {"Titel": "B", "Beginn": "nie"}]

    report = run(delimited(*rows).encode())

    assert [row.row for row in report.files[0].rows] == [2, 3]
    assert "Zeile 3" in report.files[0].rows[1].place
