"""What a form sent back, in the author's order (see `grading`), or what it lacks.

Forms speak of places as shown; a place that was never shown is no answer. Nothing here says
whether an answer is right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .reading import Question
from .rendering import order_of

#: More than any accepted answer has; the rest of a longer one is not kept.
LONGEST_TYPED = 200


@dataclass(frozen=True, slots=True)
class Given:
    """`problem` says in German what is missing; empty if the answer is whole."""

    answer: Any
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return self.answer in (None, "", []) or (
            isinstance(self.answer, list) and all(each in (None, "") for each in self.answer)
        )


def read_answer(question: Question, data: Mapping[str, Any], *, seed: str, prefix: str) -> Given:
    """`data` is a request's POST (a QueryDict) whose fields begin with the prefix."""
    answer = _read(question, data, order_of(question, seed), prefix)
    return Given(answer, problem_of(question, answer))


def problem_of(question: Question, answer: Any) -> str:
    """What an answer lacks to be whole, in German; of one that was kept as well."""
    match question.kind:
        case "single" | "case" | "true_false":
            return "" if answer is not None else _("Bitte wählen Sie eine Antwort.")
        case "multiple":
            return "" if answer else _("Bitte wählen Sie mindestens eine Antwort.")
        case "ordering":
            return _order_problem(answer or [None])
        case "matching":
            whole = bool(answer) and None not in answer
            return "" if whole else _("Bitte ordnen Sie zu jedem Begriff etwas zu.")
        case "gap":
            whole = bool(answer) and all(answer)
            return "" if whole else _("Bitte füllen Sie jede Lücke aus.")
        case _:
            return "" if answer else _("Bitte schreiben Sie eine Antwort.")


def _read(question: Question, data, order: tuple[int, ...], prefix: str) -> Any:
    match question.kind:
        case "single" | "case":
            return _chosen(data.get(prefix), order)
        case "multiple":
            chosen = {_chosen(key, order) for key in _all(data, prefix)} - {None}
            return sorted(chosen)
        case "true_false":
            return {"ja": True, "nein": False}.get(data.get(prefix, ""))
        case "ordering":
            return _read_order(question, data, order, prefix)
        case "matching":
            places = range(len(question.pairs))
            return [_chosen(data.get(f"{prefix}-{place}"), order) for place in places]
        case "gap":
            places = range(len(question.gaps.gaps))
            return [_typed(data.get(f"{prefix}-{place}")) for place in places]
        case _:
            return _typed(data.get(prefix))


def _read_order(question: Question, data, order, prefix: str) -> list[int | None]:
    count = len(question.items)
    places: list[int | None] = [None] * count
    for shown, index in enumerate(order):
        places[index] = _number(data.get(f"{prefix}-{shown}"), count)
    return places


def _order_problem(places: list[int | None]) -> str:
    if None in places:
        return _("Bitte wählen Sie für jeden Schritt einen Platz.")
    taken = [place for place in range(len(places)) if places.count(place) > 1]
    if taken:
        return _(
            "Platz %(place)s ist mehrmals vergeben. Jeder Schritt braucht einen eigenen Platz."
        ) % {"place": taken[0] + 1}
    return ""


def _chosen(key: str | None, order: tuple[int, ...]) -> int | None:
    place = _number(key, len(order))
    return None if place is None else order[place]


def _number(key: str | None, count: int) -> int | None:
    return int(key) if key in {str(number) for number in range(count)} else None


def _typed(text: str | None) -> str:
    return " ".join((text or "").split())[:LONGEST_TYPED]


def _all(data, name: str) -> list[str]:
    return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or ())
