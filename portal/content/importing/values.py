"""From a cell to a value: German dates, numbers and words, each refusal with its remedy."""

import math
import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.importing.report import InvalidValueError
from search.analysis.folding import fold

from .cells import CellError, FormulaWithoutResult, Percentage

YEARS = range(1950, 2101)
DATE_REMEDY = gettext_lazy("Schreiben Sie 31.12.2024, 12.2024 oder 2024.")
MONTHS = [
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_YES = {"ja", "j", "x", "wahr", "true", "1", "yes"}
_NO = {"nein", "n", "falsch", "false", "0", "no", "-", "–"}
# Excel writes characters that XML cannot hold as _xHHHH_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACES = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
    | dict.fromkeys("\u00a0\u202f\u2007", " ")
    # Invisible, and with the direction of writing turned round, misleading.
    | dict.fromkeys("\ufeff\u200b\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


def text_of(value: object) -> str:
    """What a person would read in the cell, with `\\n` for line breaks; "" for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, FormulaWithoutResult):
        raise InvalidValueError(
            _("Die Zelle enthält eine Formel ohne berechnetes Ergebnis."),
            _("Öffnen und speichern Sie die Datei in Excel, oder ersetzen Sie die Formel."),
        )
    if isinstance(value, CellError):
        raise InvalidValueError(
            _("Die Zelle enthält einen Fehler der Tabellenkalkulation."),
            _("Korrigieren Sie die Formel, oder tragen Sie den Wert selbst ein."),
        )
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    return _tidy(str(value))


def _float_text(value: float) -> str:
    if not math.isfinite(value):
        raise InvalidValueError(_("Das ist keine Zahl."), _("Tragen Sie eine Zahl ein."))
    if value.is_integer():
        return str(int(value))
    return f"{round(value, 10):.10f}".rstrip("0").replace(".", ",")


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("_x000D_\n", "\n")
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_SPACES)).strip()
    for char in text:
        if char != "\n" and unicodedata.category(char) in {"Cc", "Cs"}:
            raise InvalidValueError(
                _("Der Text enthält ein unsichtbares Steuerzeichen (U+%(code)04X).")
                % {"code": ord(char)},
                _("Löschen Sie den Text und tippen Sie ihn neu."),
            )
    return text


def line_of(value: object) -> str:
    """The cell's text in one line."""
    return " ".join(text_of(value).split())


def within(text: str, limit: int | None) -> str:
    """The text, when it is not longer than `limit` characters."""
    if limit is not None and len(text) > limit:
        raise InvalidValueError(
            _("Der Text hat %(length)d Zeichen, erlaubt sind %(limit)d.")
            % {"length": len(text), "limit": limit},
            _("Kürzen Sie ihn um %(count)d.") % {"count": len(text) - limit},
        )
    return text


def date_of(value: object, *, end: bool = False) -> date | None:
    """A day; a month or a year means its first day, or with `end` its last."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _in_range(value.year, value.month, value.day)
    text = line_of(value).rstrip(".")
    if not text:
        return None
    return _day(text) or _month_or_year(text, end=end)


def _day(text: str) -> date | None:
    if match := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", text, re.ASCII):
        return _in_range(int(match[3]), int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII):
        return _in_range(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})\. ?([^\W\d]+)\.? (\d{4})", text):
        return _in_range(int(match[3]), _month_named(match[2]), int(match[1]))
    return None


def _month_or_year(text: str, *, end: bool) -> date:
    if match := re.fullmatch(r"(\d{1,2})[./,] ?(\d{4})", text, re.ASCII):
        month, year = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([^\W\d]+)\.? (\d{4})", text):
        month, year = _month_named(match[1]), int(match[2])
    elif re.fullmatch(r"\d{4}", text, re.ASCII):
        month, year = (12 if end else 1), int(text)
    else:
        raise InvalidValueError(_("Das ist kein Datum."), str(DATE_REMEDY))
    first = _in_range(year, month, 1)
    return first.replace(day=monthrange(year, month)[1]) if end else first


def _month_named(name: str) -> int:
    folded = fold(name)
    for number, month in enumerate(MONTHS, start=1):
        if len(folded) >= 3 and month.startswith(folded):
            return number
    raise InvalidValueError(_("Diesen Monat gibt es nicht."), str(DATE_REMEDY))


def _in_range(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise InvalidValueError(
            _("Das Jahr %(year)d liegt nicht zwischen %(first)d und %(last)d.")
            % {"year": year, "first": YEARS[0], "last": YEARS[-1]},
            str(DATE_REMEDY),
        )
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidValueError(
            _("Diesen Tag gibt es nicht im Kalender."), str(DATE_REMEDY)
        ) from error


def whole_number_of(value: object) -> int | None:
    """A whole number in German spelling: `1.200` is one thousand two hundred."""
    if isinstance(value, bool | date | time | timedelta | Percentage):
        raise InvalidValueError(_("Das ist keine ganze Zahl."), _("Schreiben Sie zum Beispiel 20."))
    text = line_of(value)
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2})(?:,0+)?", text, re.ASCII)
    if match is None:
        raise InvalidValueError(
            _("Das ist keine ganze Zahl."),
            _("Schreiben Sie nur die Zahl, ohne Einheit und Komma, zum Beispiel 20 oder 1.200."),
        )
    return int(re.sub(r"[. ]", "", match[1]))


def yes_or_no(value: object) -> bool | None:
    """ja/nein, also x and Excel's WAHR/FALSCH; None for an empty cell."""
    text = line_of(value)
    if not text:
        return None
    folded = fold(text)
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise InvalidValueError(_("Das ist weder Ja noch Nein."), _("Schreiben Sie ja oder nein."))


def several(value: object, *, separators: str = ";\n") -> list[str]:
    """The values of a cell that lists several, each once, in their order."""
    parts = re.split(f"[{re.escape(separators)}]", text_of(value))
    return list(dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts))))
