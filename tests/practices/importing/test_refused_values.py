"""A cell that cannot be read is refused with sheet, row, column, value and remedy."""

import datetime

import pytest

from portal.taxonomy.models import CostLevel
from practices.models import GoodPracticePage
from tests.practices.importing.sheets import ROW, outcomes, run, sentences, xlsx

pytestmark = pytest.mark.django_db

REFUSED = {
    "Stadt": [("Atlantis", "gibt es im Portal nicht"), ("", "Die Stadt fehlt")],
    "Titel": [("x" * 101, "101 Zeichen"), ("", "Der Titel fehlt")],
    "Kurzfassung": [("x" * 301, "Kürzen Sie ihn um 1")],
    "Fachbereich": [("x" * 121, "121 Zeichen")],
    "E-Mail": [("keine-adresse", "gültige E-Mail"), ("a@b", "gültige E-Mail")],
    "Kontraktziele": [("4", "steht nicht im Vokabular"), ("ziel-1; ziel-9", "ziel-9")],
    "Handlungsfelder": [
        ("Sprache, Führung", "mit Semikolon"),
        ("Personalgewinung", "Meinten Sie „Personalgewinnung“?"),
        ("Quatsch", "Erlaubt sind: Personalgewinnung;"),
    ],
    "Schlagwörter": [("x" * 101, "101 Zeichen")],
    "Praxisstatus": [("läuft so", "Erlaubt sind")],
    "Beginn": [
        ("31.2.2024", "nicht im Kalender"),
        ("13.2024", "nicht im Kalender"),
        ("bald", "kein Datum"),
        (1, "kein Datum"),
        ("1.1.24", "kein Datum"),
        ("1.1.1815", "1815"),
        (datetime.time(9, 30), "kein Datum"),
        (True, "kein Datum"),
        ("５.５.２０２４", "kein Datum"),
    ],
    "Vorgehen": [("x" * 8001, "8001 Zeichen"), ("a_x0007_b", "Steuerzeichen (U+0007)")],
    "Personalrat beteiligt": [("vielleicht", "weder Ja noch Nein")],
    "Aufwand in Personentagen": [
        ("20 Tage", "keine ganze Zahl"),
        ("12,5", "keine ganze Zahl"),
        (12.5, "keine ganze Zahl"),
        ("1.2", "keine ganze Zahl"),
        (-3, "keine ganze Zahl"),
        (True, "keine ganze Zahl"),
        ("10001", "10000"),
        ("999999999999", "keine ganze Zahl"),
    ],
    "Evidenzstufe": [("4", "Stufe 4 folgt"), ("hoch", "Erlaubt sind: 0 Erfahrungsbericht")],
    "Kennzahl 1: Wert": [("5", "Bezeichnung und Wert"), ("x" * 41, "41 Zeichen")],
    "Kennung": [("x" * 101, "101 Zeichen")],
}


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [(column, value, said) for column, cases in REFUSED.items() for value, said in cases],
)
def test_refused(cast, column, value, sentence):
    report = run(xlsx(ROW | {column: value}))

    assert outcomes(report) == ["error"]
    assert sentence in sentences(report)
    [row] = report.files[0].rows
    assert (row.sheet, row.row) == ("Praxisbeispiele", 2)
    assert any(p.column.startswith(column.split(":")[0]) for p in row.problems)
    assert all(problem.remedy for problem in row.problems)
    assert not GoodPracticePage.objects.exists()


def test_end_before_begin(cast):
    report = run(xlsx(ROW | {"Beginn": "2024", "Ende": "2023"}))

    assert "Das Ende liegt vor dem Beginn." in sentences(report)


def test_retired_term(cast):
    CostLevel.objects.filter(key="keine").update(retired=True)

    assert "wird nicht mehr verwendet" in sentences(run(xlsx(ROW | {"Kostenstufe": "keine"})))


def test_all_that_is_wrong_in_a_row_is_said_at_once(cast):
    row = {"Titel": "", "Stadt": "Atlantis", "Beginn": "nie", "Aufwand": "viel"}

    assert len(run(xlsx(row)).files[0].rows[0].problems) == 4


def test_report_repeats_the_sheet_s_own_heading(cast):
    assert "Kosten (Spalte " in sentences(run(xlsx(ROW | {"Kosten": "zu viel"})))


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("2024", datetime.date(2024, 1, 1)),
        (2024, datetime.date(2024, 1, 1)),
        ("03.2024", datetime.date(2024, 3, 1)),
        (3.2024, datetime.date(2024, 3, 1)),
        ("3/2024", datetime.date(2024, 3, 1)),
        ("März 2024", datetime.date(2024, 3, 1)),
        ("1. Maerz 2024", datetime.date(2024, 3, 1)),
        ("01.03.2024", datetime.date(2024, 3, 1)),
        ("2024-03-01", datetime.date(2024, 3, 1)),
        (datetime.date(2024, 3, 1), datetime.date(2024, 3, 1)),
    ],
)
def test_dates_as_offices_write_them(cast, value, stored):
    report = run(xlsx(ROW | {"Beginn": value}))

    assert outcomes(report) == ["new"], sentences(report)
    assert GoodPracticePage.objects.get().started == stored


@pytest.mark.parametrize(("value", "day"), [("2024", 366), ("02.2024", 60), ("1.2.2024", 32)])
def test_end_of_a_month_or_year_is_its_last_day(cast, value, day):
    run(xlsx(ROW | {"Ende": value}))

    assert GoodPracticePage.objects.get().ended.timetuple().tm_yday == day
