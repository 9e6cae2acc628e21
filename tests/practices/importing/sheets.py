"""Files as offices make them, for the tests of the import."""

import csv
import io
from pathlib import Path

from openpyxl import Workbook

from portal.content.importing.run import Source
from practices.importing.service import import_practices

#: A row with every field that can be wrong in an interesting way left out.
ROW = {
    "Stadt": "Bochum",
    "Titel": "Sprachmittlerpool",
    "Kurzfassung": "Beschäftigte dolmetschen.",
    "Handlungsfelder": "Sprache; Bürgerservice",
    "Anlass": "Termine scheiterten.\n\n- Amt\n- Schule",
}


def xlsx(*rows: dict, sheet="Praxisbeispiele", above=()) -> bytes:
    """A workbook with one sheet: the first row's keys are the header."""
    workbook = Workbook()
    workbook.active.title = sheet
    for line in above:
        workbook.active.append(line)
    header = list(dict.fromkeys(key for row in rows for key in row))
    workbook.active.append(header)
    for row in rows:
        workbook.active.append([row.get(key) for key in header])
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def delimited(*rows: dict, delimiter=";") -> str:
    header = list(dict.fromkeys(key for row in rows for key in row))
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, header, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def run(data: bytes, **options):
    """Imports one file's bytes; returns the report."""
    return import_practices(sources=[Source(name="praxis.xlsx", read=lambda: data)], **options)


def outcomes(report) -> list[str]:
    return [row.outcome.value for file in report.files for row in file.rows]


def sentences(report) -> str:
    """Everything the report says, in one text."""
    said = [str(problem) for file in report.files for problem in file.problems]
    said += [str(p) for file in report.files for row in file.rows for p in row.problems]
    return "\n".join(said)


def write(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)
