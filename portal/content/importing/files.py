"""Opening foreign files: a limit before the first byte is read, a sentence for each failure."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .report import UnreadableFileError

#: Far above what a city has: 5,000 full practices are about 8 MB.
MAX_BYTES = 20 * 1024 * 1024


def read_limited(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `limit` bytes; raises `UnreadableFileError` otherwise."""
    try:
        if not path.is_file():
            raise UnreadableFileError(
                _("Die Datei gibt es nicht, oder es ist ein Ordner."),
                _("Prüfen Sie den Namen und den Ordner."),
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableFileError(
            _("Die Datei lässt sich nicht öffnen (%(reason)s).") % {"reason": error.strerror},
            _("Prüfen Sie den Namen und die Leserechte."),
        ) from error
    check_size(len(data), limit=limit)
    return data


def check_size(size: int, *, limit: int = MAX_BYTES) -> None:
    """Refuses an empty file and one above the limit."""
    if not size:
        raise UnreadableFileError(
            _("Die Datei ist leer."), _("Speichern Sie die Tabelle noch einmal und prüfen Sie sie.")
        )
    if size > limit:
        megabytes = limit // (1024 * 1024)
        raise UnreadableFileError(
            ngettext(
                "Die Datei ist größer als %(megabytes)d MB.",
                "Die Datei ist größer als %(megabytes)d MB.",
                megabytes,
            )
            % {"megabytes": megabytes},
            _("Teilen Sie die Datei auf und entfernen Sie Bilder."),
        )


def check_text(text: str) -> None:
    """Refuses characters that no text has and no database keeps."""
    if "\x00" in text:
        raise UnreadableFileError(
            _("Die Datei enthält NUL-Zeichen und ist keine Textdatei."),
            _("Speichern Sie sie neu, als „CSV UTF-8“ oder als JSON in UTF-8."),
        )
