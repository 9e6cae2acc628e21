"""Files that are broken or hostile get a sentence, and leave nothing behind."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from portal.content.importing import files
from portal.content.importing import workbook as workbook_module
from practices.models import GoodPracticePage
from tests.practices.importing.sheets import ROW, delimited, outcomes, run, saved, sentences, xlsx

pytestmark = pytest.mark.django_db


def repacked(data: bytes, **parts) -> bytes:
    """The archive with some parts replaced (function of the old bytes) or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = parts.pop(name, None)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
        for name, make in parts.items():
            new.writestr(name, make(b""))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def doctype(xml: bytes) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return xml.replace(b"<worksheet", bomb + b"<worksheet", 1)


def garbled(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(200) + data[middle + 200 :]


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def docx() -> bytes:
    return archive(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"})


def ods() -> bytes:
    return archive(mimetype=b"application/vnd.oasis", **{"content.xml": b"<x/>"})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BROKEN = {
    "empty": (b"", "leer"),
    "only a header's bytes": (b"PK\x03\x04", "keine gültige Excel-Arbeitsmappe"),
    "cut off": (xlsx(ROW)[:2000], "keine gültige Excel-Arbeitsmappe"),
    "garbled": (garbled(xlsx(ROW)), "beschädigt"),
    "old Excel": (OLE, "alte Excel-Format"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
    "Word": (docx(), "keine Arbeitsmappe"),
    "LibreOffice": (ods(), "LibreOffice"),
    "zip of a workbook": (archive(**{"praxis.xlsx": xlsx(ROW)}), "keine Arbeitsmappe"),
    "PDF": (b"%PDF-1.7 ...", "weder"),
    "HTML named xls": (b"<html><table><tr><td>Titel</td></tr></table></html>", "weder"),
    "entities": (repacked(xlsx(ROW), **{SHEET: doctype}), "vorsichtshalber"),
    "unbalanced XML": (repacked(xlsx(ROW), **{SHEET: lambda xml: xml[:-30]}), "beschädigt"),
    "missing sheet": (repacked(xlsx(ROW), **{SHEET: lambda xml: b""}), "beschädigt"),
    "deep XML": (
        repacked(xlsx(ROW), **{SHEET: lambda xml: b"<a>" * 100_000 + b"</a>" * 100_000}),
        "Kopfzeile",
    ),
    "row of a billion": (
        repacked(xlsx(ROW), **{SHEET: lambda xml: xml.replace(b'r="2"', b'r="2000000000"')}),
        "mehr Zeilen",
    ),
    "bomb": (
        repacked(xlsx(ROW), **{"xl/media/bomb.bin": lambda _: bytes(100 * 1024 * 1024)}),
        "zu groß",
    ),
    "dense": (
        repacked(xlsx(ROW), **{"xl/media/bomb.bin": lambda _: bytes(20 * 1024 * 1024)}),
        "vorsichtshalber",
    ),
    "NUL in CSV": (b"Titel;Stadt\nA\x00B;Bochum\n", "NUL"),
    "binary": (bytes(range(256)) * 50, "Kodierung"),
    "no header": (b"a;b;c\n1;2;3\n", "Kopfzeile"),
    "header without title": (b"Stadt;Kurzfassung\nBochum;x\n", "Kopfzeile"),
    "quote never closed": (b'Titel;Stadt\n"A;Bochum\nB;Bochum\n', "Anführungszeichen"),
    "doubled column": (xlsx({"Titel": "A", "titel *": "B", "Stadt": "Bochum"}), "zweimal"),
    "alias doubles": (b"Titel;Stadt;Kommune\nA;Bochum;Herne\n", "zweimal"),
    "empty workbook": (saved(Workbook()), "Kopfzeile"),
    "UTF-16 cut in half": ("Titel;Stadt\nÄ;Bochum".encode("utf-16")[:-1], "beschädigt"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_gets_a_sentence_and_leaves_nothing(cast, name):
    data, sentence = BROKEN[name]

    report = run(data)

    [problem] = [problem for problem in report.files[0].problems if problem.is_error]
    assert sentence in problem.message
    assert problem.remedy
    assert report.error_count == 1
    assert not GoodPracticePage.objects.exists()


def test_too_many_elements_are_refused_before_they_are_parsed(cast, monkeypatch):
    monkeypatch.setattr(workbook_module, "MAX_TAGS", 50)

    assert "vorsichtshalber" in sentences(run(xlsx(ROW, *[ROW] * 20)))


def test_too_many_rows_write_none(cast):
    rows = [{"Titel": f"Nr. {number}", "Stadt": "Bochum"} for number in range(20_000)]

    for data in (xlsx(*rows), delimited(*rows).encode()):
        assert "mehr als 5000" in sentences(run(data))
    assert not GoodPracticePage.objects.exists()


def test_size_is_limited_before_reading(tmp_path, monkeypatch):
    path = tmp_path / "gross.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    with pytest.raises(files.UnreadableFileError, match="größer als 20 MB"):
        files.read_limited(path)


def test_formula_counts_with_its_result_and_without_one_is_explained(cast):
    workbook = load_workbook(io.BytesIO(xlsx(ROW | {"Aufwand": 1, "Vorlauf": 1})))
    sheet = workbook.active
    sheet["F2"], sheet["G2"] = "=20+20", "=6*2"
    with_result = repacked(
        saved(workbook),
        **{SHEET: lambda xml: re.sub(rb"(20\+20</f>)(<v ?/>|<v></v>)", rb"\1<v>40</v>", xml)},
    )

    report = run(with_result)

    assert outcomes(report) == ["error"]
    assert "Formel ohne berechnetes Ergebnis" in sentences(report)
    assert "=6*2" in sentences(report)
    assert "20+20" not in sentences(report)


def test_excel_error_is_explained(cast):
    workbook = load_workbook(io.BytesIO(xlsx(ROW)))
    workbook.active["C2"] = "#REF!"
    workbook.active["C2"].data_type = "e"

    report = run(saved(workbook))

    assert outcomes(report) == ["error"]
    assert "#REF!" in sentences(report)


def test_good_rows_of_a_file_with_wrong_ones_are_kept(cast):
    report = run(xlsx(ROW, {"Titel": "Kaputt", "Stadt": "Atlantis"}, ROW | {"Titel": "Zwei"}))

    assert outcomes(report) == ["new", "error", "new"]
    assert GoodPracticePage.objects.count() == 2


def test_what_is_not_read_is_said(cast):
    workbook = load_workbook(io.BytesIO(xlsx(ROW | {"Haushaltsstelle": "4711"})))
    workbook.active.cell(2, 9, "verirrt")
    workbook.create_sheet("Notizen").append(["Bitte beachten"])

    said = sentences(run(saved(workbook)))

    assert "Haushaltsstelle" in said
    assert "keine Überschrift" in said
    assert "Notizen" in said


def test_formatted_empty_rows_count_for_nothing(cast):
    workbook = load_workbook(io.BytesIO(xlsx(ROW)))
    for number in range(3, 8_000):
        workbook.active.cell(number, 1).number_format = "@"

    assert outcomes(run(saved(workbook))) == ["new"]
