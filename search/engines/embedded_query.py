"""From a parsed query to tantivy's query objects."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Searcher

from ..analysis.distance import begins_within_one_edit, within_one_edit
from ..query import ParsedQuery, Phrase, query_words
from .embedded_schema import FACETS, STEMS, TEXT_FIELDS, WORDS, schema

#: Longer words may have one typing error and are completed; shorter ones mean themselves.
MIN_FUZZY = 4
#: How many words of the index may stand for an unknown one.
MAX_EXPANSIONS = 12
#: How many words with the same beginning are looked at for a misspelt one.
_MAX_CANDIDATES = 2_000
_FUZZY_BOOST = 0.6
_TIE_BREAKER = 0.1


@dataclass(frozen=True, slots=True)
class TextQuery:
    """The queries to try in order, until one finds something, and the stems they look for."""

    attempts: Sequence[Query]
    terms: frozenset[str]


def text_query(searcher: Searcher, parsed: ParsedQuery) -> TextQuery:
    """First all words; where nothing has them all, most of those that the index knows.

    A word that no document has is completed or corrected by one letter; only then, because
    doing so to every word makes clean queries worse and slow.
    """
    required = [(Occur.Must, _phrase(phrase)) for phrase in parsed.phrases]
    forbidden = [(Occur.MustNot, _phrase(phrase)) for phrase in parsed.excluded]
    terms = {stem for phrase in parsed.phrases for stems in phrase.stems for stem in stems}
    known: list[Query] = []
    unknown = 0
    for word in parsed.words:
        stems = [stem for stem in word.stems if searcher.doc_freq(STEMS, stem)]
        boost = 1.0
        if not stems:
            stems, boost = expansions(searcher, word.word), _FUZZY_BOOST
        if stems:
            terms.update(stems)
            known.append(Query.boost_query(_anywhere(stems), boost))
        else:
            unknown += 1

    attempts = []
    if not unknown:
        attempts.append(
            _combined([*required, *((Occur.Must, query) for query in known)], forbidden)
        )
    if known and (unknown or len(known) > 1):
        most = Query.boolean_query(
            [(Occur.Should, query) for query in known],
            minimum_number_should_match=minimum_matches(len(known)),
        )
        attempts.append(_combined([*required, (Occur.Must, most)], forbidden))
    elif unknown and required:
        attempts.append(_combined(required, forbidden))
    return TextQuery(attempts, frozenset(terms))


def minimum_matches(words: int) -> int:
    """How many of the words a document must have when none has all: more than half from three."""
    return 1 if words <= 2 else math.ceil(words * 0.6)


def expansions(searcher: Searcher, typed: str) -> list[str]:
    """Stems of the index that an unknown word may mean: what it begins, else one edit away."""
    if len(typed) < MIN_FUZZY:
        return []
    found = dict(searcher.terms_with_prefix(WORDS, typed, limit=_MAX_CANDIDATES))
    if not found:
        candidates = _alike(searcher, typed)
        found = {word: n for word, n in candidates.items() if within_one_edit(word, typed)} or {
            word: n for word, n in candidates.items() if begins_within_one_edit(word, typed)
        }
    likeliest = sorted(found, key=found.__getitem__, reverse=True)[:MAX_EXPANSIONS]
    stems = dict.fromkeys(stem for word in query_words(" ".join(likeliest)) for stem in word.stems)
    return [stem for stem in stems if searcher.doc_freq(STEMS, stem)]


def _alike(searcher: Searcher, typed: str) -> dict[str, int]:
    """Words of the index, with their frequency, that share one of the first two letters.

    Without this limit every word of the index would have to be compared; a misspelt word has
    its second letter at most wrong, missing, or swapped with the first.
    """
    starts = {typed[:2], typed[0] + typed[2], typed[1] + typed[0]}
    return {
        word: frequency
        for start in starts
        for word, frequency in searcher.terms_with_prefix(WORDS, start, limit=_MAX_CANDIDATES)
    }


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


def _anywhere(stems: Sequence[str]) -> Query:
    """Any of the stems in any field; the best field decides, the others break ties."""
    return Query.disjunction_max_query(
        [
            Query.boost_query(Query.term_query(schema(), field, stem), weight)
            for stem in stems
            for field, weight in TEXT_FIELDS.items()
        ],
        tie_breaker=_TIE_BREAKER,
    )


def _phrase(phrase: Phrase) -> Query:
    queries = []
    for stems in phrase.stems:
        if len(stems) == 1:
            queries.append(_anywhere(stems))
            continue
        queries += [
            Query.boost_query(Query.phrase_query(schema(), field, list(stems)), weight)
            for field, weight in TEXT_FIELDS.items()
        ]
    return Query.disjunction_max_query(queries, tie_breaker=_TIE_BREAKER)


def _combined(
    wanted: Sequence[tuple[Occur, Query]], forbidden: Sequence[tuple[Occur, Query]]
) -> Query:
    # A query of exclusions alone means everything else.
    return Query.boolean_query([*(wanted or [(Occur.Must, Query.all_query())]), *forbidden])
