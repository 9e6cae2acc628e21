"""Office files are zip archives of XML: looked through before any parser builds a tree of them.

A small one can unpack to gigabytes or expand entities without end.
"""

import re
import zipfile
import zlib
from typing import BinaryIO

from .failures import DAMAGED, ENCRYPTED, OLD_FORMAT, SUSPICIOUS, UNPACKED, UnreadableError
from .limits import MEGABYTE

MAX_PARTS = 5_000
#: Bytes of all XML parts together: what an office writes is far below. Pictures do not count.
MAX_XML = 100 * MEGABYTE
#: Nothing that people write packs better than this, once it is longer than a megabyte.
MAX_RATIO = 400

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 32
#: What `zipfile` raises at damaged archives, none of it documented as the whole list.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def inspect(file: BinaryIO) -> None:
    """Raises `UnreadableError` for an archive that no parser should see. Leaves the file at 0."""
    if file.read(len(_OLE)) == _OLE:
        # Office encrypts into the container of its old formats.
        file.seek(0)
        protected = "EncryptedPackage".encode("utf-16-le") in file.read()
        raise UnreadableError(ENCRYPTED if protected else OLD_FORMAT)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive.infolist())
            _check_xml(archive)
    except _BROKEN as error:
        raise UnreadableError(DAMAGED) from error
    file.seek(0)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableError(ENCRYPTED)
    if len(parts) > MAX_PARTS:
        raise UnreadableError(SUSPICIOUS)
    dense = any(
        part.file_size > MEGABYTE and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    # `zipfile` reads no more of a part than its entry says, so the entries can be believed.
    if dense or sum(part.file_size for part in parts if _is_xml(part)) > MAX_XML:
        raise UnreadableError(UNPACKED)


def _check_xml(archive: zipfile.ZipFile) -> None:
    """Refuses document types: office files have none, and entities are declared there."""
    for part in archive.infolist():
        if not _is_xml(part):
            continue
        tail = b""
        with archive.open(part) as stream:
            while chunk := stream.read(MEGABYTE):
                # UTF-16 has a zero in each of these letters.
                seen = tail + chunk.replace(b"\x00", b"")
                if _DOCTYPE.search(seen):
                    raise UnreadableError(SUSPICIOUS)
                tail = seen[-_OVERLAP:]


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(_XML)
