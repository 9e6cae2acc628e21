"""Which words are English, so that none of them is taken for a misspelt German one.

The words come from `pyspellchecker` (MIT), with all their endings, in American spelling. German
nouns are known to `analysis.compounds`; of other German words nobody has a list here.
"""

import gzip
import importlib.util
import json
import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from .analysis.once import once
from .analysis.tokens import fold_word

#: How often a common word stands in the texts that the words were counted in.
_COMMON = 1_000
#: British endings → American ones, in folded words: "organisations", "labour", "centres".
_AMERICAN = (
    (re.compile(r"is(?=(?:e[drs]?|ers|ing|ations?)$)"), "iz"),
    (re.compile(r"our(?=(?:s|ed|ing|al|able|ful|ite|ites|hood|hoods|ly)?$)"), "or"),
    (re.compile(r"(?<=t)re(?=s?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|ings|er|ers)$)"), "l"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"(?<=en)c(?=es?$)"), "s"),
)


def read() -> None:
    """Reads the words, for who would rather do it now."""
    _words()


def is_english(word: str) -> bool:
    """Whether a word, folded as queries are, is English in either spelling.

    The first call takes a third of a second for reading the words.
    """
    return _is_among(_words().spelt, word)


def is_common_english(word: str) -> bool:
    """Whether it is one of the 18,000 words that everybody knows: "letter", and not "stele"."""
    return _is_among(_words().common, word)


def unfolded(word: str) -> str:
    """The English word of which that is left where "ue" is folded into "u": "valus", "values".

    The word itself if it is no such one.
    """
    return _words().spelt.get(word, word)


def _is_among(words: Container[str], word: str) -> bool:
    return word in words or any(
        american in words
        for british, ending in _AMERICAN
        if (american := british.sub(ending, word)) != word
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """`spelt` has for each folded word the word, `common` the folded ones that are common."""

    spelt: dict[str, str]
    common: frozenset[str]


@once
def _words() -> _Words:
    spec = importlib.util.find_spec("spellchecker")
    path = Path(spec.submodule_search_locations[0]) / "resources" / "en.json.gz"
    with gzip.open(path) as file:
        counts = {word: count for word, count in json.load(file).items() if word.isalpha()}
    folded = {word: _fold(word) for word in counts}
    # Of two words that fold alike, the more common one counts: "issues", and not "Issus".
    spelt = {folded[word]: word for word in sorted(counts, key=counts.__getitem__)}
    common = frozenset(folded[word] for word, count in counts.items() if count >= _COMMON)
    return _Words(spelt, common)


def _fold(word: str) -> str:
    """`fold_word`, but quick for the many words that need none of it."""
    if word.isascii() and not ("ae" in word or "oe" in word or "ue" in word):
        return word
    return fold_word(word)
