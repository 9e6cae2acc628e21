"""The template carries today's vocabularies, and imports as nothing until it is filled in."""

import io

import pytest
from openpyxl import load_workbook

from portal.taxonomy.models import FieldOfAction
from practices.importing.layout import TEMPLATE_COLUMNS
from practices.importing.template import make_csv_template, make_template
from practices.models import GoodPracticePage
from tests.practices.importing.sheets import outcomes, run, saved, sentences

pytestmark = pytest.mark.django_db


def values_of(data: bytes) -> dict[str, list]:
    sheet = load_workbook(io.BytesIO(data))["Erlaubte Werte"]
    return {
        column[0].value: [cell.value for cell in column[1:] if cell.value is not None]
        for column in sheet.columns
    }


def test_example_row_is_recognised_and_skipped(cast):
    for data in (make_template(), make_csv_template().encode("utf-8-sig")):
        assert outcomes(run(data)) == ["skipped"]
    assert not GoodPracticePage.objects.exists()


def test_example_row_without_its_mark_is_correct(cast):
    workbook = load_workbook(io.BytesIO(make_template()))
    workbook["Praxisbeispiele"]["A2"] = "eigene-1"

    report = run(saved(workbook))

    assert outcomes(report) == ["new"], sentences(report)
    missing = GoodPracticePage.objects.get().missing_for_submission()
    assert missing == {}


def test_allowed_values_are_those_of_now(cast):
    FieldOfAction.objects.filter(key="sprache").update(retired=True)
    FieldOfAction.objects.create(key="neu", title='=HYPERLINK("http://x")', position=99)

    allowed = values_of(make_template())

    assert "Sprache" not in allowed["Handlungsfelder"]
    assert allowed["Handlungsfelder"][-1] == '=HYPERLINK("http://x")'
    assert {"Bochum", "Herne"} <= set(allowed["Stadt"])
    assert allowed["Personalrat beteiligt"] == ["ja", "nein"]
    workbook = load_workbook(io.BytesIO(make_template()))
    assert {c.data_type for row in workbook["Erlaubte Werte"] for c in row} <= {"s", "n"}


def test_example_of_a_retired_term_gives_way(cast):
    FieldOfAction.objects.filter(key__in=["sprache", "buergerservice"]).update(retired=True)
    workbook = load_workbook(io.BytesIO(make_template()))
    workbook["Praxisbeispiele"]["A2"] = "eigene-1"

    report = run(saved(workbook))

    assert outcomes(report) == ["new"], sentences(report)


def test_every_closed_column_has_a_drop_down(cast):
    sheet = load_workbook(io.BytesIO(make_template()))["Praxisbeispiele"]
    choices = {str(choice.sqref): choice for choice in sheet.data_validations.dataValidation}

    closed = [column for column in TEMPLATE_COLUMNS if column.vocabulary]
    assert len(choices) == len(closed) + 4  # city, evidence, two yes-or-no
    assert all("'Erlaubte Werte'!$" in choice.formula1 for choice in choices.values())


def test_guide_explains_every_column(cast):
    guide = load_workbook(io.BytesIO(make_template()))["Anleitung"]
    explained = {row[0] for row in guide.iter_rows(values_only=True)}

    assert {column.title for column in TEMPLATE_COLUMNS} <= explained
