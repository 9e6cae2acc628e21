"""From what a document must match to tantivy's query objects."""

from collections.abc import Mapping, Sequence

from tantivy import Occur, Query

from ..matching import Best, Need, Node, Phrase, Some, Term
from ..planning import Plan
from ..request import SearchRequest
from .embedded_schema import NUMBER, schema
from .stored import FACETS

#: So many queries stand one within the other: about 9 kB of the stack each, and threads have
#: at least a megabyte. Each chain reads the documents' numbers anew, so few long ones are quicker.
_DEEPEST = 40


def refining_query(plan: Plan, numbers: Sequence[int]) -> Query:
    """What adds to the score of the documents with these numbers, and finds no others.

    One within the other: several optional clauses of one query are read from beginning to end,
    a single one only where the documents are. Not too deep, though: each takes room on the stack
    of the thread, and beyond its end lies the end of the process.
    """
    these = Query.const_score_query(Query.term_set_query(schema(), NUMBER, list(numbers)), 0.0)
    chains = []
    for start in range(0, len(plan.refine), _DEEPEST):
        query = these
        for node in plan.refine[start : start + _DEEPEST]:
            query = Query.boolean_query([(Occur.Must, query), (Occur.Should, translate(node))])
        chains.append((Occur.Should, query))
    return Query.boolean_query(chains)


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


def narrowing(request: SearchRequest, *, without: str = "") -> list[tuple[Occur, Query]]:
    """The filters of a request, but for one facet, and what it withholds."""
    clauses = filter_clauses(request.all_filters, without=without)
    if request.withheld:
        these = Query.term_set_query(schema(), "id", sorted(request.withheld))
        clauses.append((Occur.MustNot, these))
    return clauses


def filter_clauses(
    filters: Mapping[str, Sequence[str]], *, without: str = ""
) -> list[tuple[Occur, Query]]:
    """One clause a facet: any of its values. They narrow and do not score."""
    return [
        (
            Occur.Must,
            Query.const_score_query(
                Query.term_set_query(schema(), FACETS, [f"{key}={value}" for value in values]), 0.0
            ),
        )
        for key, values in filters.items()
        if values and key != without
    ]


def _weighted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)
