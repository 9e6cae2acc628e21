"""What makes a document like another, for all engines alike: the words that tell most of it."""

from collections import Counter

from ..analysis.stopwords import STOP_WORDS
from ..analysis.tokens import tokenize
from ..documents import SearchDocument

#: So many of its words, by weight and rarity, stand for a document.
TOP_TERMS = 20
_MIN_LENGTH = 3
_FEW_WORDS = 3
#: How much a word says where it stands; the body's many words count for little.
_WEIGHTS = {"title": 4.0, "tags": 5.0, "summary": 2.0, "body": 0.3}


def telling_words(document: SearchDocument) -> Counter[str]:
    """The stems of a document with their weight in it."""
    texts = {
        "title": document.title,
        "tags": " ".join(document.tags),
        "summary": document.summary,
        "body": document.whole_body,
    }
    weights: Counter[str] = Counter()
    for field, weight in _WEIGHTS.items():
        for token in tokenize(texts[field], document.language):
            if len(token.word) >= _MIN_LENGTH and token.word not in STOP_WORDS:
                weights[token.stem] += weight
    return weights


def needed_words(known: int) -> int:
    """How many of the words that the index knows a document shares with a text being written.

    One common word in a few sentences is chance; of a title's two or three it is not.
    """
    return 2 if known > _FEW_WORDS else 1
