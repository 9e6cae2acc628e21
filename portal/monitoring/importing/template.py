"""The empty workbook that cities fill in, with the definitions and groups as they are now."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from portal.cities.models import CityPage
from portal.monitoring.models import Definition, StaffGroup

from .columns import COLUMNS, EXAMPLE
from .reading import GUIDE_SHEET, MAX_ROWS, VALUES_SHEET

FIGURES_SHEET = "Kennzahlen"
TEMPLATE_NAME = "Vorlage-Kennzahlen.xlsx"
_HEAD = PatternFill("solid", fgColor="FFE4EDF8")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def make_template() -> bytes:
    """The workbook: a sheet to fill in, the allowed values, and a guide. Three queries."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = FIGURES_SHEET
    for index, column in enumerate(COLUMNS, start=1):
        title = f"{column.title} *" if column.required else column.title
        _write(sheet, 1, index, title, font=Font(bold=True), fill=_HEAD)
        _write(sheet, 2, index, column.example, font=Font(italic=True, color="FF595959"))
        sheet.column_dimensions[get_column_letter(index)].width = 22
    sheet.freeze_panes = "A2"
    _add_choices(sheet, workbook.create_sheet(VALUES_SHEET))
    _fill_guide(workbook.create_sheet(GUIDE_SHEET))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _allowed() -> dict[str, list[str]]:
    return {
        "city": [city.title for city in CityPage.originals.order_by("title")],
        "group": [group.title for group in StaffGroup.objects.active()],
        "definition": [definition.title for definition in Definition.objects.active()],
        "not_surveyed": ["ja", "nein"],
    }


def _add_choices(sheet, values_sheet) -> None:
    """Drop-downs that offer, and forbid nothing: keys may be typed as well."""
    by_field = {column.field: (index, column) for index, column in enumerate(COLUMNS, start=1)}
    for number, (name, allowed) in enumerate(_allowed().items(), start=1):
        index, column = by_field[name]
        source = get_column_letter(number)
        _write(values_sheet, 1, number, column.title, font=Font(bold=True), fill=_HEAD)
        values_sheet.column_dimensions[source].width = 44
        for row, value in enumerate(allowed, start=2):
            _write(values_sheet, row, number, value)
        if allowed:
            choice = DataValidation(
                type="list",
                formula1=f"'{VALUES_SHEET}'!${source}$2:${source}${len(allowed) + 1}",
                allow_blank=True,
                showErrorMessage=False,
            )
            letter = get_column_letter(index)
            choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
            sheet.add_data_validation(choice)


def _guide() -> list[str]:
    return [
        _("So füllen Sie die Vorlage aus"),
        _("Eine Zeile ist eine Kennzahl: eine Stadt, eine Gruppe, eine Definition, ein Jahr."),
        _("Die Beispielzeile (Stadt %(example)s) überspringt der Import; Sie dürfen sie löschen.")
        % {"example": EXAMPLE},
        _(
            "Tragen Sie die Zahlen ein, wie sie sind. Was einzelne Menschen erkennbar machen "
            "würde, zeigt das Portal von selbst nicht."
        ),
        _(
            "Eine Kennzahl, die es schon gibt, wird geändert. Sie dürfen dieselbe Datei mehrmals "
            "importieren."
        ),
        _("Ist in einer Zeile etwas falsch, wird aus der ganzen Datei nichts übernommen."),
    ]


def _fill_guide(sheet) -> None:
    row = 0
    for row, sentence in enumerate(_guide(), start=1):
        _write(sheet, row, 1, sentence, font=Font(bold=row == 1))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        sheet.row_dimensions[row].height = 32
    row += 2
    for index, text in enumerate((_("Spalte"), _("Pflicht"), _("Was hineingehört")), start=1):
        _write(sheet, row, index, text, font=Font(bold=True), fill=_HEAD)
    for column in COLUMNS:
        row += 1
        cells = (column.title, _("ja") if column.required else "", column.help)
        for index, text in enumerate(cells, start=1):
            _write(sheet, row, index, text)
    for letter, width in zip("ABC", (28, 10, 80), strict=True):
        sheet.column_dimensions[letter].width = width


def _write(sheet, row: int, column: int, text: object, **style) -> None:
    """A cell with text; one that begins with "=" stays text and becomes no formula."""
    cell = sheet.cell(row, column, str(text))
    cell.data_type = "s"
    cell.alignment = _WRAPPED
    for name, value in style.items():
        setattr(cell, name, value)
