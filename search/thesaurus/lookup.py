"""The thesaurus in memory: what the words of a query also mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ..analysis.stopwords import STOP_WORDS
from ..analysis.tokens import stem, tokenize
from .terms import Key, root

#: How much an alternative counts beside what was typed, by what it is to it.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "synonym": 0.9,
        "compound": 0.9,
        "translation": 0.8,
        "narrower": 0.6,
        "near": 0.5,
        "broader": 0.3,
    }
)
#: More alternatives than these make a query slow and its hits vague.
MAX_EXPANSIONS = 24
#: Parts of a compound that may be typed apart.
MAX_PARTS = 4
#: Longer queries are pasted texts; their first words say what they are about.
MAX_WORDS = 60


@dataclass(frozen=True, slots=True)
class Expansion:
    """One alternative: its folded words in order, a phrase if there are several.

    `language` is the analysis that it needs, `kind` a key of `WEIGHTS`.
    """

    terms: tuple[str, ...]
    weight: float
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Match:
    """The words `[start:end)` of a query name a concept; `label` is its preferred name.

    `never` has what the concept must not be taken for, whether the query has it as well or not.
    """

    start: int
    end: int
    label: str
    expansions: tuple[Expansion, ...]
    never: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sense:
    """What a term means; `named` says that it names a concept and does not just stand near one.

    `related` has the terms that stand to it in each way, as editors spell them; `never` the
    terms that it must not be taken for.
    """

    label: str
    named: bool = False
    expansions: tuple[Expansion, ...] = ()
    never: tuple[tuple[str, ...], ...] = ()
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """A sense and the words of the query that have it."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thesaurus:
    """All that editors know about words, ready to be looked up; never changes.

    `senses` are found by language and key; `bags` by the key in any order; `longest` is how
    many words a key can have that begins with this root; words that are `unlike` any term although
    they share its root ("Burg" and "Bürger") are not looked up.

    `parts` has the folded parts of a word by its stem, none for a word that is whole; `joined`
    has for the stem of a part the words, as stems, that have it by the editors' word alone, and
    `apart` those that the index cuts into it and editors do not. `places` are folded names.
    """

    version: str = ""
    senses: Mapping[str, Mapping[Key, Sense]] = field(default_factory=dict)
    bags: Mapping[Key, Sense] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)
    unlike: frozenset[str] = frozenset()
    labels: tuple[tuple[str, str], ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()

    def matches(self, words: Sequence[str]) -> tuple[Match, ...]:
        """The concepts that the folded words of a query name, in their order.

        No two overlap; the one with more words wins. Stop words between them do not matter.
        """
        found = (self._match(place, words) for place in self._places(words))
        return tuple(match for match in found if match.expansions or match.never)

    def never(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The terms that these words must not be taken for, as folded words.

        What stands in the query itself is wanted, so it is not among them.
        """
        typed = {key for _start, _end, _language, key in self._candidates(words)}
        sequences = dict.fromkeys(
            sequence
            for place in self._places(words)
            for sense in place.senses
            for sequence in sense.never
        )
        return tuple(
            sequence
            for sequence in sequences
            if not any(_key(sequence, language) in typed for language in self.senses)
        )

    def synonyms(self, words: Sequence[str]) -> tuple[str, ...]:
        """Other names, as editors spell them, of what these words name."""
        return self._related(words, "synonym")

    def near(self, words: Sequence[str]) -> tuple[str, ...]:
        return self._related(words, "near")

    def broader(self, words: Sequence[str]) -> tuple[str, ...]:
        return self._related(words, "broader")

    def narrower(self, words: Sequence[str]) -> tuple[str, ...]:
        return self._related(words, "narrower")

    def labels_starting_with(self, text: str, limit: int) -> tuple[str, ...]:
        """Names of concepts that begin with the text, then those with a word that does."""
        typed = " ".join(token.word for token in tokenize(text))
        if not typed:
            return ()
        beginning = [name for folded, name in self.labels if folded.startswith(typed)]
        inside = [name for folded, name in self.labels if f" {typed}" in folded]
        return tuple(dict.fromkeys(beginning + inside))[:limit]

    def parts_of(self, word: str) -> tuple[str, ...] | None:
        """The parts into which editors cut the folded word: () is none, None is no opinion."""
        return self.parts.get(stem(word))

    def means_itself(self, word: str) -> bool:
        """Whether the folded word is right as it is, although the index may not know it."""
        return self.is_place(word) or stem(word) in self.joined

    def is_place(self, word: str) -> bool:
        """Whether the folded word is the name of a place, so that it is not an ordinary word."""
        return word in self.places

    def _related(self, words: Sequence[str], kind: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                term
                for place in self._places(words)
                for sense in place.senses
                for term in sense.related.get(kind, ())
            )
        )

    def _places(self, words: Sequence[str]) -> list[_Place]:
        """Where the words name something: longest first, then the first, without overlaps."""
        found: dict[tuple[int, int], dict[int, Sense]] = {}
        for start, end, language, key in self._candidates(words):
            sense = self.bags.get(key) if language == "" else self.senses[language].get(key)
            if sense:
                found.setdefault((start, end), {})[id(sense)] = sense
        taken: set[int] = set()
        places = []
        for start, end in sorted(found, key=lambda place: (place[0] - place[1], place[0])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                places.append(_Place(start, end, tuple(found[start, end].values())))
        return sorted(places, key=lambda place: place.start)

    def _candidates(self, words: Sequence[str]) -> Iterator[tuple[int, int, str, Key]]:
        """Every place where a key might stand, with its language ("" for any order)."""
        telling = [at for at, word in enumerate(words[:MAX_WORDS]) if word not in STOP_WORDS]
        roots = {
            language: [self._root(words[at], language) for at in telling]
            for language in self.senses
        }
        for first, at in enumerate(telling):
            for language, of_language in roots.items():
                most = self.longest.get(of_language[first], 0)
                for last in range(first, min(first + most, len(telling))):
                    key = tuple(of_language[first : last + 1])
                    yield at, telling[last] + 1, language, key
            for size in range(2, MAX_PARTS + 1):
                if self.bags and first + size <= len(telling):
                    key = tuple(sorted(roots["de"][first : first + size]))
                    yield at, telling[first + size - 1] + 1, "", key

    def _root(self, word: str, language: str) -> str:
        # No root has a sign in it.
        return f"-{word}" if word in self.unlike else root(word, language)

    def _match(self, place: _Place, words: Sequence[str]) -> Match:
        typed = words[place.start : place.end]
        best: dict[tuple[str, tuple[str, ...]], Expansion] = {}
        for sense in place.senses:
            for expansion in sense.expansions:
                language = expansion.language
                stems = stems_of(expansion.terms, language)
                if stems == stems_of(typed, language):
                    continue
                known = best.get((language, stems))
                if known is None or known.weight < expansion.weight:
                    best[language, stems] = expansion
        senses = sorted(place.senses, key=lambda sense: not sense.named)
        likeliest = sorted(best.values(), key=lambda expansion: -expansion.weight)
        return Match(
            place.start,
            place.end,
            senses[0].label,
            tuple(likeliest[:MAX_EXPANSIONS]),
            tuple(dict.fromkeys(term for sense in senses for term in sense.never)),
        )


def stems_of(folded: Sequence[str], language: str) -> tuple[str, ...]:
    """The stems by which the index knows these words."""
    return tuple(stem(word, language) for word in folded)


def _key(folded: Sequence[str], language: str) -> Key:
    return tuple(root(word, language) for word in folded if word not in STOP_WORDS)


EMPTY = Thesaurus()
