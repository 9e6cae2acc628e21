"""Reading xlsx files that somebody else made: inspected before they are parsed.

An xlsx file is a zip archive of XML. A small one can unpack to gigabytes, expand entities
without end or claim a billion rows, so its parts are counted and limited before openpyxl,
which builds a tree of each row, sees any of them.
"""

import io
import logging
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import zip_longest

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.importing.report import UnreadableFileError

from .cells import CellError, FormulaWithoutResult, Percentage

logger = logging.getLogger(__name__)
# openpyxl warns of extensions it does not read (data validation, conditional formats): these
# are of no interest to an import, and a filter is thread-safe where `catch_warnings` is not.
warnings.filterwarnings("ignore", module=r"openpyxl\..*")

MAX_PARTS = 1_000
MAX_UNPACKED = 64 * 1024 * 1024
#: XML elements of all parts together; 5,000 full rows have about 1.5 million.
MAX_TAGS = 4_000_000
MAX_RATIO = 400
MAX_COLUMNS = 256
#: Excel's own last row. A file that claims a later one was not made by a spreadsheet program.
LAST_ROW = 1_048_576

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_XLSX = gettext_lazy(
    "Öffnen Sie die Datei in Excel oder LibreOffice und speichern Sie sie als .xlsx."
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 32


def is_workbook(data: bytes) -> bool:
    """Whether the file is a zip archive or an old Office file, whatever its name says."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", _OLE))


def sheets_of(data: bytes) -> Iterator[tuple[str, Iterator[tuple[int, list[object]]]]]:
    """The workbook's sheets: name and numbered rows of cell values, read while they pass.

    Raises `UnreadableFileError`, also from the rows: a damaged part shows only when it is reached.
    """
    has_formulas = _inspect(data)
    with _as_unreadable():
        results = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = (
            openpyxl.load_workbook(io.BytesIO(data), read_only=True) if has_formulas else None
        )
        for sheet in results.worksheets:
            twin = formulas[sheet.title] if formulas else None
            yield sheet.title, _rows(sheet, twin)


class _as_unreadable:  # noqa: N801 - reads as a statement
    """Turns whatever a parser raises at a damaged file into one sentence.

    openpyxl documents no errors: a wrong reference in some part raises KeyError, IndexError,
    TypeError, ParseError and others. The original goes to the log.
    """

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if isinstance(error, Exception) and not isinstance(error, UnreadableFileError):
            logger.info("A workbook could not be read", exc_info=error)
            raise UnreadableFileError(
                _("Die Arbeitsmappe ist beschädigt und lässt sich nicht lesen."),
                str(_SAVE_AS_XLSX),
            ) from error
        return False


def _rows(sheet, twin) -> Iterator[tuple[int, list[object]]]:
    with _as_unreadable():
        for source in filter(None, (sheet, twin)):
            # The size that a file states of itself is often wrong.
            source.reset_dimensions()
        rows = sheet.iter_rows()
        formula_rows = twin.iter_rows() if twin else ()
        for number, (row, formula_row) in enumerate(zip_longest(rows, formula_rows), start=1):
            if number > LAST_ROW:
                raise UnreadableFileError(
                    _("Die Arbeitsmappe hat mehr Zeilen, als eine Tabelle haben kann."),
                    str(_SAVE_AS_XLSX),
                )
            if row:
                # A limit given to `iter_rows` would fill gaps between rows cell by cell.
                yield number, _values(row[:MAX_COLUMNS], (formula_row or ())[:MAX_COLUMNS])


def _values(row, formula_row) -> list[object]:
    values = [_value(cell) for cell in row]
    for index, cell in enumerate(formula_row):
        if cell.data_type == "f" and index < len(values) and values[index] is None:
            values[index] = FormulaWithoutResult(f"{getattr(cell.value, 'text', cell.value)}")
    while values and values[-1] is None:
        values.pop()
    return values


def _value(cell) -> object:
    value = cell.value
    if cell.data_type == "e":
        return CellError(str(value))
    if isinstance(value, bool | str | date | time | timedelta) or value is None:
        return value
    if isinstance(value, int | float):
        return Percentage(float(value)) if "%" in (cell.number_format or "") else value
    return str(value)


def _inspect(data: bytes) -> bool:
    """Whether the workbook has formulas; refuses what must not be parsed."""
    if data.startswith(_OLE):
        raise _refuse_ole(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFileError(
            _("Die Datei ist keine gültige Excel-Arbeitsmappe (.xlsx)."), str(_SAVE_AS_XLSX)
        ) from error
    with archive:
        parts = archive.infolist()
        _check_directory(parts)
        _check_kind(archive, {part.filename for part in parts})
        return _scan(archive, parts)


def _refuse_ole(data: bytes) -> UnreadableFileError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFileError(
            _("Die Arbeitsmappe ist mit einem Kennwort geschützt."),
            _("Entfernen Sie in Excel das Kennwort (Datei › Informationen) und speichern Sie."),
        )
    return UnreadableFileError(_("Die Datei hat das alte Excel-Format (.xls)."), str(_SAVE_AS_XLSX))


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise UnreadableFileError(
            _("Die Arbeitsmappe ist entpackt zu groß (%(size)d MB, erlaubt sind %(limit)d MB).")
            % {"size": unpacked // 1024**2, "limit": MAX_UNPACKED // 1024**2},
            _("Kopieren Sie nur die ausgefüllten Zeilen in eine neue Vorlage."),
        )
    dense = any(
        part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if dense or len(parts) > MAX_PARTS:
        raise _suspicious()
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableFileError(
            _("Die Datei ist mit einem Kennwort geschützt."), _("Entfernen Sie das Kennwort.")
        )


def _suspicious() -> UnreadableFileError:
    return UnreadableFileError(
        _("Die Arbeitsmappe ist ungewöhnlich aufgebaut und wird vorsichtshalber nicht gelesen."),
        _("Kopieren Sie nur die ausgefüllten Zeilen in eine neue Vorlage."),
    )


def _check_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "[Content_Types].xml" in names and "xl/workbook.bin" in names:
        raise UnreadableFileError(_("Die Datei hat das Format .xlsb."), str(_SAVE_AS_XLSX))
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return
    if "mimetype" in names and "content.xml" in names:
        raise UnreadableFileError(
            _("Die Datei hat das Format von LibreOffice."), str(_SAVE_AS_XLSX)
        )
    raise UnreadableFileError(
        _("Die Datei ist ein Archiv oder ein Dokument, aber keine Arbeitsmappe."),
        _("Laden Sie die .xlsx-Datei selbst hoch, nicht eine ZIP-Datei, die sie enthält."),
    )


def _scan(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """Reads every XML part once as bytes: counts elements, refuses entities, finds formulas."""
    tags, has_formulas = 0, False
    try:
        for part in parts:
            if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
                continue
            tail = b""
            with archive.open(part) as stream:
                while chunk := stream.read(1024 * 1024):
                    tags += chunk.count(b"<")
                    seen = tail + chunk.replace(b"\x00", b"")
                    if tags > MAX_TAGS or _DOCTYPE.search(seen):
                        raise _suspicious()
                    has_formulas = has_formulas or (
                        "worksheets/" in part.filename and bool(_FORMULA.search(seen))
                    )
                    tail = seen[-_OVERLAP:]
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise UnreadableFileError(
            _("Die Arbeitsmappe ist beschädigt und lässt sich nicht lesen."), str(_SAVE_AS_XLSX)
        ) from error
    return has_formulas
