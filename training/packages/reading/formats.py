"""What a file is that should be a ZIP archive and is none, told from its first bytes."""

from .saying import said as _

#: More than any mark below, and what a tar needs.
HEAD = 512

_MARKS = (
    (b"Rar!", _("ein RAR-Archiv")),
    (b"7z\xbc\xaf\x27\x1c", _("ein 7-Zip-Archiv")),
    (b"\x1f\x8b", _("ein GZIP-Archiv")),
    (b"BZh", _("ein BZIP2-Archiv")),
    (b"\xfd7zXZ", _("ein XZ-Archiv")),
    (b"%PDF", _("ein PDF-Dokument")),
    (b"\xd0\xcf\x11\xe0", _("eine Datei aus einem älteren Office-Programm")),
    (b"MZ", _("ein Windows-Programm")),
    (b"\x89PNG", _("ein Bild")),
    (b"\xff\xd8\xff", _("ein Bild")),
    (b"GIF8", _("ein Bild")),
)


def describe(head: bytes) -> str:
    """For example “ein RAR-Archiv”; an empty string where the file does not say what it is."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return str(name)
    if head[257:262] == b"ustar":
        return str(_("ein TAR-Archiv"))
    if head[4:8] == b"ftyp":
        return str(_("ein Video"))
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return str(_("eine HTML-Seite"))
    if text.startswith((b"<?xml", b"<manifest")):
        return str(_("eine XML-Datei"))
    return ""
