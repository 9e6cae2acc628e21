"""The words of each kind of file, as people would read them out."""

import io
import json

import docx
import pytest

from portal.media.reading import child
from portal.media.reading.limits import MAX_TEXT
from portal.media.reading.process import Answer

from .files import GOOD, ODF, SENTENCE, make_docx, make_open_document, make_pdf, replace_part, saved


def read(content: bytes, kind: str) -> Answer:
    """As the child process reads it, without starting one."""
    return Answer(**json.loads(child.read(kind, io.BytesIO(content))))


@pytest.mark.parametrize("kind", GOOD)
def test_a_sentence_is_read(kind):
    answer = read(GOOD[kind](), kind)

    assert SENTENCE in answer.text
    assert not answer.cut


def test_a_pdf_page_by_page_with_words_that_lines_have_cut():
    answer = read(make_pdf("Die Personal-", "auswahl beginnt.", "Ein- und Aus-", "stieg"), "pdf")

    assert "Die Personalauswahl beginnt." in answer.text
    assert "Ein- und Ausstieg" in answer.text


def test_a_word_document_with_its_tables_form_fields_boxes_and_margins():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Frage", "Antwort"
    document.sections[0].header.paragraphs[0].text = "Stadt Herne"
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for xml in (
        f"<w:sdt {namespace}><w:sdtContent><w:p><w:r><w:t>Formularfeld</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
        f"<w:p {namespace}><w:r><w:delText>Gestrichen</w:delText></w:r></w:p>",
        f'<w:p {namespace} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p><w:r>"
        "<w:t>Textfeld</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r>"
        "<w:t>Textfeld</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    ):
        document.element.body.insert(0, docx.oxml.parse_xml(xml))

    lines = read(saved(document.save), "docx").text.splitlines()

    assert lines == ["Textfeld", "Formularfeld", "Frage", "Antwort", "Stadt Herne"]


def test_slides_with_their_notes():
    lines = read(GOOD["pptx"](), "pptx").text.splitlines()

    assert lines == [SENTENCE, "Auftrag", "Ablauf", "Das Telefon klingelt oft."]


def test_visible_sheets_row_by_row():
    assert read(GOOD["xlsx"](), "xlsx").text == f"{SENTENCE} | 12 | Honorar"


def test_an_open_document_without_comments_and_what_was_deleted():
    body = (
        "<text:tracked-changes><text:p>Gelöscht</text:p></text:tracked-changes>"
        "<text:h>Ablauf</text:h><text:p>Erst<text:s/>fragen"
        "<office:annotation><text:p>Stimmt das?</text:p></office:annotation>, dann "
        "<text:span>planen</text:span></text:p>"
    )

    assert read(make_open_document(body), "odt").text == "Ablauf\nErst fragen, dann planen"


def test_cells_of_an_open_sheet():
    assert read(GOOD["ods"](), "ods").text == f"{SENTENCE} | 12"
    assert "urn:oasis" in ODF


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_every_usual_coding(coding):
    assert read("Größe: 5 €\r\nZeile".encode(coding), "txt").text == "Größe: 5 €\nZeile"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_of_text_in_every_usual_form(delimiter):
    content = f'Stadt{delimiter}"Ort{delimiter} Tag"\nHerne{delimiter}12\n'

    assert read(content.encode(), "csv").text == f"Stadt | Ort{delimiter.strip()} Tag\nHerne | 12"


@pytest.mark.parametrize(
    ("kind", "content"),
    [("txt", b""), ("txt", b" \r\n\t"), ("docx", make_docx("")), ("pdf", make_pdf(""))],
)
def test_a_file_without_text_is_no_failure(kind, content):
    assert read(content, kind) == Answer()


def test_what_no_database_keeps_is_left_out():
    content = "An\u00adfang\u200b\x01Mitte".encode()

    assert read(content, "txt").text == "Anfang Mitte"


def test_a_long_file_is_cut_between_words():
    answer = read(b"Vielfalt " * 20_000, "txt")

    assert answer.cut
    assert MAX_TEXT - 20 < len(answer.text) <= MAX_TEXT
    assert answer.text.endswith("Vielfalt")


def test_a_long_book_is_not_read_to_its_end():
    pages = make_pdf(*["Vielfalt in der Verwaltung " * 3] * 40, page_count=100)

    assert read(pages, "pdf").cut


def test_a_workbook_that_claims_to_be_larger_than_it_is():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
        "<t>Klein</t></is></c></row></sheetData></worksheet>"
    )

    answer = read(replace_part(GOOD["xlsx"](), "xl/worksheets/sheet1.xml", sheet.encode()), "xlsx")

    assert answer.text == "Klein"
