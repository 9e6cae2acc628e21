"""When a search is one that editors meant: it consists of the same words."""

import re
from functools import lru_cache

from ..analysis.stopwords import STOP_WORDS
from ..analysis.tokens import tokenize
from ..request import clean_text

#: A search that says what it does not want is not the one that editors wrote down.
_EXCLUDES = re.compile(r"(?<!\S)-(?=[^\W_]|[\"„“”«»])")


def phrase_key(text: str) -> str:
    """What two searches share when they consist of the same words; empty without a word.

    Spelling, inflection, order and repetition are folded away, and so are stop words, unless
    there is nothing else. A search that excludes words has no key.
    """
    text = clean_text(text)
    if _EXCLUDES.search(text):
        return ""
    tokens = list(tokenize(text))
    meaningful = [token for token in tokens if token.word not in STOP_WORDS] or tokens
    return " ".join(sorted({token.stem for token in meaningful}))


@lru_cache(maxsize=2000)
def phrase_keys(lines: str) -> frozenset[str]:
    """The keys of searches that are written one a line."""
    return frozenset(filter(None, map(phrase_key, lines.splitlines())))
