"""What a document must have to match, in terms that every engine can translate.

A small tree: leaves look into one field of the index, inner nodes combine scores. The fields
and the tokens in them are those of `search.analysis.indexing`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One token in one field; the score is BM25 times `weight`."""

    field: str
    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens next to each other in one field, two or more; with `slop` they may stand so many
    places apart, and score less the farther they are."""

    field: str
    terms: tuple[str, ...]
    weight: float = 1.0
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Best:
    """Any of the nodes; the best score counts, each other one times `tie`."""

    of: tuple["Node", ...]
    tie: float = 0.0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Some:
    """At least `minimum` of the nodes; their scores add up."""

    of: tuple["Node", ...]
    minimum: int = 1
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Need:
    """Every one of `every` (none means everything), none of `never`.

    `extra` adds to the score of what matches and is not needed.
    """

    every: tuple["Node", ...] = ()
    extra: tuple["Node", ...] = ()
    never: tuple["Node", ...] = ()


Node = Term | Phrase | Best | Some | Need
