"""Real files of every kind that is read, each with a German sentence; and hostile ones."""

import io
import zipfile
import zlib
from collections.abc import Callable

import docx
import openpyxl
import pptx
from pypdf import PdfWriter

SENTENCE = "Ein Sprachmittlerpool für Bürger*innen"


def make_pdf(*lines: str, page_count: int = 1) -> bytes:
    """A PDF as printers write it: one font, one line below the other."""
    content = "BT /F1 12 Tf 72 720 Td 14 TL "
    content += " ".join(f"({_escaped(line)}) Tj T*" for line in lines or [SENTENCE]) + " ET"
    stream = content.encode("cp1252")
    kids = " ".join(f"{3 + number} 0 R" for number in range(page_count))
    font, body = 3 + page_count, 4 + page_count
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {body} 0 R "
        f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
    )
    return make_pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {page_count} >>",
        *[page] * page_count,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        (f"<< /Length {len(stream)} >>", stream),
    )


def make_pdf_of(*objects: str | tuple[str, bytes]) -> bytes:
    """A PDF of these objects, the first being the catalogue."""
    file, offsets = io.BytesIO(), []
    file.write(b"%PDF-1.7\n")
    for number, value in enumerate(objects, start=1):
        offsets.append(file.tell())
        dictionary, stream = value if isinstance(value, tuple) else (value, None)
        file.write(f"{number} 0 obj\n{dictionary}\n".encode())
        if stream is not None:
            file.write(b"stream\n" + stream + b"\nendstream\n")
        file.write(b"endobj\n")
    start = file.tell()
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for offset in offsets:
        file.write(f"{offset:010} 00000 n \n".encode())
    file.write(
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return file.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def make_encrypted_pdf(user_password: str = "geheim") -> bytes:
    """With an empty user password anybody opens it; only the owner may change it."""
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf()))
    writer.encrypt(user_password, "owner", algorithm="RC4-128")
    return saved(writer.write)


def make_docx(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or [SENTENCE]:
        document.add_paragraph(paragraph)
    return saved(document.save)


def make_pptx() -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = SENTENCE
    slide.placeholders[1].text = "Auftrag\nAblauf"
    slide.notes_slide.notes_text_frame.text = "Das Telefon klingelt oft."
    return saved(presentation.save)


def make_xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append([SENTENCE, 12, None, "Honorar"])
    hidden = workbook.create_sheet("Listen")
    hidden.append(["Auswahlwerte"])
    hidden.sheet_state = "hidden"
    return saved(workbook.save)


ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' + (
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def make_open_document(
    body: str = f"<text:p>{SENTENCE}</text:p>", *, prologue: str = "", manifest: str = ""
) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<office:document-content {ODF}>'
        f"<office:body>{body}</office:body></office:document-content>"
    )
    return make_zip(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode() or b"<manifest/>",
        }
    )


def make_zip(parts: dict[str, bytes]) -> bytes:
    def write(file):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    return saved(write)


def replace_part(archive: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    return make_zip(parts | {name: content})


def make_endless_pdf(*, depth: int = 40) -> bytes:
    """Each node of the page tree names the next one ten times: 10^40 pages in 4 kB."""
    nodes = [
        f"<< /Type /Pages /Count 1000000000 /Kids [{f'{number + 1} 0 R ' * 10}] >>"
        for number in range(2, 2 + depth)
    ]
    page = "<< /Type /Page /MediaBox [0 0 595 842] >>"
    return make_pdf_of("<< /Type /Catalog /Pages 2 0 R >>", *nodes, page)


def make_circular_pdf() -> bytes:
    return make_pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>"
    )


def make_packed_pdf(megabytes: int) -> bytes:
    """A page whose content is packed a thousandfold."""
    packed = zlib.compress(b"q Q " * (megabytes * 256 * 1024), 9)
    return make_pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        "/Resources << /Font << >> >> >>",
        (f"<< /Length {len(packed)} /Filter /FlateDecode >>", packed),
    )


def saved(save: Callable) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


BOMB = "".join(
    f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' if number else '<!ENTITY e0 "bumm">'
    for number in range(12)
)
XML_BOMB = f"<!DOCTYPE x [{BOMB}]>"

#: Kind → a file of it with `SENTENCE` in it.
GOOD: dict[str, Callable[[], bytes]] = {
    "pdf": make_pdf,
    "docx": make_docx,
    "pptx": make_pptx,
    "xlsx": make_xlsx,
    "odt": make_open_document,
    "ods": lambda: make_open_document(
        f"<table:table><table:table-row><table:table-cell><text:p>{SENTENCE}</text:p>"
        "</table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    ),
    "odp": make_open_document,
    "txt": lambda: SENTENCE.encode(),
    "csv": lambda: f"{SENTENCE};12\r\nHerne;7\r\n".encode("utf-8-sig"),
}
