"""What reviewers look at, and in which words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

YES, NO = "ja", "nein"
ANSWERS = [(YES, _("ja")), (NO, _("nein"))]


@dataclass(frozen=True, slots=True)
class Check:
    """An item of the check list. What is `indispensable` must be a yes before publication."""

    key: str
    label: object
    question: object
    indispensable: bool = False


CHECKS = (
    Check("need", _("Bedarf"), _("Ist klar, welches Problem es gab und wen es betraf?")),
    Check(
        "participation",
        _("Beteiligung"),
        _("Ist gesagt, wer mitgewirkt hat: Betroffene, Personalrat, andere Stellen?"),
    ),
    Check("evidence", _("Beleg"), _("Ist das Ergebnis belegt, und stimmt die Evidenzstufe?")),
    Check(
        "transferability",
        _("Übertragbarkeit"),
        _("Kann eine andere Stadt erkennen, was sie zur Übernahme braucht?"),
    ),
    Check(
        "privacy",
        _("Datenschutz"),
        _("Ist niemand zu erkennen, weder im Text noch in Bildern und Dateien?"),
        indispensable=True,
    ),
    Check(
        "language",
        _("Verständliche Sprache"),
        _("Versteht es auch, wer nicht vom Fach ist?"),
    ),
)
