"""What makes a question answerable: one German sentence for each field that has a problem.

Each function takes the cleaned value of its block and gives the problems by field name.
"""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .comparing import same_words
from .gaps import has_stray_brackets, parse_gaps


def refusal(problem: str) -> ValidationError:
    return ValidationError(problem)


def single(value: Mapping) -> dict[str, str]:
    choices = list(value["choices"])
    if problem := twice(choice["text"] for choice in choices):
        return {"choices": problem}
    right = sum(1 for choice in choices if choice["right"])
    if right == 0:
        return {"choices": _("Setzen Sie den Haken „ist richtig“ bei der Antwort, die stimmt.")}
    if right > 1:
        return {
            "choices": _(
                "Hier stimmt genau eine Antwort, markiert sind %(number)s. Nehmen Sie Haken weg, "
                "oder nutzen Sie „Frage mit mehreren richtigen Antworten“."
            )
            % {"number": right}
        }
    return {}


def multiple(value: Mapping) -> dict[str, str]:
    choices = list(value["choices"])
    if problem := twice(choice["text"] for choice in choices):
        return {"choices": problem}
    if not any(choice["right"] for choice in choices):
        return {"choices": _("Setzen Sie bei mindestens einer Antwort den Haken „ist richtig“.")}
    return {}


def ordering(value: Mapping) -> dict[str, str]:
    problem = twice(value["items"])
    return {"items": problem} if problem else {}


def matching(value: Mapping) -> dict[str, str]:
    pairs = list(value["pairs"])
    if problem := twice(pair["left"] for pair in pairs):
        return {"pairs": problem}
    problem = nothing_to_match(pair["right"] for pair in pairs)
    return {"pairs": problem} if problem else {}


def gap(value: Mapping) -> dict[str, str]:
    text = parse_gaps(value["text"])
    if has_stray_brackets(text):
        return {
            "text": _(
                "Eine doppelte eckige Klammer ist offen geblieben. Jede Lücke beginnt mit „[[“ "
                "und endet mit „]]“."
            )
        }
    if not text.gaps:
        return {
            "text": _(
                "Der Text hat keine Lücke. Setzen Sie das fehlende Wort in doppelte eckige "
                "Klammern: [[Wort]]."
            )
        }
    if not all(text.gaps):
        return {"text": _("Eine Lücke ist leer. Schreiben Sie hinein, was dort richtig ist.")}
    return {}


def short(value: Mapping) -> dict[str, str]:
    if not any(text.strip() for text in value["accepted"]):
        return {"accepted": _("Geben Sie mindestens eine Antwort an, die gilt.")}
    return {}


def nothing_to_match(rights: Iterable[str]) -> str:
    """The sentence about pairs that all have the same right side; empty if they have not."""
    if len({text.strip() for text in rights}) < 2:
        return _(
            "Rechts steht überall dasselbe: Es gibt nichts zuzuordnen. Geben Sie mindestens "
            "zwei verschiedene Möglichkeiten an."
        )
    return ""


def twice(texts: Iterable[str]) -> str:
    """The sentence about a text that is there twice; empty if there is none."""
    seen: list[str] = []
    for text in texts:
        if any(same_words(text, other) for other in seen):
            return _("„%(text)s“ steht zweimal da. Jeder Eintrag braucht eigene Worte.") % {
                "text": text
            }
        seen.append(text)
    return ""
