"""What words the embedded index has: which of a query it does not know, and what they may mean."""

from collections.abc import Iterable

from tantivy import Searcher

from ..analysis.indexing import STEMS, WORDS
from ..query import Word
from ..spelling import (
    MIN_FUZZY,
    Replacements,
    long_stems,
    other_beginnings,
    replacements,
    unknown_words,
)

#: More words with one beginning than these are not looked at.
_MAX_WORDS = 100_000


class Lexicon:
    """The words of one commit; those with one first letter are read once."""

    def __init__(self, searcher: Searcher):
        self._searcher = searcher
        self._by_letter: dict[str, dict[str, int]] = {}

    def replaced(self, words: Iterable[Word]) -> dict[str, Replacements]:
        """For each word that the index does not know: what may stand for it."""
        words = list(words)
        stems = {stem for word in words for stem in word.stems}
        frequency = {stem: self._searcher.doc_freq(STEMS, stem) for stem in stems}
        return {
            word.word: self._replacements(word.word) for word in unknown_words(words, frequency)
        }

    def alike(self, typed: str) -> dict[str, int]:
        """Words that may be near: a typing error seldom falls on the first letter, and then it
        is mostly swapped with the second, or the second stands first."""
        letters = dict.fromkeys(typed[:2])
        shortest = min([len(typed) - 2, *(len(stem) - 1 for stem in long_stems(typed))])
        longest = len(typed) + 4
        near = {
            word: count
            for letter in letters
            for word, count in self._beginning_with(letter).items()
            if shortest <= len(word) <= longest
        }
        for word in other_beginnings(typed):
            if count := self._searcher.doc_freq(WORDS, word):
                near[word] = count
        return near

    def _replacements(self, typed: str) -> Replacements:
        if len(typed) < MIN_FUZZY:
            return Replacements()
        begun = dict(self._searcher.terms_with_prefix(WORDS, typed, limit=_MAX_WORDS))
        return replacements(typed, begun=begun, alike=() if begun else self.alike(typed).items())

    def _beginning_with(self, letter: str) -> dict[str, int]:
        if letter not in self._by_letter:
            found = self._searcher.terms_with_prefix(WORDS, letter, limit=_MAX_WORDS)
            self._by_letter[letter] = dict(found)
        return self._by_letter[letter]
