"""A table as xlsx, with dates that one can sort and text that stays text."""

import io
import re
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from portal.content.spreadsheets import holdable, mark_text

from .tables import Table

_DATE = "DD.MM.YYYY"
_WIDEST = 60


def workbook(title: str, table: Table) -> bytes:
    """One sheet: headings, then the rows. A title that begins with "=" becomes no formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    lines = [table.headings, *([cell.value for cell in row] for row in table.rows)]
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(number, column)
            cell.value = holdable(value) if isinstance(value, str) else value
            mark_text(cell)
            if isinstance(value, date):
                cell.number_format = _DATE
            if number == 1:
                cell.font = Font(bold=True)
    for column in range(1, len(table.headings) + 1):
        longest = max(len(str(line[column - 1] or "")) for line in lines)
        sheet.column_dimensions[get_column_letter(column)].width = min(longest, _WIDEST) + 3
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
