"""What can go wrong beside the package itself, said like the problems in it."""

from training.packages.reading.problems import Problem
from training.packages.reading.saying import said as _

_SENTENCES = {
    "crashed": (
        _("Beim Lesen des Pakets ist das Programm abgebrochen."),
        _(
            "Exportieren Sie das Paket neu und laden Sie es noch einmal hoch. Hilft das nicht, "
            "fragen Sie die Projektgruppe."
        ),
    ),
    "damaged": (
        _("Eine Datei im Archiv ist beschädigt."),
        _("Exportieren Sie das Paket neu und laden Sie es noch einmal vollständig hoch."),
    ),
    "kind": (
        _("Die Datei ist von anderer Art als das Paket, das sie ersetzen soll."),
        _(
            "Ersetzen Sie ein SCORM-Paket durch ein SCORM-Paket, einen H5P-Inhalt durch einen "
            "H5P-Inhalt. Anderes laden Sie als neues Paket hoch."
        ),
    ),
    "memory": (
        _("Das Paket zu lesen braucht zu viel Speicher."),
        _("Teilen Sie es im Autorenwerkzeug in mehrere Pakete auf."),
    ),
    "missing": (
        _("Die hochgeladene Datei ist nicht mehr da."),
        _("Laden Sie sie noch einmal hoch."),
    ),
    "slow": (
        _("Das Paket zu lesen dauert zu lange."),
        _("Teilen Sie es im Autorenwerkzeug in mehrere Pakete auf."),
    ),
    "storage": (
        _("Der Speicher für Pakete war mehrmals nicht erreichbar oder ist voll."),
        _("Sagen Sie der Projektgruppe Bescheid, und laden Sie die Datei später noch einmal hoch."),
    ),
}


def problem(code: str) -> dict:
    """One that keeps the package out; in the form of those that reading reports."""
    sentence, remedy = _SENTENCES[code]
    return Problem(code=code, sentence=sentence, remedy=remedy, is_fatal=True).kept()
