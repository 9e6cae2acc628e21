"""What words the index in Elasticsearch has, and what an unknown one may mean.

The first request of a search counts its words along the way; only for words that no hit has,
this asks once more. A word that was known stays so for a minute: then it is not even counted.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from elasticsearch import Elasticsearch
from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from ..analysis.distance import begins_within_one_edit
from ..analysis.indexing import STEMS, WORDS
from ..analysis.stemming import stem
from ..query import Word
from ..spelling import MIN_FUZZY, Replacements, other_beginnings, replacements
from .elasticsearch_query import KNOWN

_SECONDS = 60.0
_REMEMBERED = 20_000
#: How many words with the same beginning are counted, and how many like ones are looked at.
_BEGUN = 100
_ALIKE = 50
#: How many words are looked through for one that begins with another spelling.
_MOST = 5_000
_LONGEST = 100
#: More unknown words in one query are no typing errors.
_LOOKED_UP = 12


class KnownWords:
    """The words that this process has lately seen in the index; safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._until: dict[str, float] = {}

    def doubtful(self, words: Iterable[Word]) -> list[Word]:
        """Those that may not be in the index."""
        now = self._clock()
        return [word for word in words if self._until.get(word.word, 0.0) < now]

    def seen(self, words: Iterable[str]) -> None:
        if len(self._until) > _REMEMBERED:
            self._until = {}
        until = self._clock() + _SECONDS
        self._until.update((word, until) for word in words)

    def forget(self) -> None:
        self._until = {}


def counting(words: Iterable[Word]) -> dict[str, Query]:
    """A query for each word, to count the documents that have it."""
    return {word.word: Q("terms", **{STEMS: list(word.stems)}) for word in words}


def counted(answer: Mapping, name: str = KNOWN) -> dict[str, int]:
    buckets = answer.get("aggregations", {}).get(name, {}).get("buckets", {})
    return {word: bucket["doc_count"] for word, bucket in buckets.items()}


def replaced_words(
    client: Callable[[], Elasticsearch], index: str, words: Sequence[Word]
) -> dict[str, Replacements]:
    """For each of these words that the whole index does not know: what may stand for it.

    One request, and a small one for each of the first words to see what it begins. `client`
    is called before each, so that it can watch the time.
    """
    typed = [word.word for word in words if MIN_FUZZY <= len(word.word) <= _LONGEST][:_LOOKED_UP]
    begun = {word: _beginning_with(client(), index, word) for word in typed}
    body: dict = {
        "size": 0,
        "aggs": {KNOWN: {"filters": {"filters": _plain(counting(words))}}},
    }
    for number, word in enumerate(typed):
        if begun[word]:
            counts = {other: {"term": {WORDS: other}} for other in begun[word]}
            body["aggs"][f"begun {number}"] = {"filters": {"filters": counts}}
        else:
            body.setdefault("suggest", {}).update(_suggesters(number, word))
    answer = client().search(index=index, allow_partial_search_results=False, **body)
    known = counted(answer)
    found = {}
    for word in words:
        if known[word.word]:
            continue
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
    near = [word for word in words if begins_within_one_edit(word, typed)][:_BEGUN]
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
    return {
        f"near {number}": {"text": word, "term": {**common, "max_edits": 2}},
        f"swapped {number}": {"text": swapped, "term": {**common, "max_edits": 1}},
        f"stem {number}": {"text": stem(word), "term": {**common, "max_edits": 1}},
    }


def _alike(suggestions: Mapping, number: int) -> dict[str, int]:
    return {
        option["text"]: option["freq"]
        for kind in ("near", "swapped", "stem")
        for entry in suggestions.get(f"{kind} {number}", ())
        for option in entry["options"]
    }


def _plain(queries: Mapping[str, Query]) -> dict[str, dict]:
    return {name: query.to_dict() for name, query in queries.items()}
