"""What the index holds of a word, worked out once for each way to write it.

The vocabulary of texts is soon known: of a thousand words some ten have not been met before. So
a text is cut at its spaces, and each piece ("Verwaltungen,") is looked up; only what is new is
looked at closely, by the rules of `tokens`. Two things take more than a piece: paragraphs of
laws are written with a space ("§ 6"), and whether "Essen" is the city the words around it tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from sys import intern

from . import compounds
from .stemming import stem
from .stopwords import STOP_WORDS
from .tokens import AMBIGUOUS, EATING, fold_word, forms, is_meal, spans, surfaces, tokenize

GRAM = 4
#: So many pieces are remembered, and more than these forgotten all at once: at most 150 MB.
_REMEMBERED = 200_000
#: What mostly stands around a word and is part of none.
_AROUND = ".,;:!?\"'„“”‚‘’»«()[]–…"
_HYPHENS = re.compile(r"[-\u2010\u2011]")
_HYPHENATED = re.compile(r"\b[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+){1,3}\b")
#: A paragraph up to its number, where a space is between.
_PARAGRAPH = re.compile(r"(?:§{1,2}|[Pp](?<!\w.)aragra(?:f|ph)(?:en)?)\s(?=\d+[a-z]?\b)")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What a piece of text consists of; one object for all pieces that differ in signs only.

    `stems`, `parts` and `grams` are tokens with a space between; `words` are folded as queries
    are, whatever the language.
    """

    stems: str
    parts: str
    words: tuple[str, ...]
    grams: str
    ambiguous: bool


class Vocabulary(dict[str, Known]):
    """Piece of text → what is known of it, in one language; safe for threads."""

    def __init__(self, language: str):
        super().__init__()
        self._language = language

    def read(self, text: str) -> tuple[str, list[Known]]:
        """The stems of a text in order, and all pieces that have words."""
        whole = _with_whole_paragraphs(text)
        pieces = whole.split()
        known = [one for one in map(self.__getitem__, pieces) if one.words]
        stems = " ".join([one.stems for one in known])
        if AMBIGUOUS in stems and any(one.ambiguous for one in known):
            stems = " ".join(self._told_apart(text, pieces if whole is text else None))
        return stems, known

    def words(self, text: str) -> list[str]:
        """The folded words of a text in order."""
        pieces = _with_whole_paragraphs(text).split()
        return [word for piece in pieces for word in self[piece].words]

    def __missing__(self, piece: str) -> Known:
        bare = piece.strip(_AROUND)
        known = self[bare] if bare != piece and bare.isalnum() else self._look_at(piece)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[piece] = known
        return known

    def _look_at(self, piece: str) -> Known:
        written = [piece] if piece.isalnum() else surfaces(piece)
        pairs = [pair for pair in (forms(one, self._language) for one in written) if pair[0]]
        if self._language == "en":
            words = tuple([word for word, _stem in map(forms, written) if word])
            parts: tuple[str, ...] = ()
        else:
            words = tuple([word for word, _stem in pairs])
            parts = (*chain.from_iterable(map(compound_stems, words)), *joined_stems(piece))
        return Known(
            stems=" ".join([word_stem for _word, word_stem in pairs]),
            parts=" ".join(parts),
            words=words,
            grams=" ".join(chain.from_iterable(map(grams_of, words))),
            ambiguous=any(word == AMBIGUOUS for word, _stem in pairs),
        )

    def _told_apart(self, text: str, pieces: Sequence[str] | None) -> Iterator[str]:
        """The stems of a text where a piece alone does not tell which it is."""
        if pieces is None:
            yield from (token.stem for token in tokenize(text, self._language))
            return
        end = 0
        for piece in pieces:
            known = self[piece]
            start = text.index(piece, end)
            end = start + len(piece)
            if not known.ambiguous:
                if known.stems:
                    yield known.stems
                continue
            for first, last in spans(piece):
                surface = piece[first:last]
                word, word_stem = forms(surface, self._language)
                meal = word == AMBIGUOUS and is_meal(text, start + first, surface)
                if word:
                    yield EATING if meal else word_stem


_GERMAN, _ENGLISH = Vocabulary("de"), Vocabulary("en")


def vocabulary(language: str) -> Vocabulary:
    """What this process knows of a language; "en" is English, anything else German."""
    return _ENGLISH if language == "en" else _GERMAN


def forget() -> None:
    """As a process begins: nothing is known."""
    _GERMAN.clear()
    _ENGLISH.clear()


def _with_whole_paragraphs(text: str) -> str:
    """The text with "§6" for "§ 6" and "Paragraf 6"; the very same text if it has none."""
    if "§" not in text and "aragra" not in text:
        return text
    return _PARAGRAPH.sub("§", text)


@lru_cache(maxsize=100_000)
def compound_stems(word: str) -> tuple[str, ...]:
    """The stems of the parts of a folded word; empty if it is no compound."""
    return tuple([stem(part) for part in compounds.split(word)])


def joined_stems(text: str) -> Iterator[str]:
    """Hyphenated words written as one: "E-Learning" as "elearning"."""
    if _HYPHENS.search(text):
        for match in _HYPHENATED.finditer(text):
            yield stem(fold_word(_HYPHENS.sub("", match[0])))


@lru_cache(maxsize=100_000)
def grams_of(word: str) -> tuple[str, ...]:
    """The pieces of a folded word, with a mark before its beginning; none of stop words."""
    if word in STOP_WORDS:
        return ()
    marked = f"_{word}"
    if len(marked) <= GRAM:
        return (intern(marked),)
    # Interned, because all words have them in common.
    pieces = [intern(marked[at : at + GRAM]) for at in range(len(marked) - GRAM + 1)]
    return tuple(dict.fromkeys(pieces))
