"""What a column of the sheet is; `layout` has them all.

Headings are part of a file format that offices keep on their drives: they stay German in every
interface language and are never renamed, only given further spellings.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise

from portal.taxonomy.tags import fold_tag


class Kind(Enum):
    """How a cell is read; see `rows`."""

    IDENTIFIER = auto()
    CITY = auto()
    TITLE = auto()
    LINE = auto()
    NOTE = auto()
    STORY = auto()
    TERM = auto()
    TERMS = auto()
    KEYWORDS = auto()
    FIRST_DAY = auto()
    LAST_DAY = auto()
    NUMBER = auto()
    YES_NO = auto()
    EVIDENCE = auto()
    MODULES = auto()
    PRACTICES = auto()
    FIGURE = auto()


@dataclass(frozen=True, kw_only=True)
class Column:
    """`field` is the model's; `vocabulary` the taxonomy's model; `required` for submission."""

    title: str
    kind: Kind
    help: str | Promise
    example: str
    field: str = ""
    vocabulary: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()
    figure: int = 0

    @property
    def lists_several(self) -> bool:
        return self.kind in {Kind.TERMS, Kind.KEYWORDS, Kind.MODULES, Kind.PRACTICES}


def heading(text: str) -> str:
    """The form under which all spellings of a heading meet: „Titel* (max. 100)“ is „titel“."""
    text = re.sub(r"\([^)]*\)", " ", text)
    return fold_tag(re.sub(r"[^\w\s-]", " ", text))
