"""Makes the demo's files for download from what the demo's TOML files say about them.

    [[templates]]
    title = "Wochenplan für das Schulpraktikum"
    summary = "Fünf Tage, jeder mit einer echten Aufgabe."
    kind = "xlsx"                                  # a sheet; "csv" is the same without its notes
    columns = ["Tag", "Aufgabe"]
    rows = [["Montag", "Rundgang"]]
    notes = "Was man vorher wissen muss."          # a second sheet; for "txt" there is only this

The same data give the same bytes, whenever and wherever they are made.
"""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.base import ContentFile
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from wagtail.models import Collection

from portal.cities.services import slug_for
from portal.media.models import PortalDocument

#: The date inside each workbook, in place of the moment when it was made.
MADE_ON = datetime(2026, 1, 1)

NARROWEST, WIDEST = 10, 44
_BOLD = Font(bold=True)
_HEAD = PatternFill("solid", fgColor="FFE4EDF8")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def make_document(data: Mapping, *, collection: Collection) -> PortalDocument:
    """Makes the file that `data` describe, and keeps it in the library of documents."""
    content = make_content(data)
    return PortalDocument.objects.create(
        title=data["title"],
        summary=data["summary"],
        collection=collection,
        file=ContentFile(content, name=f"{slug_for(data['title'])}.{data['kind']}"),
        file_size=len(content),
    )


def make_content(data: Mapping) -> bytes:
    match data["kind"]:
        case "xlsx":
            return _workbook(data)
        case "csv":
            return _table(data)
        case "txt":
            return _text(data)
        case unknown:
            raise ValueError(f"Unknown kind of demo file: {unknown}")


def _text(data: Mapping) -> bytes:
    # As Windows writes text, so that the editors of every office show umlauts and lines.
    lines = [data["title"], "=" * len(data["title"]), "", *data["notes"].strip().splitlines(), ""]
    return "\r\n".join(lines).encode("utf-8-sig")


def _table(data: Mapping) -> bytes:
    """As German Excel reads it: with semicolons and a byte order mark."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";").writerows([data["columns"], *data["rows"]])
    return buffer.getvalue().encode("utf-8-sig")


def _workbook(data: Mapping) -> bytes:
    workbook = Workbook()
    workbook.properties.title = data["title"]
    workbook.properties.creator = ""
    workbook.properties.created = workbook.properties.modified = MADE_ON
    _fill_table(workbook.active, data)
    if notes := data.get("notes"):
        _fill_notes(workbook.create_sheet("Hinweise"), notes)
    buffer = io.BytesIO()
    # Not `Workbook.save`, which notes the time.
    ExcelWriter(workbook, ZipFile(buffer, "w", ZIP_DEFLATED)).save()
    return _without_times(buffer)


def _fill_table(sheet: Worksheet, data: Mapping) -> None:
    sheet.title = "Vorlage"
    table = [data["columns"], *data["rows"]]
    for row in table:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = _WRAPPED
    for cell in sheet[1]:
        cell.font, cell.fill = _BOLD, _HEAD
    for number, cells in enumerate(zip(*table, strict=True), start=1):
        width = max(len(str(cell)) for cell in cells) + 2
        sheet.column_dimensions[get_column_letter(number)].width = min(
            max(width, NARROWEST), WIDEST
        )
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _fill_notes(sheet: Worksheet, notes: str) -> None:
    sheet.column_dimensions["A"].width = 2 * WIDEST
    for line in notes.strip().splitlines():
        sheet.append([line])
        sheet.cell(sheet.max_row, 1).alignment = _WRAPPED


def _without_times(archive: io.BytesIO) -> bytes:
    """The same archive with the oldest date that one can have on each of its files."""
    buffer = io.BytesIO()
    with ZipFile(archive) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), compress_type=ZIP_DEFLATED)
    return buffer.getvalue()
