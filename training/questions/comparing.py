"""Whether what somebody typed is what the author meant, with German tolerance.

Never a mistake: capitals, „ae“ for „ä“ and „ss“ for „ß“, the spelling of gender marks, white
space, punctuation around the answer. A typo is let through only where the author wants it, and
never where it makes another word or another number of it.
"""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
#: „Bewerber*innen“, „Bewerber:innen“, „Bewerber/-innen“ and „BewerberInnen“ are one word.
_GENDER_MARK = re.compile(r"(?<=\w)(?:[*:_·]|/-?)(?=in(?:nen)?\b)")
_AROUND = " \t.,;:!?…\"'`´„“”‟‚‘’‛»«›‹()[]{}"


def normalised(text: str) -> str:
    """The words of an answer without what is never a mistake; same for both sides."""
    text = unicodedata.normalize("NFKC", text).casefold()
    # Folding may take a letter apart again.
    text = unicodedata.normalize("NFC", text).translate(_UMLAUTS)
    text = _GENDER_MARK.sub("", _DASHES.sub("-", text))
    text = " ".join(text.split())
    # An answer that is nothing but signs, such as „?“, is meant as it stands.
    return text.strip(_AROUND) or text


def same_words(one: str, other: str) -> bool:
    return normalised(one) == normalised(other)


def is_accepted(typed: str, accepted: Iterable[str], *, typos: bool = False) -> bool:
    """Whether an answer is one of those that the author accepts."""
    given = normalised(typed)
    if not given:
        return False
    wanted = [normalised(text) for text in accepted]
    return given in wanted or (typos and any(_mistyped(given, text) for text in wanted))


def _mistyped(given: str, wanted: str) -> bool:
    """Word by word: „sachlichen Grund“ is not „Grund sachlich“ with a typo."""
    pairs = list(zip(given.split(" "), wanted.split(" "), strict=False))
    return given.count(" ") == wanted.count(" ") and all(
        word == meant or _is_typo(word, meant) for word, meant in pairs
    )


def _is_typo(word: str, meant: str) -> bool:
    """One slip from five letters on, two from ten on: a wrong, missing, extra or swapped letter.

    The first letter is seldom mistyped, and „mittelbar“ would be two slips away from
    „unmittelbar“; a wrong digit is another number.
    """
    if len(meant) < 5 or not word or word[0] != meant[0]:
        return False
    if any(sign.isdigit() for sign in word + meant):
        return False
    limit = 1 if len(meant) < 10 else 2
    return OSA.distance(word, meant, score_cutoff=limit) <= limit
