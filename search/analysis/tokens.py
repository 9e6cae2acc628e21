"""Text to words: where each stands in the original, and the stem that stands for it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .beginnings import pieces_with
from .folding import GENDER_MARK, fold, fold_umlauts
from .stemming import stem

# Letters and digits; the accents of a decomposed "ü" belong to its letter. A paragraph of a law
# is one word with its number, so that "§ 6" finds no other six. Written for speed: no choice
# begins with a look behind, and none is left within a word.
_WORD = re.compile(
    r"(?:§{1,2}|[Pp](?<!\w.)aragra(?:f|ph)(?:en)?\b)\s?\d+[a-z]?\b"
    r"|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
)
# What no gender mark is followed by, and what would make a longer word of it ("*innen5").
_CONTINUED = re.compile(r"[^\W_]|[\u0300-\u036f]")
_PARAGRAPH = re.compile(r"(?:§{1,2}|paragra(?:f|ph)(?:en)?)\s?(?=\d)", re.IGNORECASE)
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
#: Before these "Essen" is a meal and not the city.
_MEAL = re.compile(
    r"\b(?:das|dem|des|beim?|zum|vom|am|ein|kein|gutes|warmes|gemeinsames?n?|gemeinsamen|"
    r"interkulturelles?|internationales?) $",
    re.IGNORECASE,
)
#: Whose stem depends on the words around it.
AMBIGUOUS = "essen"
#: The stem of the meal and the verb.
EATING = "ess"
#: Longer words are no words: keys, addresses, noise. The index keeps their beginning.
MAX_WORD = 60


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its folded form, its stem, and its place `text[start:end]` in the original."""

    word: str
    stem: str
    start: int
    end: int


def tokenize(text: str, language: str = "de") -> Iterator[Token]:
    """The words of a text in order; gender marks never split a word.

    `language` chooses folding and stemmer: "en" is English, anything else German. Where words
    begin and end is the same in all languages.
    """
    for start, end in spans(text):
        surface = text[start:end]
        word, word_stem = forms(surface, language)
        if word == AMBIGUOUS and is_meal(text, start, surface):
            word_stem = EATING
        if word:
            yield Token(word, word_stem, start, end)


def tokens_with_stem(
    text: str, wanted: Collection[str], language: str = "de", *, least: int = 1
) -> list[Token]:
    """The words whose stem is wanted, in order; none if fewer than `least` stems are there.

    Much quicker than asking all words for it: only what begins like something that is wanted is
    looked at, with what stands around it up to the next spaces.
    """
    least = max(1, least)
    pieces = pieces_with(text, frozenset(wanted), language, least=least)
    if pieces is None:
        found = [token for token in tokenize(text, language) if token.stem in wanted]
    else:
        found = []
        for piece_start, piece_end in pieces:
            for start, end, word, word_stem in _read(text[piece_start:piece_end], language):
                start, end = piece_start + start, piece_start + end
                if word == AMBIGUOUS and is_meal(text, start, text[start:end]):
                    word_stem = EATING
                if word_stem in wanted:
                    found.append(Token(word, word_stem, start, end))
    return found if len({token.stem for token in found}) >= least else []


@lru_cache(maxsize=50_000)
def _read(piece: str, language: str) -> list[tuple[int, int, str, str]]:
    """Places, folded forms and stems of the words of a piece; the same ones come up everywhere."""
    return [(*place, *forms(piece[slice(*place)], language)) for place in spans(piece)]


def surfaces(text: str) -> list[str]:
    """The words as they stand in the text, in order; quicker than asking for their places."""
    written = _surfaces(text)
    return [text[start:end] for start, end in spans(text)] if written is None else written


def stems(text: str, language: str = "de") -> list[str]:
    """The stems of a text in order, stop words included."""
    return [token.stem for token in tokenize(text, language)]


@lru_cache(maxsize=200_000)
def forms(surface: str, language: str = "de") -> tuple[str, str]:
    """The folded form and the stem of a word as it stands in a text."""
    word = fold_word(surface, language)
    return word, stem(word, language) if word else ""


@lru_cache(maxsize=50_000)
def fold_word(word: str, language: str = "de") -> str:
    """The folded form of one word, without anything that is not a letter or a digit."""
    plain = word.lower().translate(_PLAIN)
    if plain.isascii() and plain.isalnum() and not plain.startswith("paragra"):
        # Most words need no more than that to be folded; ten times quicker.
        return (plain if language == "en" else fold_umlauts(plain))[:MAX_WORD]
    if paragraph := _PARAGRAPH.match(word):
        return f"§{word[paragraph.end() :].lower()}"
    return "".join(filter(str.isalnum, fold(word, language)))[:MAX_WORD]


def is_meal(text: str, start: int, surface: str) -> bool:
    """Whether "essen" is what people do at noon; in a query of that word alone it is the city."""
    if len(surface) == len(text.strip()):
        return False
    if surface[0].islower() and any(char.isupper() for char in text):
        return True
    return bool(_MEAL.search(text, max(0, start - 20), start))


def _surfaces(text: str) -> list[str] | None:
    """The words as they stand in the text; None where only their places tell which these are."""
    found: list[str] = []
    start = 0
    for mark in GENDER_MARK.finditer(text):
        at, end = mark.span()
        if _CONTINUED.match(text, end):
            return None
        found += _WORD.findall(text, start, at)
        # A mark stands behind a word, or behind another mark.
        found[-1] += mark[0]
        start = end
    found += _WORD.findall(text, start)
    return found


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The places of the words; a gender mark and what it joins belong to the word before."""
    joined = {mark.start(): mark.end() for mark in GENDER_MARK.finditer(text)}
    if not joined:
        for word in _WORD.finditer(text):
            yield word.span()
        return
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue  # joined to the word before
        end = word.end()
        while end in joined:
            end = joined[end]
        yield start, end
