"""What a document must have to match, in terms that every engine can translate.

A small tree: leaves look into one field of the index, inner nodes combine scores. The fields
and the tokens in them are those of `search.analysis.indexing`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .analysis.indexing import PARTS, STEMS, TEXT_FIELDS


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

#: What `STEMS` holds together.
_TOGETHER = frozenset({*TEXT_FIELDS, PARTS})


def without_scores(node: Node) -> Node:
    """What the same documents match, by fewer questions: for counting them."""
    match node:
        case Term(field, term):
            return Term(field, term)
        case Phrase(field, terms, _weight, slop):
            return Phrase(field, terms, slop=slop)
        case Some(of, minimum) if minimum > 1:
            return Some(tuple(map(without_scores, of)), minimum)
        case Best(of) | Some(of):
            return _any_of(of)
        case Need(every, _extra, never):
            return Need(tuple(map(without_scores, every)), never=tuple(map(without_scores, never)))


def _any_of(nodes: Iterable[Node]) -> Node:
    alternatives = dict.fromkeys(_alternatives(nodes))
    for node in list(alternatives):
        # What must be more than another alternative finds nothing that this one does not.
        if isinstance(node, Need) and any(
            alternatives.keys() >= set(_alternatives([one])) for one in node.every
        ):
            del alternatives[node]
    fields: dict[str, set[str]] = {}
    for node in alternatives:
        if isinstance(node, Term):
            fields.setdefault(node.term, set()).add(node.field)
    anywhere = {term for term, where in fields.items() if STEMS in where or where >= _TOGETHER}
    left = [
        node
        for node in alternatives
        if not (
            isinstance(node, Term)
            and node.term in anywhere
            and (node.field in _TOGETHER or node.field == STEMS)
        )
    ]
    left += [Term(STEMS, term) for term in sorted(anywhere)]
    return left[0] if len(left) == 1 else Some(tuple(left))


def _alternatives(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in map(without_scores, nodes):
        if isinstance(node, Some) and node.minimum <= 1:
            yield from node.of
        else:
            yield node
