"""From the bytes of a manifest to its text, whatever it says of its encoding."""

import codecs
import re
from collections.abc import Iterator

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?\?>", re.ASCII)
_DECLARED = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
#: Others have codecs of their own that are no encodings of text, or slow at hostile input.
_KNOWN = re.compile(
    r"utf-8|utf-8-sig|utf-(16|32)(-[lb]e)?|ascii|iso8859-\d+|cp125\d|cp437|cp850|cp037|cp273|cp500|cp1140|mac-roman|koi8-[ru]"
    r"|shift_jis|cp932|euc_jp|euc_kr|gb2312|gbk|gb18030|big5"
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-16 is how that of UTF-32 begins.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How a document begins that says so without a mark; XML 1.0, appendix F.1.
_BEGINNINGS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
#: "<?xm" of mainframes, whose code pages have the letters of a declaration in common.
_EBCDIC = "<?xm".encode("cp037")


def decode(data: bytes) -> tuple[str, str]:
    """The text without mark and XML declaration, and the encoding that is wrongly declared.

    The second is empty where what the document says of itself is right. Lines keep their
    numbers: line breaks before and in what was taken away stay.
    """
    declared = _declared(data)
    for encoding in _candidates(data, declared):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        right = not declared or _same(declared, encoding)
        return _without_declaration(text.removeprefix("\ufeff")), "" if right else declared
    # Bytes that Windows-1252 does not know; ISO-8859-1 knows all.
    return _without_declaration(data.decode("iso8859-1")), declared


def _declared(data: bytes) -> str:
    head = data[:400]
    if head.startswith(_EBCDIC):
        head = head.decode("cp037").encode("ascii", "replace")
    # In UTF-16 each letter of the declaration has a zero beside it, in UTF-32 three.
    found = _DECLARED.search(head.replace(b"\x00", b""))
    return found[1].decode("ascii", "replace") if found else ""


def _candidates(data: bytes, declared: str) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield encoding
    for beginning, encoding in _BEGINNINGS:
        if data.startswith(beginning):
            yield encoding
    # Who declares UTF-16 without a mark and without zeros has saved the file as something else.
    if (name := _codec(declared)) and not name.startswith(("utf-16", "utf-32")):
        yield name
    yield "utf-8"
    yield "cp1252"


def _codec(declared: str) -> str:
    """Python's name of a declared encoding; empty for unknown ones.

    What declares ISO-8859-1 or ASCII is read as Windows-1252, as browsers do.
    """
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _KNOWN.fullmatch(name) else ""


def _same(declared: str, used: str) -> bool:
    try:
        family = codecs.lookup(declared).name.partition("-sig")[0]
    except LookupError:
        return False
    return used.startswith(family) or _codec(declared) == used


def _without_declaration(text: str) -> str:
    found = _DECLARATION.match(text)
    if not found:
        return text
    return "\n" * found[0].count("\n") + text[found.end() :]
