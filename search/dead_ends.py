"""Nothing found is not an end: where one may go from there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import services
from .analysis.tokens import tokenize
from .contacts import Contact, contacts_for
from .facets import all_facets
from .request import SearchRequest
from .results import SearchResults
from .thesaurus.runtime import current

#: So many words of each sort are offered.
MAX_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutFilter:
    """The search without one of its filters; `count` is None where only asking would tell."""

    facet: str
    label: str
    address: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWords:
    """Words of one sort, such as broader ones, each with the address of its search."""

    label: str
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOn:
    """What a page without hits offers. `total` is what the search finds without any filter."""

    without: Sequence[WithoutFilter] = ()
    total: int = 0
    words: Sequence[OtherWords] = ()
    contacts: Sequence[Contact] = ()


def ways_on(
    request: SearchRequest, results: SearchResults, labels: Mapping[str, Mapping[str, str]]
) -> WaysOn | None:
    """What to offer, or None if something was found.

    Costs one more search if filters are set, and the contacts.
    """
    if results.total:
        return None
    bare = request.without_filters()
    unfiltered = services.find(bare) if request.filters else results
    return WaysOn(
        without=list(_without_each(request, unfiltered, labels)) if unfiltered.total else (),
        total=unfiltered.total,
        words=list(_other_words(bare)),
        contacts=contacts_for(request.text, city_keys=request.all_filters.get("city", ())),
    )


def _other_words(request: SearchRequest) -> Iterator[OtherWords]:
    """What the thesaurus knows beside the words of the text; no word twice."""
    words = [token.word for token in tokenize(request.text)]
    thesaurus = current()
    seen: set[str] = set()
    for label, terms in (
        (_("Andere Städte sagen dazu"), thesaurus.synonyms(words)),
        (_("Allgemeiner"), thesaurus.broader(words)),
        (_("Verwandt"), thesaurus.near(words)),
    ):
        new = [term for term in terms if term not in seen][:MAX_WORDS]
        seen.update(new)
        if new:
            yield OtherWords(
                label=label,
                links=[(term, request.with_text(term).query_string()) for term in new],
            )


def _without_each(
    request: SearchRequest, unfiltered: SearchResults, labels: Mapping[str, Mapping[str, str]]
) -> Iterator[WithoutFilter]:
    """The search without each facet's filter, those that would find nothing left out."""
    for facet in all_facets():
        chosen = request.filters.get(facet.key, ())
        if not chosen:
            continue
        count = _count_without(request, unfiltered, facet.key)
        if count != 0:
            yield WithoutFilter(
                facet=str(facet.label),
                label=", ".join(str(labels[facet.key].get(value, value)) for value in chosen),
                address=request.without(facet.key).query_string(),
                count=count,
            )


def _count_without(request: SearchRequest, unfiltered: SearchResults, key: str) -> int | None:
    """What the search without one facet's filter finds, as the unfiltered search tells it.

    The counts of values add up only for a single value: a document may have several.
    """
    others = [(other, values) for other, values in request.filters.items() if other != key]
    if not others:
        return unfiltered.total
    if unfiltered.degraded:
        return None
    counts = [
        unfiltered.facets.get(other, {}).get(values[0], 0) if len(values) == 1 else None
        for other, values in others
    ]
    if 0 in counts:
        return 0
    return counts[0] if len(counts) == 1 else None
