"""Reading CSV as municipal offices save it: any usual encoding, any usual delimiter."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from portal.content.importing.files import check_text
from portal.content.importing.report import UnreadableFileError

DELIMITERS = ";,\t|"
#: Longer cells are refused: the longest field of a practice takes 8,000 characters.
MAX_CELL = 200_000
#: What 8-bit files of German offices are saved in: Windows, old DOS exports, old Macs.
_EIGHT_BIT = ("cp1252", "cp850", "mac_roman")
_EXPECTED = frozenset("äöüÄÖÜß€„“”‚‘’–—…•§°éèêáàâçëïñôçşğıİŞĞ«»×²³½\xa0")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The text of a CSV file.

    UTF-8 is recognised by itself. Of the 8-bit encodings that decode at all, the one whose
    characters look most like German wins: "ü" is 0xFC in Windows and 0x81 in DOS.
    """
    encoding = _declared_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableFileError(
                _("Die Zeichen der Datei sind beschädigt."),
                _("Speichern Sie sie neu als „CSV UTF-8“."),
            ) from error
        text = _decode_eight_bit(data)
    check_text(text)
    return text


def _declared_encoding(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    # UTF-16 without a mark: every second byte of Western text is zero.
    head = data[:2000]
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 4 and not head[0::2].count(0):
        return "utf-16-le"
    if len(head) >= 4 and head[0::2].count(0) > len(head) // 4 and not head[1::2].count(0):
        return "utf-16-be"
    return "utf-8"


def _decode_eight_bit(data: bytes) -> str:
    special = bytes(byte for byte in data if byte >= 0x80)

    def likeness(encoding: str) -> int:
        decoded = special.decode(encoding, errors="replace")
        return sum(1 if char in _EXPECTED else -2 for char in decoded)

    best = max(_EIGHT_BIT, key=likeness)
    try:
        return data.decode(best)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("Die Zeichen der Datei gehören zu keiner bekannten Kodierung."),
            _("Speichern Sie sie in Excel als „CSV UTF-8 (durch Trennzeichen getrennt)“."),
        ) from error


def rows_of(
    data: bytes, *, is_header: Callable[[list[str]], bool], look_at: int
) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows, as a spreadsheet program would number them.

    The delimiter is the one with which one of the first `look_at` rows is a header.
    """
    text = decode(data)
    for delimiter in DELIMITERS:
        try:
            heads = islice(_parse(text, delimiter), look_at)
            if any(is_header(row) for row in heads):
                break
        except csv.Error:
            continue
    else:
        delimiter = ";"
    number = 0
    try:
        for number, row in enumerate(_parse(text, delimiter), start=1):
            yield number, row
    except csv.Error as error:
        raise UnreadableFileError(
            _(
                "Nach Zeile %(row)d ist ein Anführungszeichen nicht geschlossen oder eine Zelle "
                "zu lang."
            )
            % {"row": number},
            _("Prüfen Sie die Anführungszeichen, oder speichern Sie die Tabelle als .xlsx."),
        ) from error


def _parse(text: str, delimiter: str):
    # The limit is the interpreter's, not the reader's; every caller of this module sets the same.
    csv.field_size_limit(MAX_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
