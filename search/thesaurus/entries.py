"""What editors know about words, as plain data: neither database nor index."""

from collections.abc import Iterator
from dataclasses import dataclass

#: The fields of an entry that hold terms, and the language of these.
LISTS = {
    "synonyms": "de",
    "near": "de",
    "broader": "de",
    "narrower": "de",
    "english": "en",
    "never": "de",
}

#: What a rule says of a word: where to cut it, not to cut it, or that it is a place's name.
SPLIT, WHOLE, PLACE = "split", "whole", "place"
#: Marks the cuts: "Integrations|konzept".
CUT = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One concept: the words that name it, and how it stands to others.

    `synonyms` mean the same as the label. `near` terms are alike, `broader` and `narrower` ones
    stand above and below; each of them may name another entry, or none. `never` are terms that
    look alike and mean something else.
    """

    label: str
    synonyms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.synonyms)

    def lists(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Each list of terms with its field and its language."""
        for field, language in LISTS.items():
            yield field, language, getattr(self, field)


@dataclass(frozen=True, slots=True)
class WordRule:
    """How one word is cut (`kind` is SPLIT, its cuts marked), or that it is whole or a place."""

    word: str
    kind: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.word.split(CUT))

    @property
    def whole(self) -> str:
        return self.word.replace(CUT, "")
