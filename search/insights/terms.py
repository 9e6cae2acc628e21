"""Which searches may be remembered: words, and nothing that points to a person."""

import re
from dataclasses import dataclass

from ..analysis.tokens import tokenize
from ..request import clean_text

#: A longer text has been pasted and may be about anybody.
MAX_TERM = 100

_PERSONAL = re.compile(
    r"""
    @ | :// | \bwww\.                    # addresses
    | \d{6,}                             # numbers of staff, files, accounts
    | (?:\d[\s./()+-]*){7,}              # telephone, in groups
    | \d{1,2}\.\s*\d{1,2}\.\s*\d{2,4}    # dates, such as one of birth
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A search as it is counted: `key` is the same for all spellings, `spelling` is legible."""

    key: str
    spelling: str


def term_of(text: str) -> Term | None:
    """The term of a search text; None if it has no words or may say something of a person."""
    spelling = clean_text(text)
    if len(spelling) > MAX_TERM or _PERSONAL.search(spelling):
        return None
    key = " ".join(token.word for token in tokenize(spelling))[:MAX_TERM]
    return Term(key, spelling) if key else None
