"""Foreign ZIP archives, opened with care: see `members` for what may be unpacked.

Memory does not grow with the package: the table of contents has a limit, and contents pass in
pieces.
"""

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .formats import HEAD, describe
from .limits import KILOBYTE, LIMITS, MEGABYTE, Limits
from .problems import RefusedPackageError, refused
from .saying import said as _

CHUNK = 64 * KILOBYTE

#: What `zipfile` raises at damaged archives, none of it documented as the whole list.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class _Bounded:
    """A file that gives away no more than `most` bytes at once.

    `zipfile` reads a table of contents as a whole, however long the archive says that it is.
    """

    def __init__(self, file: BinaryIO, most: int):
        self._file = file
        self._most = most

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise refused(
                "directory-too-large",
                _("Das Inhaltsverzeichnis des Archivs ist zu groß (erlaubt sind %(limit)d MB).")
                % {"limit": self._most // MEGABYTE},
                _("Teilen Sie das Paket auf oder legen Sie weniger Dateien hinein."),
            )
        return self._file.read(self._most if size < 0 else size)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True


@contextmanager
def open_archive(
    source: str | os.PathLike | BinaryIO, *, limits: Limits = LIMITS
) -> Iterator[zipfile.ZipFile]:
    """The archive of a path or of an open, seekable file, which stays open.

    Raises `RefusedPackageError` for what is no ZIP archive.
    """
    if not isinstance(source, str | os.PathLike):
        with _opened(source, limits) as archive:
            yield archive
        return
    with _file(Path(source)) as file, _opened(file, limits) as archive:
        yield archive


def _file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise refused(
            "unreadable",
            _("Die Datei lässt sich nicht öffnen (%(reason)s).") % {"reason": error.strerror},
            _("Prüfen Sie den Namen, den Ordner und die Leserechte."),
        ) from error


@contextmanager
def _opened(file: BinaryIO, limits: Limits) -> Iterator[zipfile.ZipFile]:
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise refused(
            "empty", _("Die Datei ist leer."), _("Exportieren Sie das Paket noch einmal.")
        )
    try:
        archive = zipfile.ZipFile(_Bounded(file, limits.directory_size))
    except _BROKEN as error:
        raise _no_archive(head) from error
    with archive:
        yield archive


def _no_archive(head: bytes) -> RefusedPackageError:
    if head.startswith(b"PK"):
        return _damaged()
    remedy = _(
        "Exportieren Sie aus dem Autorenwerkzeug ein SCORM-Paket (.zip) oder laden Sie eine "
        "H5P-Datei (.h5p) hoch."
    )
    if name := describe(head):
        return refused(
            "no-zip", _("Die Datei ist %(kind)s, kein ZIP-Archiv.") % {"kind": name}, remedy
        )
    return refused("no-zip", _("Die Datei ist kein ZIP-Archiv."), remedy)


def _damaged(where: str = "") -> RefusedPackageError:
    return refused(
        "damaged",
        _("Das Archiv ist beschädigt oder unvollständig."),
        _("Exportieren Sie das Paket neu und laden Sie es noch einmal vollständig hoch."),
        where=where,
    )


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The contents of one entry in pieces of at most 64 KB.

    Raises `RefusedPackageError` where they are damaged: also at the end, when all pieces have
    passed and do not match their checksum, or are fewer than the entry says.
    """
    passed = 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                passed += len(chunk)
                yield chunk
    except _BROKEN as error:
        raise _damaged(info.filename) from error
    if passed != info.file_size:
        raise _damaged(info.filename)


def content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, most: int) -> bytes:
    """An entry as a whole; refuses one of more than `most` bytes."""
    if info.file_size > most:
        raise refused(
            "document-too-large",
            _("Die Datei ist zu groß, um sie auszuwerten (erlaubt sind %(limit)d MB).")
            % {"limit": most // MEGABYTE},
            _("Exportieren Sie das Paket neu."),
            where=info.filename,
        )
    return b"".join(chunks(archive, info))
