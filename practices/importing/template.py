"""The empty sheet that offices fill in, made from the vocabularies as they are now."""

import csv
import io

from django.apps import apps
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from portal.cities.models import CityPage
from portal.content.importing.terms import TermBook
from practices.evidence import TYPED_LEVELS

from .columns import Column, Kind
from .layout import EXAMPLE, TEMPLATE_COLUMNS
from .reading import GUIDE_SHEET, MAX_ROWS, VALUES_SHEET

ENTRIES_SHEET = "Praxisbeispiele"
TEMPLATE_NAME = "Vorlage-Praxisbeispiele.xlsx"

_REQUIRED = PatternFill("solid", fgColor="FFE4EDF8")
_OPTIONAL = PatternFill("solid", fgColor="FFF2F2F2")
_EXAMPLE_FONT = Font(italic=True, color="FF595959")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTHS = {Kind.STORY: 48, Kind.NOTE: 48, Kind.TITLE: 40}


def allowed_values() -> dict[Column, list[str]]:
    """The values of each column that has a fixed set; one query a vocabulary."""
    yes_no = ["ja", "nein"]
    cities = [city.title for city in CityPage.originals.order_by("title")]
    levels = [f"{level.value} {level.label}" for level in TYPED_LEVELS]
    values: dict[Column, list[str]] = {}
    for column in TEMPLATE_COLUMNS:
        if column.vocabulary:
            model = apps.get_model("taxonomy", column.vocabulary)
            values[column] = [term.title for term in TermBook(model).active]
        elif column.kind is Kind.CITY:
            values[column] = cities
        elif column.kind is Kind.EVIDENCE:
            values[column] = levels
        elif column.kind is Kind.YES_NO:
            values[column] = yes_no
    return values


def example_of(column: Column, allowed: dict[Column, list[str]]) -> str:
    """What the example row shows; a term that is no longer used gives way to the first one."""
    if column not in allowed or not column.example:
        return column.example
    if column.vocabulary:
        book = TermBook(apps.get_model("taxonomy", column.vocabulary))
        terms = [book.known(part) for part in column.example.split(";")]
        known = [term.title for term in terms if term]
    else:
        known = [column.example] if column.example in allowed[column] else []
    return "; ".join(known or allowed[column][:1])


def make_template() -> bytes:
    """The workbook: a sheet to fill in, the allowed values, and a guide."""
    workbook = Workbook()
    entries = workbook.active
    entries.title = ENTRIES_SHEET
    allowed = allowed_values()
    _fill_entries(entries, allowed)
    _add_choices(entries, _fill_values(workbook.create_sheet(VALUES_SHEET), allowed), allowed)
    _fill_guide(workbook.create_sheet(GUIDE_SHEET))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def make_csv_template() -> str:
    """The header and the example row, as German Excel reads them."""
    allowed = allowed_values()
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(column.title for column in TEMPLATE_COLUMNS)
    writer.writerow(example_of(column, allowed) for column in TEMPLATE_COLUMNS)
    return buffer.getvalue()


def _write(sheet, row: int, column: int, text: object, **style):
    """A cell with text. A title that begins with "=" stays text and becomes no formula."""
    cell = sheet.cell(row, column, str(text))
    cell.data_type = "s"
    for name, value in style.items():
        setattr(cell, name, value)
    return cell


def _fill_entries(sheet, allowed: dict[Column, list[str]]) -> None:
    for index, column in enumerate(TEMPLATE_COLUMNS, start=1):
        _write(
            sheet,
            1,
            index,
            f"{column.title} *" if column.required else column.title,
            font=Font(bold=True),
            fill=_REQUIRED if column.required else _OPTIONAL,
            alignment=_WRAPPED,
        )
        _write(
            sheet,
            2,
            index,
            example_of(column, allowed),
            font=_EXAMPLE_FONT,
            alignment=_WRAPPED,
        )
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.kind, 22)
        if column.kind in {Kind.IDENTIFIER, Kind.FIRST_DAY, Kind.LAST_DAY} or (
            column.field == "contact_phone"
        ):
            # As text: Excel would drop a phone number's zero and turn 12.2024 into a day.
            sheet.column_dimensions[letter].number_format = "@"
            sheet.cell(2, index).number_format = "@"
    sheet.freeze_panes = "D2"


def _fill_values(sheet, allowed: dict[Column, list[str]]) -> dict[Column, str]:
    """A column of allowed values for each; returns the ranges that drop-downs refer to."""
    ranges: dict[Column, str] = {}
    for index, (column, values) in enumerate(allowed.items(), start=1):
        letter = get_column_letter(index)
        _write(sheet, 1, index, column.title, font=Font(bold=True), fill=_REQUIRED)
        for row, value in enumerate(values, start=2):
            _write(sheet, row, index, value)
        sheet.column_dimensions[letter].width = 34
        if values:
            ranges[column] = f"'{VALUES_SHEET}'!${letter}$2:${letter}${len(values) + 1}"
    sheet.freeze_panes = "A2"
    return ranges


def _add_choices(sheet, ranges: dict[Column, str], allowed: dict[Column, list[str]]) -> None:
    for index, column in enumerate(TEMPLATE_COLUMNS, start=1):
        if column not in ranges:
            continue
        choice = DataValidation(type="list", formula1=ranges[column], allow_blank=True)
        choice.promptTitle = column.title[:32]
        choice.prompt = str(column.help)[:255]
        choice.showInputMessage = True
        # Several values and keys are typed: there the list only offers, and forbids nothing.
        choice.showErrorMessage = not column.lists_several
        choice.errorTitle = column.title[:32]
        choice.error = _("Bitte wählen Sie einen Wert aus der Liste.")[:255]
        letter = get_column_letter(index)
        choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
        sheet.add_data_validation(choice)


def _guide() -> list[str]:
    return [
        _("So füllen Sie die Vorlage aus"),
        _(
            "Eine Zeile ist ein Praxisbeispiel. Der Import macht daraus einen Entwurf unter Ihrer "
            "Stadt; veröffentlicht wird nichts."
        ),
        _(
            "Nötig sind Titel und Stadt. Spalten mit * müssen ausgefüllt sein, bevor Sie den "
            "Entwurf einreichen; das können Sie auch im Portal erledigen."
        ),
        _("Die Beispielzeile (Kennung %(example)s) überspringt der Import; Sie dürfen sie löschen.")
        % {"example": EXAMPLE},
        _(
            "Begriffe gelten mit Bezeichnung oder Schlüssel, in jeder Schreibweise. Alle stehen im "
            "Blatt „%(sheet)s“."
        )
        % {"sheet": VALUES_SHEET},
        _(
            "Sie dürfen dieselbe Datei mehrmals importieren: Es entsteht nichts doppelt. "
            "Geänderte Zeilen ändern den Entwurf, solange ihn niemand bearbeitet hat."
        ),
        _(
            "Wiedererkannt wird ein Eintrag an Stadt und Kennung, ohne Kennung an Stadt und Titel. "
            "Ein geänderter Titel ohne Kennung ist ein neuer Eintrag."
        ),
        _("Eine leere Zelle leert das Feld; eine gelöschte Spalte lässt es, wie es ist."),
        _(
            "Bilder, Arbeitsvorlagen und die Person, die prüft, gehören nicht in die Tabelle: "
            "Ergänzen Sie Dateien im Entwurf."
        ),
    ]


def _fill_guide(sheet) -> None:
    row = 0
    for row, sentence in enumerate(_guide(), start=1):
        _write(sheet, row, 1, sentence, alignment=_WRAPPED, font=Font(bold=row == 1))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        sheet.row_dimensions[row].height = 32
    row += 2
    for index, text in enumerate((_("Spalte"), _("Pflicht"), _("Was hineingehört"), _("Beispiel"))):
        _write(sheet, row, index + 1, text, font=Font(bold=True), fill=_REQUIRED)
    for column in TEMPLATE_COLUMNS:
        row += 1
        cells = (column.title, _("ja") if column.required else "", column.help, column.example)
        for index, text in enumerate(cells, start=1):
            _write(sheet, row, index, text, alignment=_WRAPPED)
    for letter, width in zip("ABCD", (34, 10, 70, 50), strict=True):
        sheet.column_dimensions[letter].width = width
