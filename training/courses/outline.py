"""What a version consists of: lessons, and in them the things one completes. No queries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

#: Block types that are activities, with the activity's kind and whether a course needs it.
KINDS = {
    "reflection": ("reflection", False),
    "h5p": ("h5p", True),
    "scorm": ("scorm", True),
    **dict.fromkeys(
        (
            "single",
            "multiple",
            "true_false",
            "ordering",
            "matching",
            "gap",
            "short",
            "case",
        ),
        ("question", True),
    ),
}
#: The one final test of a course, among its activities; its kind as well.
FINAL_TEST = "final-test"
#: Where a block keeps the words that name it, first found first.
_WORDS = ("title", "question", "prompt", "statement", "text")
_LABEL = 120
_TAG = re.compile(r"<[^>]*>")


class Activity(NamedTuple):
    """`id` is for good: `lesson-<page id>`, or the id of the block.

    A tuple, because every page and every write of a course makes all of them.
    """

    id: str
    kind: str
    label: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class LessonOutline:
    id: int
    title: str
    minutes: int
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """`final_test` says whether there is one: its pools stay in the version's content."""

    lessons: tuple[LessonOutline, ...]
    final_test: bool

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    def lesson(self, pk: int) -> LessonOutline | None:
        return next((lesson for lesson in self.lessons if lesson.id == pk), None)


def outline_of(version) -> Outline:
    """From the short contents where the version is stored, from its content before that."""
    return read_contents(version.contents or contents_of(version.content))


def read_contents(contents: Mapping) -> Outline:
    """The outline from its JSON."""
    return Outline(
        lessons=tuple(
            LessonOutline(
                lesson["id"],
                lesson["title"],
                lesson["minutes"],
                tuple(map(Activity._make, lesson["activities"])),
            )
            for lesson in contents["lessons"]
        ),
        final_test=contents["final_test"],
    )


def contents_of(content: Mapping) -> dict:
    """The outline as JSON."""
    return {
        "lessons": [
            {
                "id": lesson["id"],
                "title": lesson["title"],
                "minutes": lesson["minutes"],
                "activities": list(_activities(lesson)),
            }
            for lesson in content["lessons"]
        ],
        "final_test": bool(content.get("final_test")),
    }


def lesson_activity(pk: int) -> str:
    """The activity of having read a lesson to its end."""
    return f"lesson-{pk}"


def _activities(lesson: Mapping) -> Iterator[tuple[str, str, str, bool]]:
    yield lesson_activity(lesson["id"]), "lesson", lesson["title"], True
    for block in lesson.get("body", ()):
        if found := KINDS.get(block["type"]):
            kind, is_required = found
            yield block["id"], kind, _label(block["value"]) or lesson["title"], is_required


def _label(value) -> str:
    """The first words of the block; a text with gaps must not give away what belongs in them."""
    if not isinstance(value, Mapping):
        return ""
    words = next((value[name] for name in _WORDS if isinstance(value.get(name), str)), "")
    text = " ".join(unescape(_TAG.sub(" ", re.sub(r"\[[^\]]*\]", "…", words))).split())
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}…"
