"""What of a question a page may show: its words in the order of a seed, without the answers.

Templates get a `Shown` and never a block's value or a `Question`. What a form sends back are
places in the order that was shown; which of them is right follows from the seed alone, and the
seed stays on the server.
"""

from dataclasses import dataclass, field
from typing import Any

from .reading import Question
from .shuffling import shuffled

#: Kinds that one answers with the words of a list, one, several or in an order.
CHOOSING = frozenset({"single", "multiple", "case"})


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: `key` is its place as shown."""

    key: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to fill: a place in an order, the left side of a pair, a gap.

    `before` and `after` are the text around a gap.
    """

    name: str
    label: str
    options: tuple[Option, ...] = ()
    value: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    kind: str
    prefix: str
    prompt: str
    title: str = ""
    text: str = ""
    image_id: int | None = None
    options: tuple[Option, ...] = ()
    slots: tuple[Slot, ...] = ()
    value: str = ""
    points: int = 1
    template: str = field(default="")


def order_of(question: Question, seed: str) -> tuple[int, ...]:
    """The author's indexes of what is chosen from, in the order shown.

    For pairs it is the order of the right sides; the same words are offered once.
    """
    match question.kind:
        case "ordering":
            return shuffled(len(question.items), seed, never_in_order=True)
        case "matching":
            first: dict[str, int] = {}
            for index, (_left, right) in enumerate(question.pairs):
                first.setdefault(right.strip(), index)
            places = list(first.values())
            return tuple(
                places[place] for place in shuffled(len(places), seed, never_in_order=True)
            )
        case _:
            return shuffled(len(question.choices), seed)


def show(question: Question, *, seed: str, prefix: str, answer: Any = None) -> Shown:
    """The question as its form; `answer` (as `grading` describes) is filled in again."""
    order = order_of(question, seed)
    options: tuple[Option, ...] = ()
    slots: tuple[Slot, ...] = ()
    match question.kind:
        case "single" | "case" | "multiple":
            chosen = answer if isinstance(answer, list) else [answer]
            options = tuple(
                Option(str(place), question.choices[index].text, index in chosen)
                for place, index in enumerate(order)
            )
        case "true_false":
            options = tuple(
                Option(key, "", answer is value) for key, value in (("ja", True), ("nein", False))
            )
        case "ordering":
            slots = _places(question, order, prefix, answer)
        case "matching":
            slots = _sides(question, order, prefix, answer)
        case "gap":
            slots = _gaps(question, prefix, answer)
    return Shown(
        kind=question.kind,
        prefix=prefix,
        prompt=question.prompt,
        title=question.title,
        text=question.text,
        image_id=question.image_id,
        options=options,
        slots=slots,
        value=answer if question.kind == "short" and isinstance(answer, str) else "",
        points=question.points,
        template=f"training/questions/kinds/{_TEMPLATES.get(question.kind, question.kind)}.html",
    )


_TEMPLATES = {"case": "single"}


def _places(question: Question, order, prefix: str, answer) -> tuple[Slot, ...]:
    """Each step with the choice of its place; until somebody answers, none is chosen."""
    count = len(order)
    given = list(answer or ())
    return tuple(
        Slot(
            name=f"{prefix}-{shown}",
            label=question.items[index],
            options=tuple(
                Option(str(place), str(place + 1), index < len(given) and given[index] == place)
                for place in range(count)
            ),
        )
        for shown, index in enumerate(order)
    )


def _sides(question: Question, order, prefix: str, answer) -> tuple[Slot, ...]:
    given = [
        question.pairs[index][1].strip() if index is not None else None for index in answer or ()
    ]
    return tuple(
        Slot(
            name=f"{prefix}-{place}",
            label=left,
            options=tuple(
                Option(
                    str(shown),
                    question.pairs[index][1],
                    place < len(given) and given[place] == question.pairs[index][1].strip(),
                )
                for shown, index in enumerate(order)
            ),
        )
        for place, (left, _right) in enumerate(question.pairs)
    )


def _gaps(question: Question, prefix: str, answer) -> tuple[Slot, ...]:
    pieces, given = question.gaps.pieces, list(answer or ())
    count = len(question.gaps.gaps)
    return tuple(
        Slot(
            name=f"{prefix}-{place}",
            label=str(place + 1),
            value=given[place] if place < len(given) else "",
            before=pieces[place],
            after=pieces[count] if place == count - 1 else "",
        )
        for place in range(count)
    )
