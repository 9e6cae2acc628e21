"""Text to words: where each stands in the original, and the stem that stands for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import local

import Stemmer

from .folding import GENDER_MARK, fold

# Letters and digits; the accents of a decomposed "ü" belong to its letter.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_STEMMERS = {"de": "german", "en": "english"}
#: Longer words are no words: keys, addresses, noise. The index keeps their beginning.
MAX_WORD = 60

_local = local()


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
    for start, end in _words(text):
        word = fold_word(text[start:end], language)
        if word:
            yield Token(word, stem(word, language), start, end)


def stems(text: str, language: str = "de") -> list[str]:
    """The stems of a text in order, stop words included."""
    return [token.stem for token in tokenize(text, language)]


@lru_cache(maxsize=50_000)
def fold_word(word: str, language: str = "de") -> str:
    """The folded form of one word, without anything that is not a letter or a digit."""
    return "".join(filter(str.isalnum, fold(word, language)))[:MAX_WORD]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str = "de") -> str:
    """The stem of one folded word."""
    return _stemmer(_STEMMERS.get(language, "german")).stemWord(word)


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    # A stemmer object must not be used by two threads at once.
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return stemmers[algorithm]


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The places of the words; a gender mark and what it joins belong to the word before."""
    joined = {mark.start(): mark.end() for mark in GENDER_MARK.finditer(text)}
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue  # joined to the word before
        end = word.end()
        while end in joined:
            end = joined[end]
        yield start, end
