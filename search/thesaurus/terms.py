"""A term of the thesaurus as the search sees it: folded words, and a key that inflection shares."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..analysis.stopwords import STOP_WORDS
from ..analysis.tokens import stem, tokenize
from ..request import clean_text

#: The key of a term: the roots of its words, without those that say nothing.
Key = tuple[str, ...]

# Between letters: "DIN 8581-1" is no compound.
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
#: Endings that part forms of a noun, and the least length of a word that can have them:
#: shorter ones end in "in" by nature.
_ENDINGS = (("inn", 8), ("in", 7), ("s", 4))
_FEMININE = "innen"
_MIN_PLURAL = 4


def lines(text: str) -> list[str]:
    """The terms of a text with one a line, without empty lines and doubles."""
    return list(dict.fromkeys(filter(None, map(clean_text, text.splitlines()))))


@lru_cache(maxsize=20_000)
def words(term: str, language: str = "de") -> tuple[str, ...]:
    """The folded words of a term, in order."""
    return tuple(token.word for token in tokenize(term, language))


def key(folded: Sequence[str], language: str = "de") -> Key:
    """What a term is recognised by, in any inflection; empty if it has only stop words.

    The words are folded as queries are, in German, whatever language their roots have.
    """
    return tuple(root(word, language) for word in folded if word not in STOP_WORDS)


def keys(term: str, language: str = "de") -> list[Key]:
    """All keys that name a term: "E-Learning" is also typed "Elearning"."""
    ways = (term, _HYPHEN.sub("", term))
    return list(dict.fromkeys(filter(None, (key(words(way), language) for way in ways))))


@lru_cache(maxsize=20_000)
def root(word: str, language: str = "de") -> str:
    """The stem of a word, without plural s and feminine ending.

    The index's stemmer leaves "Azubis" and "Migrantin" apart from "Azubi" and "Migrant". Here
    few words are compared, so they may be merged more boldly.
    """
    shorter = stem(word, language)
    if language != "de":
        return shorter
    for ending, shortest in _ENDINGS:
        if shorter.endswith(ending) and len(shorter) >= shortest:
            return stem(shorter.removesuffix(ending))
    # "Tandems" has lost its s only, "Tandem" more.
    return stem(shorter) if shorter == word.removesuffix("s") != word else shorter


def sounds_like(term: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two terms of folded words can be taken for each other: one shortens the other
    ("KI"), or they share a word ("Leichte Sprache", "Einfache Sprache")."""
    for short, long in ((term, other), (other, term)):
        if len(short) == 1 < len(long) and short[0] == "".join(word[:1] for word in long):
            return True
    return min(len(term), len(other)) > 1 and not set(key(term)).isdisjoint(key(other))


@lru_cache(maxsize=20_000)
def forms(term: str, language: str = "de") -> tuple[tuple[str, ...], ...]:
    """How the term stands in texts, as folded words: as it is written, then its other genders
    and its plural, where the index's stemmer keeps these apart."""
    itself = words(term, language)
    if not itself:
        return ()
    ways = [itself]
    if language == "de":
        *before, last = itself
        ways += [(*before, form) for form in _other_forms(last)]
        ways.append(words(_HYPHEN.sub("", term)))
    seen: dict[Key, tuple[str, ...]] = {}
    for way in ways:
        seen.setdefault(tuple(stem(word, language) for word in way), way)
    return tuple(seen.values())


def _other_forms(word: str) -> list[str]:
    if base := masculine(word):
        return [base, f"{base}in"]
    # "Azubis", "Kitas": the only plural that the index's stemmer does not know.
    return [f"{word}s"] if len(word) >= _MIN_PLURAL and word[-1] in "aiou" else []


def masculine(word: str) -> str:
    """What "Bürger*innen", folded, is without its ending; empty for other words."""
    base = word.removesuffix(_FEMININE)
    return base if base != word and len(base) > 2 else ""


def display(terms: Iterable[str]) -> str:
    """Terms in a sentence: „A“, „B“."""
    return ", ".join(f"„{term}“" for term in terms)
