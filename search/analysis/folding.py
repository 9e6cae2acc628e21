"""Spellings that mean the same, folded into one, for the index, the query and keywords alike.

Measured traps this removes: tokenizers read `Mitarbeiter/innen` as a path and
`Mitarbeiter*innen` as two words; `Muelheim` is not `Mülheim`; `Maße` is not `Masse`.
"""

import re
import unicodedata

# What makes a word inclusive, behind a word: "*innen", ":in", "_innen", "·e", and compounds of
# it ("*innenbefragung"); "/innen", "/-innen", "/r", "(innen)". A bare slash or bracket also
# separates words ("außen/innen", "an/in"), so it joins only what is long enough to be a noun.
# The sign comes first in the pattern: a search then skips all other characters quickly.
GENDER_MARK = re.compile(
    r"""
    [*＊:_·•/(]
    (?: (?<=[^\W\d_]{2}[*＊:_·•]) -? ( innen[^\W\d_]* | (?:in|e|er|en|r|n)\b )
      | (?<=[^\W\d_]{2}/) - ( (?:innen|in|e|er|en|r|n)\b )
      | (?<=[^\W\d_]{4}/) (?<!außen/) (?<!aussen/) ( (?:innen|in)\b )
      | (?<=[^\W\d_]{3}/) ( [ern]\b )
      | (?<=[^\W\d_]{4}\() -? ( innen|in|e|er|en|r|n ) \)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])I(?=n\b|nnen)")
_SPELLED_OUT = {"ae": "a", "oe": "o", "ue": "u"}
# After a or e ("neue", "Bauer", "Frauen") and q ("Quelle") an "ue" is not a spelled-out ü.
_UMLAUT_SPELLING = re.compile(r"(?<![aeq])ue|ae|oe")


def join_gender_marks(text: str) -> str:
    """`Kolleg*innen`, `Kolleg:innen`, `KollegInnen` → `Kolleginnen`; other text is unchanged.

    Only shortens: a caller that needs positions folds word by word.
    """
    joined = GENDER_MARK.sub(lambda match: next(filter(None, match.groups())), text)
    return _INNER_CAPITAL.sub("i", joined)


def fold(text: str, language: str = "de") -> str:
    """Lower case, without gender marks, accents and umlauts, `ae/oe/ue/ss` folded likewise.

    In English "ue" is no umlaut ("values"), so there it stays. Idempotent, so that what is
    stored folded can be compared with what is folded anew: some characters unfold into others
    that fold again ("＊" into "*", "aee" into "ae").
    """
    folded = _fold_once(text, language)
    while folded != text:
        text, folded = folded, _fold_once(folded, language)
    return folded


def fold_umlauts(plain: str) -> str:
    """Folded letters with `ae/oe/ue` as a, o, u, again until none is left ("aee")."""
    if "e" not in plain:
        return plain
    folded = _UMLAUT_SPELLING.sub(_spelled_out, plain)
    while folded != plain:
        plain, folded = folded, _UMLAUT_SPELLING.sub(_spelled_out, folded)
    return folded


def _spelled_out(match: re.Match[str]) -> str:
    return _SPELLED_OUT[match[0]]


def _fold_once(text: str, language: str) -> str:
    text = join_gender_marks(unicodedata.normalize("NFKC", text)).casefold()
    text = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    if language == "en":
        return text
    return _UMLAUT_SPELLING.sub(_spelled_out, text)
