"""Spellings that mean the same, folded into one, for the index, the query and keywords alike.

Measured traps this removes: tokenizers read `Mitarbeiter/innen` as a path and
`Mitarbeiter*innen` as two words; `Muelheim` is not `Mülheim`; `Maße` is not `Masse`.
"""

import re
import unicodedata

# "*innen", ":in", "_innen", "/innen", "/-innen", "(innen)" behind a word; and the inner capital.
_GENDER_MARK = re.compile(r"(?<=\w{2})(?:[*:_·]|/-?|\()(?=(?:in|innen|r|n|e|er|en)\b)(\w+)\)?")
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])I(?=n(?:nen)?\b|nnen)")
_SPELLED_OUT = {"ae": "a", "oe": "o", "ue": "u"}
# After a or e ("neue", "Bauer", "Frauen") and q ("Quelle") an "ue" is not a spelled-out ü.
_UMLAUT_SPELLING = re.compile(r"(?<![aeq])ue|ae|oe")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def join_gender_marks(text: str) -> str:
    """`Kolleg*innen`, `Kolleg:innen`, `KollegInnen` → `Kolleginnen`; other text is unchanged.

    Only shortens: a caller that needs positions folds word by word.
    """
    return _INNER_CAPITAL.sub("i", _GENDER_MARK.sub(r"\1", text))


def fold(text: str) -> str:
    """Lower case, without gender marks, accents and umlauts, `ae/oe/ue/ss` folded likewise."""
    text = join_gender_marks(unicodedata.normalize("NFC", text)).casefold()
    return fold_word(text)


def fold_word(word: str) -> str:
    """Folds one word (or text) that has no gender marks any more; see `fold`."""
    word = word.casefold().translate(_UMLAUTS)
    word = "".join(
        char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char)
    )
    return _UMLAUT_SPELLING.sub(lambda match: _SPELLED_OUT[match[0]], word)
