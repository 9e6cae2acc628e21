"""From a workbook to rows: finds the header row, whatever stands above it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from portal.content.importing import workbook
from portal.content.importing.cells import is_empty
from portal.content.importing.files import check_size
from portal.content.importing.report import Problem, UnreadableFileError, printable

from .columns import COLUMNS, Column, column_for

#: Ten cities with all groups, definitions and years of a decade have about as many.
MAX_ROWS = 2_000
HEADER_WITHIN = 20
GUIDE_SHEET, VALUES_SHEET = "Anleitung", "Erlaubte Werte"
#: By these a header is known.
_NEEDED = {column for column in COLUMNS if column.field in {"group", "definition"}}


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row with something in it; `number` as the spreadsheet program counts."""

    sheet: str
    number: int
    cells: dict[Column, object]
    places: dict[Column, str]

    def place(self, column: Column) -> str:
        """The column as its sheet calls it, so that people find it there."""
        return self.places.get(column, column.title)

    def cell(self, name: str) -> object:
        return next((cell for column, cell in self.cells.items() if column.field == name), None)


@dataclass(kw_only=True)
class Sheets:
    rows: list[SheetRow] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def read_sheets(data: bytes) -> Sheets:
    """Every row of every sheet with a header. Raises `UnreadableFileError`.

    The whole file is read before anything is imported.
    """
    check_size(len(data))
    if not workbook.is_workbook(data):
        raise UnreadableFileError(
            _("Die Datei ist keine gültige Excel-Arbeitsmappe (.xlsx)."),
            _("Öffnen Sie die Datei in Excel oder LibreOffice und speichern Sie sie als .xlsx."),
        )
    found, sheets = False, Sheets()
    for name, rows in workbook.sheets_of(data):
        if name not in {GUIDE_SHEET, VALUES_SHEET}:
            found = _read_sheet(name, rows, sheets) or found
    if not found:
        raise UnreadableFileError(
            _("Es fehlt eine Kopfzeile mit den Spalten „Personengruppe“ und „Definition“."),
            _("Verwenden Sie die Vorlage, oder benennen Sie die Spalten wie dort."),
        )
    return sheets


def _read_sheet(name: str, rows: Iterator[tuple[int, list[object]]], sheets: Sheets) -> bool:
    """Whether the sheet has a header; its rows are in `sheets` then."""
    columns: dict[int, Column] = {}
    looked_at = 0
    for number, values in rows:
        if all(is_empty(value) for value in values):
            continue
        if columns:
            _take(name, number, values, columns, sheets)
            continue
        columns = _header(values, sheets)
        looked_at += 1
        if looked_at >= HEADER_WITHIN:
            break
    return bool(columns)


def _header(values: list[object], sheets: Sheets) -> dict[int, Column]:
    """Index → column; empty when the row is no header."""
    known = {
        index: column
        for index, value in enumerate(values)
        if isinstance(value, str) and (column := column_for(value))
    }
    if not set(known.values()) >= _NEEDED:
        return {}
    for index, value in enumerate(values):
        if index in known and list(known.values()).index(known[index]) != list(known).index(index):
            raise UnreadableFileError(
                _("Die Spalte „%(title)s“ kommt zweimal vor.") % {"title": known[index].title},
                _("Benennen Sie eine der beiden um oder löschen Sie sie."),
            )
        if index not in known and not is_empty(value):
            sheets.notices.append(
                Problem(
                    message=_("Diese Spalte kennt der Import nicht, sie wird nicht übernommen."),
                    column=_letter(index),
                    value=printable(value),
                    is_error=False,
                )
            )
    return known


def _take(name: str, number: int, values, columns: dict[int, Column], sheets: Sheets) -> None:
    cells = {
        column: values[index] if index < len(values) else None for index, column in columns.items()
    }
    if all(is_empty(cell) for cell in cells.values()):
        return
    places = {column: f"{column.title} ({_letter(index)})" for index, column in columns.items()}
    sheets.rows.append(SheetRow(sheet=name, number=number, cells=cells, places=places))
    if len(sheets.rows) > MAX_ROWS:
        raise UnreadableFileError(
            _("Die Datei hat mehr als %(limit)d ausgefüllte Zeilen.") % {"limit": MAX_ROWS},
            _("Teilen Sie sie auf mehrere Dateien auf."),
        )


def _letter(index: int) -> str:
    return _("Spalte %(letter)s") % {"letter": get_column_letter(index + 1)}
