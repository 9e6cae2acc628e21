"""A thesaurus of a few entries, and what a query finds in it."""

from search.analysis.tokens import tokenize
from search.thesaurus.compiling import compile_thesaurus
from search.thesaurus.entries import Entry, WordRule
from search.thesaurus.lookup import Match, Thesaurus


def folded(text: str, language: str = "de") -> tuple[str, ...]:
    return tuple(token.word for token in tokenize(text, language))


def thesaurus(*entries: Entry, rules: tuple[WordRule, ...] = ()) -> Thesaurus:
    return compile_thesaurus(entries, rules)


def matches(among: Thesaurus, query: str) -> tuple[Match, ...]:
    return among.matches(folded(query))


def alternatives(among: Thesaurus, query: str) -> dict[str, tuple[str, float]]:
    """Alternative → its kind and weight, for all matches of a query."""
    return {
        " ".join(expansion.terms): (expansion.kind, round(expansion.weight, 2))
        for match in matches(among, query)
        for expansion in match.expansions
    }
