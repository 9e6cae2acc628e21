"""Texts with gaps as authors write them: „Das Gesetz heißt [[AGG|Gleichbehandlungsgesetz]].“"""

import re
from dataclasses import dataclass

_GAP = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GapText:
    """`pieces` are the words around the gaps, one more than there are gaps.

    `gaps` holds for each gap what is accepted there; the author's first spelling is shown as
    the solution.
    """

    pieces: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]


def parse_gaps(text: str) -> GapText:
    """The pieces and gaps of a text; a gap without any word accepts nothing."""
    parts = _GAP.split(text)
    return GapText(
        pieces=tuple(parts[0::2]),
        gaps=tuple(
            tuple(variant.strip() for variant in gap.split("|") if variant.strip())
            for gap in parts[1::2]
        ),
    )


def has_stray_brackets(text: GapText) -> bool:
    """Whether a double bracket was opened or closed without its other half."""
    marks = "\n".join([*text.pieces, *("\n".join(gap) for gap in text.gaps)])
    return "[[" in marks or "]]" in marks
