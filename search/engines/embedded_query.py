"""From what a document must match to tantivy's query objects."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from tantivy import Occur, Query

from ..matching import Best, Need, Node, Phrase, Some, Term
from ..planning import Plan
from ..request import SearchRequest
from .embedded_schema import NUMBER, schema
from .stored import FACETS

#: So many queries stand one within the other: about 9 kB of the stack each, and threads have
#: at least a megabyte. Each chain reads the documents' numbers anew, so few long ones are quicker.
_DEEPEST = 40
#: More than these are worth being asked in two parts at once.
_SHORT = 20


def refining_queries(plan: Plan, numbers: Sequence[int]) -> list[Query]:
    """What adds to the score of the documents with these numbers, and finds no others: the sum
    of what these queries give.

    One clause within the other: several optional clauses of one query are read from beginning to
    end, a single one only where the documents are. Not too deep, though: each takes room on the
    stack of the thread, and beyond its end lies the end of the process.
    """
    these = Query.const_score_query(Query.term_set_query(schema(), NUMBER, list(numbers)), 0.0)
    if plan.unrefined:
        others = [(Occur.MustNot, translate(node)) for node in plan.unrefined]
        these = Query.boolean_query([(Occur.Must, these), *others])
    queries = []
    for nodes in _parts(plan.refine):
        query = these
        for node in nodes:
            query = Query.boolean_query([(Occur.Must, query), (Occur.Should, translate(node))])
        queries.append(query)
    return queries


def _parts(nodes: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """The nodes in equal parts, none of them too long."""
    least = 1 if len(nodes) <= _SHORT else 2
    count = max(least, ceil(len(nodes) / _DEEPEST))
    for number in range(count):
        yield nodes[number::count]


def translate(node: Node) -> Query:
    match node:
        case Term(field, term, weight):
            return _weighted(Query.term_query(schema(), field, term), weight)
        case Phrase(field, terms, weight, slop):
            return _weighted(Query.phrase_query(schema(), field, list(terms), slop=slop), weight)
        case Best(of, tie, weight):
            best = Query.disjunction_max_query([translate(part) for part in of], tie_breaker=tie)
            return _weighted(best, weight)
        case Some(of, minimum, weight):
            parts = [(Occur.Should, translate(part)) for part in of]
            some = Query.boolean_query(parts, minimum_number_should_match=minimum)
            return _weighted(some, weight)
        case Need(every, extra, never):
            # A query of exclusions alone means everything else.
            wanted = [(Occur.Must, translate(part)) for part in every]
            return Query.boolean_query(
                [
                    *(wanted or [(Occur.Must, Query.all_query())]),
                    *((Occur.Should, translate(part)) for part in extra),
                    *((Occur.MustNot, translate(part)) for part in never),
                ]
            )


def narrowing(request: SearchRequest, *, chosen: bool = True) -> list[tuple[Occur, Query]]:
    """The filters of a request, with or without those that the visitor chose, and what it
    withholds."""
    clauses = filter_clauses(request.all_filters if chosen else request.fixed)
    if request.withheld:
        these = Query.term_set_query(schema(), "id", sorted(request.withheld))
        clauses.append((Occur.MustNot, these))
    return clauses


def filter_clauses(filters: Mapping[str, Sequence[str]]) -> list[tuple[Occur, Query]]:
    """One clause a facet: any of its values. They narrow and do not score."""
    return [
        (
            Occur.Must,
            Query.const_score_query(
                Query.term_set_query(schema(), FACETS, [f"{key}={value}" for value in values]), 0.0
            ),
        )
        for key, values in filters.items()
        if values
    ]


def written_filters(filters: Mapping[str, Sequence[str]]) -> str:
    """The same in tantivy's own language of queries, the only one that its aggregations read."""
    return " AND ".join(
        f"({' OR '.join(_written(f'{key}={value}') for value in values)})"
        for key, values in filters.items()
    )


def _written(value: str) -> str:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{FACETS}:"{quoted}"'


def _weighted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)
