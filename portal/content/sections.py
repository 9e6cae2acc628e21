"""A long body as sections, for tables of contents and for pages that place its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "·": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks under one heading; the blocks before the first heading have no title."""

    title: str = ""
    anchor: str = ""
    blocks: Sequence = ()

    @property
    def has_questions(self) -> bool:
        return any(block.block_type == "questions" for block in self.blocks)


def sections_of(body, *, taken: Sequence[str] = ()) -> list[Section]:
    """The sections of a StreamField value, each with an anchor that is unique on the page.

    `taken` are anchors that the page uses itself. No queries.
    """
    anchors = set(taken)
    sections: list[Section] = []
    title, blocks = "", []
    for block in body:
        if block.block_type != "heading":
            blocks.append(block)
            continue
        _close(sections, title, blocks, anchors)
        title, blocks = str(block.value), []
    _close(sections, title, blocks, anchors)
    return sections


def _close(sections: list[Section], title: str, blocks: list, anchors: set[str]) -> None:
    if not title and not blocks:
        return
    anchor = ""
    if title:
        base = slugify(title.lower().translate(_SPELLED_OUT)) or "abschnitt"
        anchor, number = base, 2
        while anchor in anchors:
            anchor, number = f"{base}-{number}", number + 1
        anchors.add(anchor)
    sections.append(Section(title=title, anchor=anchor, blocks=tuple(blocks)))
