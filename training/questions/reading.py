"""A question as it is asked and graded, from a block's value or from a frozen version's JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .gaps import GapText, parse_gaps


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its answers: never to be handed to a template as it is.

    Of `choices`, `items`, `pairs`, `gaps`, `accepted` a kind has one; items stand in the right
    order. `points` is what a wholly right answer is worth.
    """

    kind: str
    prompt: str
    title: str = ""
    text: str = ""
    image_id: int | None = None
    choices: tuple[Choice, ...] = ()
    is_true: bool = False
    items: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    gaps: GapText = field(default_factory=lambda: GapText(("",), ()))
    accepted: tuple[str, ...] = ()
    typos: bool = False
    right_feedback: str = ""
    wrong_feedback: str = ""
    points: int = 1


def read_question(kind: str, value: Mapping[str, Any]) -> Question:
    """The question of a block; `value` is a StructValue or what the StreamField stores."""
    text = value.get("text") or ""
    return Question(
        kind=kind,
        prompt=value.get("statement") or value.get("question") or "",
        title=value.get("title") or "",
        text="" if kind == "gap" else text,
        image_id=_key(value.get("image")),
        choices=tuple(
            Choice(each.get("text") or "", bool(each.get("right")), each.get("feedback") or "")
            for each in _listed(value.get("choices"))
        ),
        is_true=bool(value.get("is_true")),
        items=tuple(_listed(value.get("items"))),
        pairs=tuple(
            (each.get("left") or "", each.get("right") or "")
            for each in _listed(value.get("pairs"))
        ),
        gaps=parse_gaps(text if kind == "gap" else ""),
        accepted=tuple(text for text in _listed(value.get("accepted")) if text),
        typos=bool(value.get("typos")),
        right_feedback=value.get("right_feedback") or "",
        wrong_feedback=value.get("wrong_feedback") or "",
        points=value.get("points") or 1,
    )


def _listed(values) -> list:
    """The values of a list block; stored ones are wrapped with an id of their own."""
    return [
        each["value"]
        if isinstance(each, Mapping) and each.get("type") == "item" and "value" in each
        else each
        for each in values or ()
    ]


def _key(image) -> int | None:
    return getattr(image, "pk", image) or None
