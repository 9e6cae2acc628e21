"""The stock as a workbook, row by row: openpyxl writes each to a temporary file at once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from portal.content.spreadsheets import holdable, mark_text
from search.mailing import absolute

from .columns import Layout
from .stock import Record

#: Excel's own limit for a cell.
MAX_CELL = 32_767
_BOLD = Font(bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)


class StockBook:
    """A workbook with a sheet of notes first, and one for each kind of entry."""

    def __init__(self, layouts: Iterable[Layout]):
        layouts = list(layouts)
        self._book = Workbook(write_only=True)
        self._notes(layouts)
        self._sheets = {layout.kind: self._sheet(layout) for layout in layouts}
        self._columns = {layout.kind: layout.columns for layout in layouts}

    def add(self, record: Record) -> None:
        kind = record["kind"]
        sheet = self._sheets[kind]
        sheet.append([_cell(sheet, record[column.name]) for column in self._columns[kind]])

    def save(self, path) -> None:
        self._book.save(path)

    def _sheet(self, layout: Layout):
        sheet = self._book.create_sheet(str(layout.sheet))
        sheet.freeze_panes = "E2"
        for number, column in enumerate(layout.columns, start=1):
            width = 40 if column.name in {"title", "summary", "url"} else 22
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([_cell(sheet, str(column.label), _BOLD) for column in layout.columns])
        return sheet

    def _notes(self, layouts: list[Layout]) -> None:
        sheet = self._book.create_sheet(_("Lizenz und Hinweise"))
        sheet.column_dimensions["A"].width = 34
        sheet.column_dimensions["B"].width = 90
        rows = [
            (_("Was das ist"), _("Alle öffentlichen Einträge: %(site)s") % {"site": _site()}),
            (_("Stand"), timezone.localtime().strftime("%d.%m.%Y %H:%M")),
            (_("Woher"), absolute(reverse("opendata:index"))),
            (_("Lizenz"), licence_note()),
            (
                _("Nennung"),
                _("Nennen Sie Stadt und Adresse des Eintrags; beide stehen in jeder Zeile."),
            ),
            (
                _("Archivierte Einträge"),
                _("Sie stehen mit dem Tag der Archivierung dabei: Niemand hat sie bestätigt."),
            ),
            (_("Keine Personen"), _("Kontakte sind Postfächer von Funktionen.")),
        ]
        for label, text in rows:
            sheet.append([_cell(sheet, label, _BOLD), _cell(sheet, text)])
        for layout in layouts:
            sheet.append([])
            title = _("Spalten im Blatt „%(sheet)s“") % {"sheet": layout.sheet}
            sheet.append([_cell(sheet, title, _BOLD), _cell(sheet, _("Name in JSON"), _BOLD)])
            for column in layout.columns:
                sheet.append([_cell(sheet, str(column.label)), _cell(sheet, column.name)])


def licence_note() -> str:
    return _(
        "Die Lizenz steht bei jedem Eintrag. Wo keine steht, hat die Stadt keine vergeben: Lesen "
        "und verlinken dürfen Sie, für alles andere fragen Sie die Stadt."
    )


def _site() -> str:
    return settings.WAGTAIL_SITE_NAME


def _cell(sheet, value: object, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=_shown(value))
    mark_text(cell)
    cell.alignment = _TOP
    if font:
        cell.font = font
    return cell


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date | datetime):
        return value
    if isinstance(value, list):
        return _text("\n".join(str(_shown(part)) for part in value))
    if isinstance(value, dict):
        return _text(_flat(value))
    return _text(str(value))


def _flat(value: dict[str, object]) -> str:
    """A term or licence by its title, with its address; other objects with all their parts."""
    if "key" in value:
        return f"{value['title']} ({value['url']})" if "url" in value else str(value["title"])
    return " · ".join(str(part) for part in value.values() if part not in (None, ""))


def _text(text: str) -> str:
    text = holdable(text)
    if len(text) <= MAX_CELL:
        return text
    end = _(" … (gekürzt, ganz in der JSON-Datei)")
    return text[: MAX_CELL - len(end)] + end
