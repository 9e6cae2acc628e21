"""A search, ready for its template: labels, counts, and the address behind every link."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import services
from .dead_ends import WaysOn, ways_on
from .facets import Facet, all_facets
from .insights.receipts import receipt_for
from .pins.selectors import pinned_hits
from .quotations import within_quotes
from .request import MAX_PAGE, SORTS, SearchRequest
from .results import Hit, SearchResults

#: Values of a facet that stand open; the others fold away.
OPEN_VALUES = 8
#: Pages linked on both sides of the current one.
_NEIGHBOURS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetChoice:
    """One checkbox; `id` is the same before and after an update, so that focus stays."""

    id: str
    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetGroup:
    """The checkboxes of one facet; `folded` ones are behind "mehr", open if one is checked."""

    key: str
    parameter: str
    label: str
    choices: Sequence[FacetChoice]
    folded: Sequence[FacetChoice] = ()

    @property
    def unfold(self) -> bool:
        return any(choice.checked for choice in self.folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter in force, and the address of the search without it."""

    facet: str
    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SortLink:
    label: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of the results; `number` 0 is a gap between pages."""

    number: int = 0
    address: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    previous: str
    next: str
    links: Sequence[PageLink]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """A hit with the label of its kind; `pinned` ones stand first because editors say so."""

    hit: Hit
    kind_label: str
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """All that the search page shows.

    Addresses are relative to the page ("?q=…"). `hidden` are the parameters that the form must
    carry along because they have no field of their own. `hits` begins with the pinned ones;
    `total` counts what the search found, whether it is pinned or not. `receipt` is what the
    browser hands back to have the search counted; empty if it is not to be.
    """

    text: str
    sentence: str
    hits: Sequence[HitView]
    receipt: str
    total: int
    facets: Sequence[FacetGroup]
    chips: Sequence[Chip]
    hidden: Sequence[tuple[str, str]]
    sorts: Sequence[SortLink]
    pagination: Pagination | None
    address: str
    without_text: str
    without_filters: str
    correction: str
    correction_address: str
    corrected: bool
    degraded: bool
    ways_on: WaysOn | None


def search_context(request: SearchRequest) -> dict[str, SearchView]:
    """The template's context for a search.

    Queries: the labels of the facets and the pins, the same number for every result. A page
    beyond the last shows the last.
    """
    results = services.find(request)
    if not results.hits and results.total:
        request = request.on_page(min(results.pages, MAX_PAGE))
        results = services.find(request)
    # What was found instead of a misspelling is what the editors' recommendations are for.
    meant = replace(request, text=results.correction) if results.corrected else request
    pinned = pinned_hits(meant)
    labels = facet_labels(request)
    groups = list(facet_groups(request, results, labels))
    hits = list(_hits(request, results, pinned, labels.get("kind", {})))
    return {
        "search": SearchView(
            text=request.text,
            sentence=result_sentence(request, results, pinned=len(pinned)),
            hits=hits,
            receipt=receipt_for(request, results, [view.hit.document.id for view in hits]),
            total=results.total,
            facets=groups,
            chips=list(_chips(request, labels)),
            hidden=list(_hidden(request, groups)),
            sorts=[
                SortLink(
                    label=str(label),
                    address=address_of(request.sorted_by(sort)),
                    current=sort == request.effective_sort,
                )
                for sort, label in SORTS.items()
                if request.text or sort != "relevanz"
            ],
            pagination=_pagination(request, results),
            address=address_of(request),
            without_text=address_of(request.with_text("")),
            without_filters=address_of(request.without_filters()),
            correction=results.correction,
            correction_address=address_of(request.with_text(results.correction)),
            corrected=results.corrected,
            degraded=results.degraded,
            ways_on=ways_on(request, results, labels) if not hits else None,
        )
    }


def address_of(request: SearchRequest) -> str:
    """The address of a search, relative to the page that shows it."""
    query = request.query_string()
    return f"?{query}" if query else "./"


def _hits(
    request: SearchRequest,
    results: SearchResults,
    pinned: Sequence[Hit],
    kinds: Mapping[str, str],
) -> Iterator[HitView]:
    """What is pinned stands on the first page, and is not found there or on a later one again."""
    if request.page == 1:
        for hit in pinned:
            yield HitView(hit=hit, kind_label=_kind_label(hit, kinds), pinned=True)
    shown = {hit.document.id for hit in pinned}
    for hit in results.hits:
        if hit.document.id not in shown:
            yield HitView(hit=hit, kind_label=_kind_label(hit, kinds))


def _kind_label(hit: Hit, kinds: Mapping[str, str]) -> str:
    return hit.document.label or str(kinds.get(hit.document.kind, ""))


def result_sentence(request: SearchRequest, results: SearchResults, *, pinned: int = 0) -> str:
    """What was found, in one sentence that can be read out: "12 Treffer für „Azubi“".

    Hits of another spelling are never passed off as those of the typed one.
    """
    text, correction = within_quotes(request.text), within_quotes(results.correction)
    if pinned and not results.total:
        return ngettext(
            "Eine Empfehlung für „%(text)s“", "%(count)d Empfehlungen für „%(text)s“", pinned
        ) % {"count": pinned, "text": text}
    if not results.total:
        if request.text:
            return _("Keine Treffer für „%(text)s“") % {"text": text}
        return _("Keine Einträge")
    values = {
        "count": results.total,
        "text": text,
        "correction": correction,
        "page": request.page,
    }
    if results.corrected:
        sentence = ngettext(
            "„%(text)s“ kommt so nicht vor. Gezeigt wird %(count)d Treffer für „%(correction)s“",
            "„%(text)s“ kommt so nicht vor. Gezeigt werden %(count)d Treffer für „%(correction)s“",
            results.total,
        )
    elif request.text:
        sentence = ngettext(
            "%(count)d Treffer für „%(text)s“", "%(count)d Treffer für „%(text)s“", results.total
        )
    else:
        sentence = ngettext("%(count)d Eintrag", "%(count)d Einträge", results.total)
    if request.page > 1:
        return _("%(sentence)s, Seite %(page)d") % {
            "sentence": sentence % values,
            "page": request.page,
        }
    return sentence % values


def facet_labels(request: SearchRequest) -> dict[str, Mapping[str, str]]:
    """The labels of all facets' values by facet key; the only queries of a search page."""
    return {facet.key: _labels(facet, request) for facet in all_facets()}


def _labels(facet: Facet, request: SearchRequest) -> Mapping[str, str]:
    if facet.labels is not None:
        return facet.labels()
    chosen = request.all_filters.get(facet.key, ())
    return facet.labels_of(chosen) if facet.labels_of and chosen else {}


def facet_groups(
    request: SearchRequest, results: SearchResults, labels: Mapping[str, Mapping[str, str]]
) -> Iterator[FacetGroup]:
    """The facets that have something to choose, each with its values in their own order."""
    for facet in all_facets():
        if facet.labels is None or facet.key in request.fixed:
            continue
        chosen = request.filters.get(facet.key, ())
        counts = results.facets.get(facet.key, {})
        choices = [
            FacetChoice(
                id=f"{facet.parameter}-{value}",
                value=value,
                label=str(label),
                count=counts.get(value, 0),
                checked=value in chosen,
            )
            for value, label in labels[facet.key].items()
            if counts.get(value) or value in chosen
        ]
        if choices:
            yield FacetGroup(
                key=facet.key,
                parameter=facet.parameter,
                label=str(facet.label),
                choices=choices[:OPEN_VALUES],
                folded=choices[OPEN_VALUES:],
            )


def _chips(request: SearchRequest, labels: Mapping[str, Mapping[str, str]]) -> Iterator[Chip]:
    for facet in all_facets():
        for value in request.filters.get(facet.key, ()):
            yield Chip(
                facet=str(facet.label),
                label=str(labels[facet.key].get(value, value)),
                address=address_of(request.without_value(facet.key, value)),
            )


def _hidden(request: SearchRequest, groups: Sequence[FacetGroup]) -> Iterator[tuple[str, str]]:
    """Chosen values without a checkbox (keywords, unknown values), and the order."""
    shown = {
        (group.key, choice.value) for group in groups for choice in (*group.choices, *group.folded)
    }
    for facet in all_facets():
        for value in request.filters.get(facet.key, ()):
            if (facet.key, value) not in shown:
                yield facet.parameter, value
    if request.sort:
        yield "sortierung", request.sort


def _pagination(request: SearchRequest, results: SearchResults) -> Pagination | None:
    last = min(results.pages, MAX_PAGE)
    if last <= 1:
        return None
    near = range(request.page - _NEIGHBOURS, request.page + _NEIGHBOURS + 1)
    numbers = sorted({1, last, *(number for number in near if 1 <= number <= last)})
    links: list[PageLink] = []
    before = 0
    for number in numbers:
        if number == before + 2:
            # A gap of one page is that page.
            links.append(_page_link(request, number - 1))
        elif number > before + 1:
            links.append(PageLink())
        links.append(_page_link(request, number))
        before = number
    return Pagination(
        previous=address_of(request.on_page(request.page - 1)) if request.page > 1 else "",
        next=address_of(request.on_page(request.page + 1)) if request.page < last else "",
        links=links,
    )


def _page_link(request: SearchRequest, number: int) -> PageLink:
    return PageLink(
        number=number,
        address=address_of(request.on_page(number)),
        current=number == request.page,
    )
