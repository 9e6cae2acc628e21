"""Workbooks as cities fill them in."""

import io

from openpyxl import Workbook

from portal.content.importing.run import Source
from portal.monitoring.importing.columns import COLUMNS
from portal.monitoring.importing.service import import_figures

ROW = {
    "Stadt": "Herne",
    "Personengruppe": "Auszubildende",
    "Definition": "migrationshintergrund",
    "Jahr": 2021,
    "n": 159,
    "Anzahl": 40,
    "Quelle": "Personalstatistik",
}


def xlsx(*rows: dict, columns=None, sheet="Kennzahlen") -> bytes:
    columns = columns or [column.title for column in COLUMNS]
    workbook = Workbook()
    workbook.active.title = sheet
    workbook.active.append(columns)
    for row in rows:
        workbook.active.append([row.get(column) for column in columns])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def run(*rows: dict, data: bytes | None = None, **options):
    """The report on one file."""
    data = xlsx(*rows) if data is None else data
    return import_figures(sources=[Source(name="a.xlsx", read=lambda: data)], **options)


def sentences(report) -> str:
    [file] = report.files
    problems = [*file.problems, *(problem for row in file.rows for problem in row.problems)]
    return "\n".join(map(str, problems))
