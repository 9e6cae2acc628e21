"""Where in a text words may stand that have one of some stems, found without reading the words.

A stem has the first letters of its words. Whether these are there at all is a question for the
machine's own search in bytes, which is some hundred times as fast as cutting a text into words.
"""

import re
import unicodedata
from functools import lru_cache

#: Windows' western characters: enough for nearly every German text, and one byte each.
_ENCODING = "cp1252"
#: So many letters of a stem are those of its words. English stems end in other letters ("dying",
#: "die"), German ones do not.
_KEPT = 4
_OTHER_ENDING = 2
_SPELLED_OUT = {"a": ("a", "ae"), "o": ("o", "oe"), "u": ("u", "ue")}
#: Of these only one letter is left, however many more there are.
_FOLDED_TWICE = (b"aee", b"oee", b"uee")
_SPACE = 0x20
_DIGITS = b"0123456789"
#: How a gender mark begins that may stand within the first letters ("Pat*innen"): all of these
#: words are looked at.
_MARK = re.compile("[*:_·•/(](?! )".encode(_ENCODING))


def pieces_with(
    text: str, stems: frozenset[str], language: str, *, least: int
) -> list[tuple[int, int]] | None:
    """The pieces between two spaces in which a word begins like one of the stems, in order.

    No pieces if fewer than `least` stems can be there; None instead of a list if letters do not
    tell: in other scripts, for odd spellings, and for the paragraphs of laws.
    """
    beginnings = _beginnings(stems, language)
    if beginnings is None:
        return None
    try:
        letters = text.encode(_ENCODING).translate(_FOLDED)
    except UnicodeEncodeError:
        return None
    if any(folded_twice in letters for folded_twice in _FOLDED_TWICE):
        return None
    places = _marked_early(letters)
    begun = _BETWEEN + letters.translate(_ONLY_WORDS)
    there = [beginning for beginning in beginnings if beginning[0] in begun]
    if not places and len({of for _spelling, of in there}) < least:
        return []
    for spelling, _of in there:
        places += _places(spelling, begun)
    pieces: list[tuple[int, int]] = []
    for at in sorted(places):
        if pieces and at < pieces[-1][1]:
            continue
        start = letters.rfind(b" ", 0, at) + 1
        if start and letters[at] in _DIGITS:
            # With a sign of paragraph before it, it would be another word.
            start = letters.rfind(b" ", 0, start - 1) + 1
        end = letters.find(b" ", at)
        end = len(letters) if end < 0 else end
        if pieces and start < pieces[-1][1]:
            start = pieces.pop()[0]
        pieces.append((start, end))
    return pieces


def _places(beginning: bytes, begun: bytes) -> list[int]:
    """Where the words begin; `begun` has one sign more than the text, before its first word."""
    places = []
    at = begun.find(beginning)
    while at >= 0:
        places.append(at)
        at = begun.find(beginning, at + 1)
    return places


def _marked_early(letters: bytes) -> list[int]:
    """Where words end, before a mark, that are too short for all their first letters."""
    places = []
    for mark in _MARK.finditer(letters):
        at = mark.start()
        before = letters[max(0, at - 2 * _KEPT) : at]
        if (
            before
            and before[-1] in _WITHIN_WORDS
            and (len(before) < 2 * _KEPT or not _WITHIN_WORDS.issuperset(before))
        ):
            places.append(at - 1)
    return places


@lru_cache(maxsize=1_000)
def _beginnings(stems: frozenset[str], language: str) -> list[tuple[bytes, str]] | None:
    """How words with these stems begin, in each spelling with what stands before it, and with
    which stem."""
    beginnings = []
    for stem in stems:
        kept = _KEPT if language != "en" else max(1, min(_KEPT, len(stem) - _OTHER_ENDING))
        if not stem[:1].isalnum() or stem.startswith("paragra") or not stem.isascii():
            return None
        beginnings += [(_BETWEEN + spelling, stem) for spelling in _spellings(stem, kept)]
    return beginnings


def _spellings(stem: str, kept: int) -> tuple[bytes, ...]:
    """The first letters as they may be written; what `_FOLDED` folds is left to it."""
    # "ß" is one letter where the stem has two.
    beginning, sharp, _rest = stem[: kept + 1].partition("ss")
    spellings = [""]
    for letter in beginning[:kept]:
        written = _SPELLED_OUT.get(letter, (letter,))
        spellings = [before + one for before in spellings for one in written]
    if sharp:
        spellings = [before + one for before in spellings for one in ("s", "ß")]
    return tuple(one.encode(_ENCODING) for one in spellings)


def _folded(code: int) -> int:
    """A small letter without its accent; every kind of space as one."""
    char = bytes([code]).decode(_ENCODING, errors="replace")
    if char.isspace():
        return _SPACE
    folded = unicodedata.normalize("NFKD", char.lower())[0]
    try:
        return folded.encode(_ENCODING)[0]
    except UnicodeEncodeError:
        return code


_FOLDED = bytes(map(_folded, range(256)))
_WITHIN_WORDS = frozenset(
    code for code in range(256) if bytes([code]).decode(_ENCODING, errors="replace").isalnum()
)
#: What stands for every sign that is not within a word.
_BETWEEN = b" "
_ONLY_WORDS = bytes(code if code in _WITHIN_WORDS else _SPACE for code in range(256))
