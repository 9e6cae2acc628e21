"""What words the index in Elasticsearch has, and what an unknown one may mean.

The first request of a search counts its words along the way; only for words that the index does
not have, this asks once more. What a word was found to be it stays for a minute: what is known is
not even counted, and what stands for an unknown word is looked for at once, with one request that
tells whether the word has come since.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from elasticsearch import Elasticsearch
from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from ..analysis.distance import begun_within_one_edit
from ..analysis.indexing import STEMS, WORDS
from ..query import Word
from ..spelling import (
    MIN_FUZZY,
    Replacements,
    long_stems,
    other_beginnings,
    replacements,
)
from .elasticsearch_query import KNOWN

_SECONDS = 60.0
_REMEMBERED = 20_000
#: How many words with the same beginning are counted, and how many like ones are looked at.
_BEGUN = 100
_ALIKE = 50
#: How many words are looked through for one that begins with another spelling.
_MOST = 5_000
_LONGEST = 100
_NOT_ASKED = Replacements()
#: What the suggesters for stems are called, one a language.
_STEMS = ("stem", "other stem")
#: More unknown words in one query are no typing errors.
_LOOKED_UP = 12


class KnownWords:
    """What this process has lately learnt of words: that the index has them, or what stands for
    them; safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        #: Word → until when that holds, and what stands for it; None if the index has it.
        self._learnt: dict[str, tuple[float, Replacements | None]] = {}

    def doubtful(self, words: Iterable[Word]) -> list[Word]:
        """Those that may not be in the index."""
        return [word for word in words if self._of(word.word, _NOT_ASKED) is not None]

    def replaced(self, words: Iterable[Word]) -> dict[str, Replacements]:
        """What stands for those that the index did not have."""
        found = ((word.word, self._of(word.word, None)) for word in words)
        return {word: replacement for word, replacement in found if replacement is not None}

    def seen(self, words: Iterable[str]) -> None:
        self._learn(dict.fromkeys(words))

    def missed(self, replaced: Mapping[str, Replacements]) -> None:
        self._learn(replaced)

    def forget(self) -> None:
        self._learnt = {}

    def _of(self, word: str, unknown: Replacements | None) -> Replacements | None:
        until, found = self._learnt.get(word, (0.0, unknown))
        return found if until >= self._clock() else unknown

    def _learn(self, words: Mapping[str, Replacements | None]) -> None:
        if len(self._learnt) > _REMEMBERED:
            self._learnt = {}
        until = self._clock() + _SECONDS
        self._learnt.update((word, (until, found)) for word, found in words.items())


def counting(words: Iterable[Word]) -> dict[str, Query]:
    """A query for each word, to count the documents that have it."""
    return {word.word: Q("terms", **{STEMS: list(word.stems)}) for word in words}


def counted(answer: Mapping, name: str = KNOWN) -> dict[str, int]:
    found = answer.get("aggregations", {}).get(name, {})
    # Those of the whole index are one level further down.
    buckets = found.get(name, found).get("buckets", {})
    return {word: bucket["doc_count"] for word, bucket in buckets.items()}


def replaced_words(
    client: Callable[[], Elasticsearch], index: str, words: Sequence[Word]
) -> dict[str, Replacements]:
    """For each of these words, which the index does not know: what may stand for it.

    One request, and a small one for each of the first words to see what it begins. `client`
    is called before each, so that it can watch the time.
    """
    typed = [word.word for word in words if MIN_FUZZY <= len(word.word) <= _LONGEST][:_LOOKED_UP]
    begun = {word: _beginning_with(client(), index, word) for word in typed}
    body: dict = {}
    for number, word in enumerate(typed):
        if begun[word]:
            counts = {other: {"term": {WORDS: other}} for other in begun[word]}
            body.setdefault("aggs", {})[f"begun {number}"] = {"filters": {"filters": counts}}
        else:
            body.setdefault("suggest", {}).update(_suggesters(number, word))
    answer: Mapping = {}
    if body:
        answer = client().search(index=index, size=0, allow_partial_search_results=False, **body)
    found = {}
    for word in words:
        number = typed.index(word.word) if word.word in typed else -1
        found[word.word] = replacements(
            word.word,
            begun=counted(answer, f"begun {number}"),
            alike=_alike(answer.get("suggest", {}), number).items(),
        )
        if number >= 0 and not found[word.word].words:
            rarer = _beginning_like(client, index, word.word)
            found[word.word] = replacements(word.word, begun={}, alike=rarer.items())
    return found


def _beginning_with(client: Elasticsearch, index: str, typed: str) -> list[str]:
    return client.terms_enum(index=index, field=WORDS, string=typed, size=_BEGUN)["terms"]


def _beginning_like(client: Callable[[], Elasticsearch], index: str, typed: str) -> dict[str, int]:
    """Words that begin with the typed one but for a letter, and such with another first letter:
    no suggester looks for the ones, and it takes long for the others."""
    words = client().terms_enum(index=index, field=WORDS, string=typed[:2], size=_MOST)["terms"]
    near = begun_within_one_edit(words, typed)[:_BEGUN]
    near += other_beginnings(typed)
    if not near:
        return {}
    counts = {word: {"term": {WORDS: word}} for word in near}
    aggregations = {KNOWN: {"filters": {"filters": counts}}}
    found = counted(client().search(index=index, size=0, aggs=aggregations))
    return {word: count for word, count in found.items() if count}


def _suggesters(number: int, word: str) -> dict:
    """Words within two letters; and, where the first two are swapped, or where another ending
    stands, within one more."""
    common = {
        "field": WORDS,
        "suggest_mode": "always",
        "size": _ALIKE,
        "shard_size": _ALIKE,
        "min_word_length": MIN_FUZZY,
        "max_term_freq": 1,
        "prefix_length": 1,
    }
    swapped = word[1] + word[0] + word[2:]
    nearly = {"swapped": swapped, **dict(zip(_STEMS, long_stems(word), strict=False))}
    return {
        f"near {number}": {"text": word, "term": {**common, "max_edits": 2}},
        **{
            f"{kind} {number}": {"text": text, "term": {**common, "max_edits": 1}}
            for kind, text in nearly.items()
        },
    }


def _alike(suggestions: Mapping, number: int) -> dict[str, int]:
    return {
        option["text"]: option["freq"]
        for kind in ("near", "swapped", *_STEMS)
        for entry in suggestions.get(f"{kind} {number}", ())
        for option in entry["options"]
    }
