"""From a parsed query to tantivy's query objects."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Searcher

from ..analysis.distance import within_one_edit
from ..query import LANGUAGES, ParsedQuery, Phrase, Word
from .embedded_schema import FACETS, TEXT_FIELDS, VOCABULARY, schema

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
    terms = {stem for phrase in parsed.phrases for lang in LANGUAGES for stem in phrase.stems(lang)}
    known: list[Query] = []
    unknown = 0
    for word in parsed.words:
        stems = [stem for stem in word.stems if searcher.doc_freq(VOCABULARY, stem)]
        boost = 1.0
        if not stems:
            stems, boost = expansions(searcher, word), _FUZZY_BOOST
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


def expansions(searcher: Searcher, word: Word) -> list[str]:
    """Stems of the index that an unknown word may mean: what it begins, else one edit away."""
    if len(word.word) < MIN_FUZZY:
        return []
    for start in dict.fromkeys((word.word, *word.stems)):
        completed = searcher.terms_with_prefix(VOCABULARY, start, limit=MAX_EXPANSIONS)
        if completed:
            return [term for term, _frequency in completed]
    # A typing error is rarely in the first letter; without it, the candidates are all words.
    candidates = dict(
        searcher.terms_with_prefix(VOCABULARY, word.word[:2], limit=_MAX_CANDIDATES)
    ) | dict(_swapped_start(searcher, word.word))
    near = [
        term
        for term in candidates
        if any(within_one_edit(term, form) for form in (word.word, *word.stems))
    ]
    return sorted(near, key=candidates.__getitem__, reverse=True)[:MAX_EXPANSIONS]


def _swapped_start(searcher: Searcher, word: str) -> list[tuple[str, int]]:
    """Words that begin as this one does with its second letter wrong, missing or swapped."""
    starts = {word[0] + word[2], word[1] + word[0]}
    return [
        found
        for start in starts
        for found in searcher.terms_with_prefix(VOCABULARY, start, limit=_MAX_CANDIDATES)
    ]


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
    alternatives = dict.fromkeys(phrase.stems(language) for language in LANGUAGES)
    queries = []
    for stems in alternatives:
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
