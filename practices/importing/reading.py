"""From a file to tables: finds the header row, whatever stands above it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from portal.content.importing import workbook
from portal.content.importing.cells import is_empty
from portal.content.importing.files import check_size
from portal.content.importing.report import Problem, UnreadableFileError, printable

from . import delimited
from .columns import Column, Kind
from .layout import column_for

#: More rows than any city has practices; 20,000 rows are somebody's address list.
MAX_ROWS = 5_000
#: A header is looked for in this many rows; sheets often begin with a title and a logo.
HEADER_WITHIN = 20
#: Sheets of the template that hold no entries.
GUIDE_SHEET, VALUES_SHEET = "Anleitung", "Erlaubte Werte"


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row with something in it; `number` as the spreadsheet program counts."""

    sheet: str
    number: int
    cells: dict[Column, object]
    headings: dict[Column, str]

    def heading(self, column: Column) -> str:
        """The column as its sheet calls it, so that people find it there."""
        return self.headings.get(column, column.title)


@dataclass(kw_only=True)
class Tables:
    """All rows of a file, and what was noticed on the way."""

    rows: list[SheetRow] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def read_tables(data: bytes, *, max_rows: int = MAX_ROWS) -> Tables:
    """Every row of every sheet that has a header. Raises `UnreadableFileError`.

    The kind of the file follows from its content, never from its name. The whole file is read
    before anything is imported, so that one that ends in rubbish leaves nothing half-done.
    """
    check_size(len(data))
    tables = Tables()
    found = False
    for sheet, rows in _sheets(data):
        if sheet not in {GUIDE_SHEET, VALUES_SHEET}:
            found = _Sheet(sheet, tables, max_rows).read(rows) or found
    if not found:
        raise UnreadableFileError(
            _("Es fehlt eine Kopfzeile mit der Spalte „Titel“."),
            _("Verwenden Sie die Vorlage, oder benennen Sie die Spalten wie dort."),
        )
    return tables


def _sheets(data: bytes):
    if workbook.is_workbook(data):
        yield from workbook.sheets_of(data)
        return
    if data.lstrip()[:5].lower() in {b"%pdf-", b"<?xml", b"<html", b"<!doc", b"{\\rtf"}:
        raise UnreadableFileError(
            _("Die Datei ist weder eine Excel-Arbeitsmappe (.xlsx) noch CSV."),
            _("Speichern Sie die Tabelle in Excel oder LibreOffice als .xlsx."),
        )
    yield "", delimited.rows_of(data, is_header=is_header, look_at=HEADER_WITHIN)


def is_header(row: Iterable[object]) -> bool:
    """A header names the title and at least one more column."""
    columns = {column for cell in row if (column := _column(cell))}
    return len(columns) > 1 and any(column.kind is Kind.TITLE for column in columns)


def _column(cell: object) -> Column | None:
    return column_for(cell) if isinstance(cell, str) and len(cell) < 200 else None


class _Sheet:
    """One sheet while it is read; appends to the tables of its file."""

    def __init__(self, name: str, tables: Tables, max_rows: int):
        self.name = name
        self.tables = tables
        self.max_rows = max_rows
        self.header: list[Column | None] | None = None
        # Indexes of columns without any heading, and of those that nevertheless hold something.
        self.headings: dict[Column, str] = {}
        self.nameless: set[int] = set()
        self.lost: set[int] = set()

    def read(self, rows) -> bool:
        """Whether the sheet had a header; its rows are in the tables then."""
        looked_at = 0
        for number, values in rows:
            if all(is_empty(value) for value in values):
                continue
            if self.header is not None:
                self._take(number, values)
            elif is_header(values):
                self._take_header(values)
            else:
                looked_at += 1
                if looked_at >= HEADER_WITHIN:
                    break
        if self.header is None and looked_at and self.name:
            self._notice(
                _(
                    "Das Blatt „%(sheet)s“ hat keine Kopfzeile mit der Spalte „Titel“ und wurde "
                    "nicht gelesen."
                )
                % {"sheet": printable(self.name)}
            )
        for index in sorted(self.lost):
            self._notice(
                _("Diese Spalte hat keine Überschrift, ihr Inhalt wird nicht übernommen."),
                column=_letter(index),
            )
        return self.header is not None

    def _take(self, number: int, values: list[object]) -> None:
        # An empty cell below a heading empties the field, so it stands in the row as None.
        cells = dict.fromkeys(filter(None, self.header))
        for index, value in enumerate(values):
            if is_empty(value):
                continue
            column = self.header[index] if index < len(self.header) else None
            if column is not None:
                cells[column] = value
            elif index >= len(self.header) or index in self.nameless:
                self.lost.add(index)
        if any(value is not None for value in cells.values()):
            self.tables.rows.append(
                SheetRow(sheet=self.name, number=number, cells=cells, headings=self.headings)
            )
        if len(self.tables.rows) > self.max_rows:
            raise UnreadableFileError(
                _("Die Datei hat mehr als %(limit)d ausgefüllte Zeilen.")
                % {"limit": self.max_rows},
                _("Teilen Sie sie auf mehrere Dateien auf."),
            )

    def _take_header(self, values: list[object]) -> None:
        self.header = []
        for index, value in enumerate(values):
            column = _column(value)
            if column is not None and column in self.header:
                raise self._doubled(column, index)
            if column is not None:
                self.headings[column] = f"{printable(value)} ({_letter(index)})"
            elif is_empty(value):
                self.nameless.add(index)
            else:
                self._notice(
                    _("Diese Spalte kennt der Import nicht, sie wird nicht übernommen."),
                    column=_letter(index),
                    value=printable(value),
                )
            self.header.append(column)

    def _doubled(self, column: Column, index: int) -> UnreadableFileError:
        return UnreadableFileError(
            _("Die Spalte „%(title)s“ kommt zweimal vor (%(first)s und %(second)s).")
            % {
                "title": column.title,
                "first": _letter(self.header.index(column)),
                "second": _letter(index),
            },
            _("Benennen Sie eine der beiden um oder löschen Sie sie."),
        )

    def _notice(self, message: str, **place: str) -> None:
        self.tables.notices.append(Problem(message=message, is_error=False, **place))


def _letter(index: int) -> str:
    return _("Spalte %(letter)s") % {"letter": get_column_letter(index + 1)}
