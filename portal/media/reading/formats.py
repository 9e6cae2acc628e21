"""One reader for each kind of file. They run in the child process, behind its limits.

A reader writes into a `Text`; it may stop in the middle when there is enough. It raises
`UnreadableError`, or whatever its parser raises at a damaged file.
"""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import BinaryIO

from . import archives
from .collecting import Text
from .failures import DAMAGED, ENCRYPTED, UnreadableError

_COLUMN = " | "


def read_pdf(file: BinaryIO, text: Text) -> None:
    """Page by page; a damaged page does not cost the others."""
    import pypdf
    from pypdf.errors import DependencyError

    reader = pypdf.PdfReader(file)
    try:
        # Many files only forbid printing or copying, and open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(ENCRYPTED)
    except DependencyError as error:
        raise UnreadableError(ENCRYPTED) from error
    failed = None
    for page in reader.pages:
        try:
            content = page.extract_text()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - pypdf raises anything at damaged pages
            failed = error
        else:
            text.add(content)
            text.end_line()
    if failed and not text:
        raise UnreadableError(DAMAGED) from failed


def read_docx(file: BinaryIO, text: Text) -> None:
    """The body with its tables, text boxes and form fields, then notes, headers and footers.

    The XML is walked through as it is: python-docx's paragraphs leave out form fields and text
    boxes, which is where templates have their words. Comments are not the document's text.
    """
    import docx
    from docx.oxml.parser import parse_xml

    archives.inspect(file)
    document = docx.Document(file)
    _walk_words(document.element.body, text)
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    for kind in ("footnotes", "endnotes", "header", "footer"):
        for name in sorted(name for name in parts if name.startswith(f"/word/{kind}")):
            _walk_words(parse_xml(parts[name].blob), text)


def read_pptx(file: BinaryIO, text: Text) -> None:
    """The slides in their order, each with its speaker's notes."""
    import pptx

    archives.inspect(file)
    for slide in pptx.Presentation(file).slides:
        _walk_words(slide.element, text)
        if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame):
            text.add(frame.text)
            text.end_line()


def _walk_words(root, text: Text) -> None:
    """The text of Word's and PowerPoint's XML, which name its parts alike."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if event == "end":
            if name == "p":
                text.end_line()
        elif name in ("Fallback", "moveFrom"):
            # The same again for old programs; text that has been moved elsewhere.
            walk.skip_subtree()
        elif name == "t":
            text.add(node.text or "")
        elif name in ("br", "cr"):
            text.end_line()
        elif name == "tab":
            text.add(" ")
        elif name == "noBreakHyphen":
            text.add("-")


def read_xlsx(file: BinaryIO, text: Text) -> None:
    """The visible sheets, a line for each row; formulas by their last result."""
    import openpyxl

    archives.inspect(file)
    workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # The size that a file states of itself is often wrong.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            _add_row(filter(None, map(_shown, row)), text)


def _shown(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if value is None or isinstance(value, bool):
        return ""
    return str(value).strip()


def read_open_document(file: BinaryIO, text: Text) -> None:
    """Texts, tables and slides of LibreOffice; comments and deleted text are left out."""
    import zipfile

    from defusedxml.ElementTree import DefusedXMLParser

    archives.inspect(file)
    with zipfile.ZipFile(file) as archive:
        if "META-INF/manifest.xml" in archive.namelist():
            with archive.open("META-INF/manifest.xml") as manifest:
                if b"encryption-data" in manifest.read():
                    raise UnreadableError(ENCRYPTED)
        parser = DefusedXMLParser(target=_OpenDocumentTarget(text), forbid_dtd=True)
        with archive.open("content.xml") as content:
            while chunk := content.read(64 * 1024):
                parser.feed(chunk)
        parser.close()


class _OpenDocumentTarget:
    """Takes what the parser meets, without a tree: only what paragraphs hold is text."""

    _PARAGRAPHS = ("p", "h")
    _SKIPPED = ("annotation", "tracked-changes", "scripts")

    def __init__(self, text: Text):
        self._text = text
        self._paragraphs = self._skipped = self._cells = 0

    def start(self, tag: str, attributes) -> None:
        name = _local_name(tag)
        if self._skipped or name in self._SKIPPED:
            self._skipped += 1
        elif name in self._PARAGRAPHS:
            self._paragraphs += 1
        elif name == "table-cell":
            self._cells += 1
        elif name in ("s", "tab", "line-break"):
            self._text.add(" ")

    def data(self, data: str) -> None:
        if self._paragraphs and not self._skipped:
            self._text.add(data)

    def end(self, tag: str) -> None:
        name = _local_name(tag)
        if self._skipped:
            self._skipped -= 1
        elif name in self._PARAGRAPHS:
            self._paragraphs -= 1
            self._text.add(_COLUMN if self._cells else "\n")
        elif name == "table-cell":
            self._cells -= 1
        elif name == "table-row":
            self._text.end_line()

    def close(self) -> None:
        pass


def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def read_plain(file: BinaryIO, text: Text) -> None:
    for line in io.StringIO(_decoded(file)):
        text.add(line)


def read_csv(file: BinaryIO, text: Text) -> None:
    content = _decoded(file)
    head = content[:10_000]
    delimiter = max(";,\t", key=head.count)
    for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter):
        _add_row(filter(None, (cell.strip() for cell in row)), text)


def _add_row(cells: Iterable[str], text: Text) -> None:
    for cell in cells:
        text.add(cell)
        text.add(_COLUMN)
    text.end_line()


def _decoded(file: BinaryIO) -> str:
    """Text as Windows and others write it: with a mark of its coding, in UTF-8, else cp1252."""
    data = file.read()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\x00" in data:
        # No text, whatever its name says.
        raise UnreadableError(DAMAGED)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


READERS: dict[str, Callable[[BinaryIO, Text], None]] = {
    "csv": read_csv,
    "docx": read_docx,
    "odp": read_open_document,
    "ods": read_open_document,
    "odt": read_open_document,
    "pdf": read_pdf,
    "pptx": read_pptx,
    "txt": read_plain,
    "xlsx": read_xlsx,
}
