"""What an answer is worth. Pure: no database, no request, no randomness.

An answer speaks of the author's order, whatever order was shown (`answers` translates):

| kind | answer |
|---|---|
| single, case | index of the choice, or None |
| multiple | list of indexes of choices |
| true_false | bool, or None |
| ordering | for each item its place from 0 on, or None |
| matching | for each pair the index of the pair whose right side was chosen, or None |
| gap | for each gap what was typed |
| short | what was typed |

Points are fractions of the question's own: exact, so that a pass mark is met or not by what was
right and not by rounding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from .comparing import is_accepted
from .reading import Question, read_question


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer that can be right by itself: a choice, a pair, a gap, a step."""

    label: str
    given: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    points: Fraction
    maximum: int
    is_right: bool
    feedback: str
    parts: tuple[Part, ...]

    @property
    def score(self) -> Fraction:
        """0 to 1."""
        return self.points / self.maximum


def grade(kind: str, value: Mapping[str, Any], answer: Any) -> Graded:
    """Grades an answer to a block's value; see `grade_question`."""
    return grade_question(read_question(kind, value), answer)


def grade_question(question: Question, answer: Any) -> Graded:
    """Points, parts and feedback. What is no answer to this question at all gets no points."""
    share, parts = _GRADERS[question.kind](question, answer)
    is_right = share == 1
    return Graded(
        points=share * question.points,
        maximum=question.points,
        is_right=is_right,
        feedback=question.right_feedback if is_right else question.wrong_feedback,
        parts=parts,
    )


def solution(question: Question) -> tuple[str, ...]:
    """The right answer in words, a line for each part."""
    match question.kind:
        case "single" | "multiple" | "case":
            return tuple(choice.text for choice in question.choices if choice.is_right)
        case "true_false":
            return (truth(question.is_true),)
        case "ordering":
            return question.items
        case "matching":
            return tuple(f"{left} – {right}" for left, right in question.pairs)
        case "gap":
            return tuple(gap[0] for gap in question.gaps.gaps if gap)
        case _:
            return question.accepted[:1]


def truth(is_true: bool) -> str:
    return _("Das stimmt.") if is_true else _("Das stimmt nicht.")


Result = tuple[Fraction, tuple[Part, ...]]


def _one_choice(question: Question, answer: Any) -> Result:
    if not _is_index(answer, question.choices):
        return Fraction(0), ()
    choice = question.choices[answer]
    return (
        Fraction(choice.is_right),
        (Part("", choice.text, choice.is_right, choice.feedback),),
    )


def _several_choices(question: Question, answer: Any) -> Result:
    """A wrong choice takes one right choice's share away, so that choosing all gains nothing."""
    chosen = {index for index in _sequence(answer) if _is_index(index, question.choices)}
    right = {index for index, choice in enumerate(question.choices) if choice.is_right}
    parts = tuple(
        Part("", choice.text, choice.is_right, choice.feedback)
        for index, choice in enumerate(question.choices)
        if index in chosen
    )
    if not right:
        return Fraction(0), parts
    return max(Fraction(len(chosen & right) - len(chosen - right), len(right)), Fraction(0)), parts


def _truth_value(question: Question, answer: Any) -> Result:
    if not isinstance(answer, bool):
        return Fraction(0), ()
    is_right = answer == question.is_true
    return Fraction(is_right), (Part("", truth(answer), is_right),)


def _order(question: Question, answer: Any) -> Result:
    """By neighbours: each step that follows the one it should follow counts.

    So one step in the wrong place costs its neighbourhood and not all that comes after it, and
    guessing gains little.
    """
    places, count = _sequence(answer), len(question.items)
    if not all(_is_index(place, question.items) for place in places) or sorted(places) != list(
        range(count)
    ):
        return Fraction(0), ()
    given = sorted(range(count), key=places.__getitem__)
    follows = [index == (given[place - 1] + 1 if place else 0) for place, index in enumerate(given)]
    parts = tuple(
        Part(str(place), question.items[index], right)
        for place, (index, right) in enumerate(zip(given, follows, strict=True), 1)
    )
    if count < 2:
        return Fraction(count), parts
    return Fraction(sum(follows[1:]), count - 1), parts


def _pairs(question: Question, answer: Any) -> Result:
    """Compared by words: two pairs may have the same right side."""
    given = _sequence(answer)
    parts = []
    for place, (left, right) in enumerate(question.pairs):
        index = given[place] if place < len(given) else None
        chosen = question.pairs[index][1] if _is_index(index, question.pairs) else ""
        parts.append(Part(left, chosen, bool(chosen) and chosen.strip() == right.strip()))
    return _share(parts), tuple(parts)


def _filled_gaps(question: Question, answer: Any) -> Result:
    given = _sequence(answer)
    parts = []
    for place, accepted in enumerate(question.gaps.gaps):
        typed = given[place] if place < len(given) and isinstance(given[place], str) else ""
        parts.append(
            Part(
                _("Lücke %(number)s") % {"number": place + 1},
                typed,
                is_accepted(typed, accepted, typos=question.typos),
            )
        )
    return _share(parts), tuple(parts)


def _typed(question: Question, answer: Any) -> Result:
    typed = answer if isinstance(answer, str) else ""
    part = Part("", typed, is_accepted(typed, question.accepted, typos=question.typos))
    return Fraction(part.is_right), (part,)


_GRADERS = {
    "single": _one_choice,
    "case": _one_choice,
    "multiple": _several_choices,
    "true_false": _truth_value,
    "ordering": _order,
    "matching": _pairs,
    "gap": _filled_gaps,
    "short": _typed,
}


def _share(parts: Sequence[Part]) -> Fraction:
    return Fraction(sum(part.is_right for part in parts), len(parts)) if parts else Fraction(0)


def _sequence(answer: Any) -> list:
    return list(answer) if isinstance(answer, list | tuple) else []


def _is_index(index: Any, things: Sequence) -> bool:
    return isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(things)
