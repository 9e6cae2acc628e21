"""Writes a zip piece by piece, so that no archive is ever in memory as a whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.storage import default_storage
from django.utils import timezone

from .selectors import CONTENTS

_CHUNK = 64 * 1024


class _Outlet:
    """What the zip is written to: it cannot go back, and gives away what it has."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def write(self, data) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here for longer than until the next `taken`."""

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def archive(html: str, files: Iterable[tuple[str, str]]) -> Iterator[tuple[bytes, int]]:
    """The pieces of the zip, each with the number of bytes that were read of files for it.

    `files` are names in the archive and in the storage of documents. The table of contents
    comes first. Raises `OSError` when a file cannot be read.
    """
    outlet = _Outlet()
    now = timezone.localtime()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(_entry(CONTENTS, now), html)
        yield outlet.taken(), 0
        for name, stored in files:
            with (
                default_storage.open(stored, "rb") as source,
                zipped.open(_entry(name, now), "w") as target,
            ):
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
                    yield outlet.taken(), len(chunk)
    yield outlet.taken(), 0


def _entry(name: str, moment: datetime) -> ZipInfo:
    entry = ZipInfo(name, date_time=moment.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
