"""The demo's files for download open in an office's programs, and are the same each time."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from portal.demo.template_files import MADE_ON, WIDEST, make_content

DATA = {
    "title": "Wochenplan",
    "summary": "Fünf Tage.",
    "columns": ["Tag", "Aufgabe"],
    "rows": [["Montag", "Rundgang; " * 20], ["Dienstag", 3]],
    "notes": "Erste Zeile\nZweite Zeile\n",
}


def make(kind: str) -> bytes:
    return make_content({**DATA, "kind": kind})


def test_a_workbook_has_a_bold_head_readable_columns_and_its_notes():
    workbook = load_workbook(io.BytesIO(make("xlsx")))
    table, notes = workbook.worksheets
    assert list(table.values) == [
        ("Tag", "Aufgabe"),
        ("Montag", "Rundgang; " * 20),
        ("Dienstag", 3),
    ]
    assert [cell.font.bold for cell in table[1]] == [True, True]
    assert not table["A2"].font.bold
    assert table["B2"].alignment.wrap_text
    assert table.column_dimensions["A"].width == pytest.approx(10)
    assert table.column_dimensions["B"].width == WIDEST
    assert [cell for (cell,) in notes.values] == ["Erste Zeile", "Zweite Zeile"]


def test_a_workbook_tells_no_time_and_no_author():
    content = make("xlsx")
    assert content == make("xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {file.date_time[0] for file in archive.infolist()} == {1980}
    properties = load_workbook(io.BytesIO(content)).properties
    assert properties.created == properties.modified == MADE_ON
    assert not properties.creator


def test_a_table_opens_in_german_excel():
    content = make("csv")
    assert content.startswith(b"\xef\xbb\xbfTag;Aufgabe\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1:] == [["Montag", "Rundgang; " * 20], ["Dienstag", "3"]]


def test_a_text_has_a_title_and_lines_as_windows_writes_them():
    assert make("txt").decode("utf-8-sig") == (
        "Wochenplan\r\n==========\r\n\r\nErste Zeile\r\nZweite Zeile\r\n"
    )


def test_another_kind_is_an_error():
    with pytest.raises(ValueError, match="docx"):
        make("docx")
