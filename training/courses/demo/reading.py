"""The blocks of a course's file as StreamFields store them, with ids that are for good."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.content.richtext import from_plain_text
from training.questions.blocks import QUESTION_KINDS

from .library import Library

#: Fields of a question that are lists.
_LISTS = ("choices", "items", "pairs", "accepted")


def lesson_blocks(course: str, lesson: Mapping, library: Library) -> list[dict[str, Any]]:
    """The body of a lesson; `course` is the slug of the course."""
    return _numbered(f"{course}/{lesson['slug']}", lesson["blocks"], library)


def pools(course: str, data: Mapping, library: Library) -> list[dict[str, Any]]:
    """The pools of the final test."""
    return [
        {
            "type": "pool",
            "id": _id(f"{course}/{pool['slug']}"),
            "value": {
                "title": pool["title"],
                "draw": pool["draw"],
                "questions": _numbered(f"{course}/{pool['slug']}", pool["questions"], library),
            },
        }
        for pool in data["pools"]
    ]


def _numbered(place: str, blocks: Iterable[Mapping], library: Library) -> list[dict[str, Any]]:
    return [
        {
            "type": block["type"],
            "id": _id(f"{place}/{number}"),
            "value": _value(block, f"{place}/{number}", library),
        }
        for number, block in enumerate(blocks, 1)
    ]


def _value(block: Mapping, place: str, library: Library) -> Any:
    match block["type"]:
        case "heading":
            return block["text"]
        case "text":
            return from_plain_text(block["text"])
        case "notice":
            return {"title": block["title"], "text": from_plain_text(block["text"])}
        case "accordion":
            items = [
                {"title": item["title"], "text": from_plain_text(item["text"])}
                for item in block["items"]
            ]
            return _items(items, place)
        case "reflection":
            return {"prompt": block["prompt"]}
        case "scorm":
            package = library.package(block["package"])
            return {"package": package, "title": block["title"], "height": block["height"]}
        case kind if kind in QUESTION_KINDS:
            return _question(block, place, library)
        case unknown:
            raise ValueError(f"Unknown block of a demo course: {unknown}")


def _question(block: Mapping, place: str, library: Library) -> dict[str, Any]:
    value = {
        name: _items(part, place) if name in _LISTS else part
        for name, part in block.items()
        if name not in {"type", "motif"}
    }
    if motif := block.get("motif"):
        value["image"] = library.image(motif, seed=place.replace("/", "-"), title=block["title"])
    return value


def _items(values: Iterable, place: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "id": _id(f"{place}/{number}"), "value": value}
        for number, value in enumerate(values, 1)
    ]


def _id(place: str) -> str:
    """Progress is kept by block id: the same place has the same id in every database."""
    return str(uuid5(NAMESPACE_URL, f"demo:{place}"))
