"""A row becomes a draft below its city, with everything the sheet says."""

import datetime

import pytest
from openpyxl import Workbook
from wagtail.models import PageLogEntry

from portal.cities.services import create_city
from practices.models import GoodPracticePage
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.practices.importing.sheets import ROW, outcomes, run, saved, sentences, xlsx

pytestmark = pytest.mark.django_db

FULL = ROW | {
    "Fachbereich": "Integration",
    "Funktion": "Koordination",
    "E-Mail": "pool@bochum.example",
    "Telefon": "0234 910-0",
    "Kontraktziele": "1; ziel-3",
    "Zielgruppen": "BÜRGERINNEN; Beschaeftigte",
    "Schlagwörter": "Kolleg*innen, KollegInnen; Dolmetschen",
    "Praxisstatus": "Laufend",
    "Beginn": datetime.datetime(2022, 3, 1),
    "Ende": "12.2024",
    "Ziel": "Verständnis.",
    "Vorgehen": "Gefragt.",
    "Ergebnis": "32 machen mit.",
    "Stolpersteine": "Freistellung.",
    "Was wir anders machen würden": "Früher fragen.",
    "Erfolgsbedingungen": "Rückhalt.",
    "Personalrat beteiligt": True,
    "Datenschutz geprüft": "nein",
    "Kennzahl 1: Bezeichnung": "Einsätze",
    "Kennzahl 1: Wert": 412,
    "Kennzahl 1: Zeitraum": 2024,
    "Kennzahl 3: Bezeichnung": "Anteil",
    "Kennzahl 3: Wert": "61,5 %",
    "Aufwand in Personentagen": "1.200",
    "Kostenstufe": "< 10.000 €",
    "Vorlauf in Wochen": 12.0,
    "Übertragbarkeit": "mit-anpassung",
    "Lizenz": "https://creativecommons.org/licenses/by/4.0/",
    "Verwandte Module": "Einfache Sprache",
    "Verwandte Praxisbeispiele": "Willkommensmappe; Gibt es nicht",
    "Evidenzstufe": "2 mit Kennzahlen",
    "Begründung der Evidenzstufe": "Gezählt.",
}


def test_every_field_arrives(cast):
    module = TrainingModuleFactory(parent=cast.herne, title="Einfache Sprache")
    related = GoodPracticeFactory(parent=cast.herne, title="Willkommensmappe")

    report = run(xlsx(FULL), user=cast.administrator)

    assert outcomes(report) == ["new"], sentences(report)
    page = GoodPracticePage.objects.get(title="Sprachmittlerpool")
    assert page.get_parent().specific == cast.bochum
    assert page.department == "Integration"
    assert (page.started, page.ended) == (datetime.date(2022, 3, 1), datetime.date(2024, 12, 31))
    assert page.need == "<p>Termine scheiterten.</p><ul><li>Amt</li><li>Schule</li></ul>"
    assert [goal.key for goal in page.contract_goals.all()] == ["ziel-1", "ziel-3"]
    assert {group.key for group in page.target_groups.all()} == {"buergerinnen", "beschaeftigte"}
    assert {field.key for field in page.fields_of_action.all()} == {"sprache", "buergerservice"}
    assert sorted(page.tags.names()) == ["Dolmetschen", "Kolleg*innen"]
    assert (page.status.key, page.cost_level.key) == ("laufend", "bis-10000")
    assert (page.effort_days, page.lead_weeks) == (1200, 12)
    assert (page.transferability.key, page.licence.key) == ("mit-anpassung", "CC-BY-4.0")
    assert (page.evidence_level, page.evidence_reason) == (2, "Gezählt.")
    assert (page.staff_council_involved, page.data_protection_checked) == (True, False)
    assert [(f.label, f.value, f.period) for f in page.figures.all()] == [
        ("Einsätze", "412", "2024"),
        ("Anteil", "61,5 %", ""),
    ]
    assert [item.module for item in page.related_modules.all()] == [module]
    assert [item.related for item in page.related_practices.all()] == [related]
    assert "Gibt es nicht" in sentences(report)


def test_draft_is_not_public_and_its_history_names_the_file(cast):
    run(xlsx(ROW), user=cast.administrator)

    page = GoodPracticePage.objects.get(title="Sprachmittlerpool")
    entry = PageLogEntry.objects.get(page=page.pk, action="portal.import")
    assert not page.live
    assert page.latest_revision_id == entry.revision_id
    assert entry.user == cast.administrator
    assert "Blatt „Praxisbeispiele“, Zeile 2" in entry.message


def test_incomplete_row_is_a_draft_that_says_what_it_lacks(cast):
    run(xlsx({"Titel": "Nur ein Titel", "Stadt": "herne"}))

    missing = GoodPracticePage.objects.get(title="Nur ein Titel").missing_for_submission()
    assert {"summary", "need", "status", "fields_of_action"} <= set(missing)


def test_header_may_stand_below_a_title(cast):
    data = xlsx(ROW, above=[["Praxisbeispiele 2026"], [], ["Stand:", "Mai"]])

    assert outcomes(run(data)) == ["new"]


def test_default_city_fills_gaps_only(cast):
    rows = [{"Titel": "Ohne Stadt", "Stadt": ""}, {"Titel": "Mit Stadt", "Stadt": "Stadt Bochum"}]

    report = run(xlsx(*rows), city=cast.herne)

    assert [row.city for row in report.files[0].rows] == ["Herne", "Bochum"]


def test_percentage_of_a_cell_is_read_as_people_see_it(cast):
    workbook = Workbook()
    workbook.active.append(["Titel", "Stadt", "Kennzahl 1: Bezeichnung", "Kennzahl 1: Wert"])
    workbook.active.append(["Quote", "Herne", "Anteil", 0.615])
    workbook.active["D2"].number_format = "0.0%"

    run(saved(workbook))

    page = GoodPracticePage.objects.get(title="Quote")
    assert [figure.value for figure in page.figures.all()] == ["61,5 %"]


@pytest.mark.parametrize("dry_run", [True, False])
def test_dry_run_says_the_same_and_writes_nothing(cast, dry_run):
    report = run(xlsx(ROW), dry_run=dry_run)

    assert outcomes(report) == ["new"]
    assert GoodPracticePage.objects.exists() is not dry_run


def test_city_may_be_named_by_its_beginning(cast):
    create_city(name="Mülheim an der Ruhr", key="muelheim")

    names = ["Muelheim", "MÜLHEIM", "Mül"]
    report = run(xlsx(*({"Titel": f"{i}", "Stadt": name} for i, name in enumerate(names))))

    assert outcomes(report) == ["new", "new", "error"]
