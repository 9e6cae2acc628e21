"""What puts the best hits in order anew: letters in common, the very form of a word, and words
that stand close together.

Engines judge some things differently: how near words are to each other, and how long a list of
words is. So what is asked here says only *that* something is so, and what counts then are words
of a field once more, which every engine scores alike.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from .analysis.indexing import GRAMS, TEXT_FIELDS, WORDS, grams_of
from .matching import Need, Node, Phrase, Term
from .query import Word

#: Letters in common say little, and are many.
GRAM_WEIGHT = 0.2
#: A word in exactly the form that was typed, against the word.
EXACT_WEIGHT = 0.2
#: Neighbours in the query that stand close together in the document, against their words.
PAIR_WEIGHT = 0.1
NEAR = 8
#: So few words were chosen one by one, and any two of them may belong together.
_KEY_WORDS = 4
#: Words beyond these add time and no sense.
_MOST_WORDS = 12
_FIELDS = ("title", "body")


def refinement(typed: Sequence[Word], meant: Sequence[Word | None]) -> tuple[Node, ...]:
    """What adds to the score of the best hits; `meant` has a word for each that was typed, or
    None where that is open."""
    typed, meant = typed[:_MOST_WORDS], meant[:_MOST_WORDS]
    known = [word for word in meant if word]
    written = ((likely or word).word for word, likely in zip(typed, meant, strict=True))
    pieces = dict.fromkeys(chain.from_iterable(map(grams_of, written)))
    grams = [Term(GRAMS, piece, GRAM_WEIGHT) for piece in pieces]
    exact = [_exactly(word, name) for word in known for name in _FIELDS]
    pairs = [
        _close((first.stems[0], second.stems[0]), name)
        for first, second in _close_in_query(known)
        for name in _FIELDS
    ]
    return (*grams, *exact, *pairs)


def _exactly(word: Word, name: str) -> Node:
    """The word once more, where the document has it in exactly this form."""
    once_more = Term(name, word.stems[0], TEXT_FIELDS[name] * EXACT_WEIGHT)
    return Need(every=(Term(WORDS, word.word, 0.0), once_more))


def _close(pair: tuple[str, str], name: str) -> Node:
    """Both words once more, where they stand close together; the more where one follows the
    other."""
    weight = TEXT_FIELDS[name] * PAIR_WEIGHT
    once_more = (Term(name, stem, weight) for stem in pair)
    return Need(
        every=(Phrase(name, pair, 0.0, NEAR), *once_more), extra=(Phrase(name, pair, weight),)
    )


def _close_in_query(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Neighbours; of a few key words, which stand for themselves, also the next but one."""
    yield from pairwise(words)
    if len(words) <= _KEY_WORDS:
        yield from zip(words, words[2:], strict=False)
