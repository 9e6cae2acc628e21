"""Which entries of an archive may be unpacked, and under which names.

One rule that is broken refuses the whole archive: what somebody forged in one place is not to be
trusted in another.
"""

import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from .limits import LIMITS, MEGABYTE, Limits
from .problems import RefusedPackageError, refused
from .saying import said as _

#: What systems leave behind in archives, of use to nobody.
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_LITTER_FOLDER = "__macosx"

_DRIVE = re.compile(r"[A-Za-z]:")
#: Also those that break lines, or turn what stands behind them around.
_CONTROL = re.compile("[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_AFTER_LATIN = "\u0180"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Member:
    """A file to unpack: `name` is relative, with “/”, and safe to join to a folder's name.

    `size` is in bytes, unpacked; `info` opens it.
    """

    name: str
    size: int
    info: zipfile.ZipInfo


def safe_members(
    archive: zipfile.ZipFile, limits: Limits = LIMITS, *, root: str = ""
) -> tuple[Member, ...]:
    """All files of the archive, in its order, once the whole archive was found harmless.

    Folders and the litter of desktop systems are left out. With `root` (“course/”) only the
    files below it, named without it. Raises `RefusedPackageError`.
    """
    entries = archive.infolist()
    _check_amounts(entries, limits)
    members = []
    for info in entries:
        _check_entry(info, limits)
        name = _safe_name(info, limits)
        if name and not info.orig_filename.endswith(("/", "\\")) and not _is_litter(name):
            members.append(Member(name, info.file_size, info))
    _check_names(members)
    _check_places(archive, entries)
    return tuple(_below(members, root))


def _below(members: list[Member], root: str) -> Iterator[Member]:
    for member in members:
        if member.name.startswith(root):
            yield Member(member.name[len(root) :], member.size, member.info)


def _check_amounts(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.files:
        raise refused(
            "too-many-files",
            _("Das Paket hat %(count)d Dateien, erlaubt sind %(limit)d.")
            % {"count": len(entries), "limit": limits.files},
            _("Teilen Sie es im Autorenwerkzeug in mehrere Pakete auf."),
        )
    total = sum(info.file_size for info in entries)
    if total > limits.total_size:
        raise refused(
            "too-large",
            _("Das Paket ist entpackt %(size)d MB groß, erlaubt sind %(limit)d MB.")
            % {"size": -(-total // MEGABYTE), "limit": limits.total_size // MEGABYTE},
            _("Verkleinern Sie Videos und Bilder, oder teilen Sie das Paket auf."),
        )
    if _is_bomb(total, sum(info.compress_size for info in entries), limits):
        raise _bomb("")


def _check_entry(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise refused(
            "encrypted",
            _("Das Archiv ist mit einem Kennwort geschützt."),
            _("Exportieren Sie das Paket ohne Kennwort."),
            where=info.filename,
        )
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise refused(
            "link",
            _("Das Archiv enthält eine Verknüpfung auf eine andere Datei."),
            _("Packen Sie die Datei selbst ein, nicht eine Verknüpfung auf sie."),
            where=info.filename,
        )
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise refused(
            "special-file",
            _("Das Archiv enthält etwas anderes als Dateien und Ordner."),
            _("Exportieren Sie das Paket neu aus dem Autorenwerkzeug."),
            where=info.filename,
        )
    if info.compress_type not in _METHODS:
        raise refused(
            "compression",
            _("Das Archiv ist mit einem Verfahren gepackt, das SCORM und H5P nicht vorsehen."),
            _("Packen Sie es als gewöhnliche ZIP-Datei (Verfahren „Deflate“)."),
            where=info.filename,
        )
    if info.file_size > limits.file_size:
        raise refused(
            "file-too-large",
            _("Eine Datei ist %(size)d MB groß, erlaubt sind %(limit)d MB.")
            % {"size": -(-info.file_size // MEGABYTE), "limit": limits.file_size // MEGABYTE},
            _("Verkleinern Sie sie; ein Video zum Beispiel mit geringerer Auflösung."),
            where=info.filename,
        )
    if _is_bomb(info.file_size, info.compress_size, limits):
        raise _bomb(info.filename)


def _is_bomb(size: int, packed: int, limits: Limits) -> bool:
    return size > limits.ratio_from and size > limits.ratio * max(packed, 1)


def _bomb(where: str) -> RefusedPackageError:
    return refused(
        "ratio",
        _("Das Archiv entpackt sich auf ein Vielfaches, wie es bei Kursinhalten nicht vorkommt."),
        _("Exportieren Sie das Paket neu aus dem Autorenwerkzeug."),
        where=where,
    )


def _safe_name(info: zipfile.ZipInfo, limits: Limits) -> str:
    """The entry's name, with Windows' separators and empty parts set right; empty for “./”."""
    name = _decoded(info).replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts or _CONTROL.search(name):
        raise refused(
            "unsafe-name",
            _("Ein Name im Archiv zeigt aus dem Paket hinaus oder enthält Steuerzeichen."),
            _("Exportieren Sie das Paket neu aus dem Autorenwerkzeug."),
            where=name,
        )
    parts = [part for part in parts if part not in {"", "."}]
    name = "/".join(parts)
    if len(parts) - 1 > limits.depth:
        raise refused(
            "too-deep",
            _("Die Ordner sind zu tief verschachtelt (erlaubt sind %(limit)d Ebenen).")
            % {"limit": limits.depth},
            _("Legen Sie die Dateien in weniger Ordner."),
            where=name,
        )
    lengths = [len(part.encode()) for part in (name, *parts)]
    if lengths[0] > limits.path_length or max(lengths[1:], default=0) > limits.name_length:
        raise refused(
            "name-too-long",
            _("Ein Name im Archiv ist zu lang."),
            _("Kürzen Sie die Namen der Dateien und Ordner."),
            where=name,
        )
    return name


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: many tools write an encoding that they do not declare.

    What is valid UTF-8 by chance is rare. Of the encodings of DOS and Windows, that one is
    meant whose letters are Latin ones.
    """
    # `filename` ends at a NUL, behind which something may hide.
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    raw = name.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        windows = raw.decode("cp1252", "replace")
        return windows if _is_latin(windows) and not _is_latin(name) else name


def _is_latin(text: str) -> bool:
    return all(char.isascii() or (char.isalpha() and char < _AFTER_LATIN) for char in text)


def _is_litter(name: str) -> bool:
    first, *others = name.lower().split("/")
    return (bool(others) and first == _LITTER_FOLDER) or [first, *others][-1] in _LITTER


def _check_names(members: list[Member]) -> None:
    """No two files under one name, also where upper and lower case are the same."""
    seen: set[str] = set()
    for member in members:
        key = member.name.lower()
        if key in seen:
            raise _twice(member.name)
        seen.add(key)
    for member in members:
        parts = member.name.lower().split("/")
        if any("/".join(parts[:depth]) in seen for depth in range(1, len(parts))):
            raise _twice(member.name)


def _twice(name: str) -> RefusedPackageError:
    return refused(
        "duplicate-name",
        _("Zwei Einträge im Archiv haben denselben Namen (Groß- und Kleinschreibung zählt nicht)."),
        _("Benennen Sie einen um oder entfernen Sie ihn."),
        where=name,
    )


def _check_places(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Each entry has bytes of its own: overlapping ones unpack to far more than they are."""
    file, end = archive.fp, archive.start_dir
    for info in sorted(entries, key=lambda info: info.header_offset, reverse=True):
        if not 0 <= info.header_offset < end:
            raise _forged(info.filename)
        file.seek(info.header_offset)
        header = file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size:
            raise _forged(info.filename)
        mark, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        start = info.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        if mark != b"PK\x03\x04" or start + info.compress_size > end:
            raise _forged(info.filename)
        end = info.header_offset


def _forged(where: str) -> RefusedPackageError:
    return refused(
        "overlapping",
        _("Die Einträge des Archivs überschneiden sich oder liegen nicht dort, wo es sagt."),
        _("Exportieren Sie das Paket neu aus dem Autorenwerkzeug."),
        where=where,
    )
