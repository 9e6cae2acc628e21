"""A search, parsed once from an address, and written back as one."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .facets import all_facets

PAGE_SIZE = 12
#: Beyond these no person means what they send.
MAX_TEXT = 300
MAX_PAGE = 500
MAX_VALUES = 50

SORTS: Mapping[str, str] = {
    "relevanz": _("Beste Treffer"),
    "neu": _("Neueste zuerst"),
    "titel": _("Titel A–Z"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What somebody looks for.

    `filters` maps facet keys to value keys; several values of one facet widen, several facets
    narrow. `fixed` are filters that the page itself sets (a listing's kind): they apply like
    others, but are not written into addresses and cannot be removed. `withheld` are documents
    that nobody may find any more, whatever the index says.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE
    withheld: Set[str] = frozenset()

    @classmethod
    def parse(
        cls, parameters: QueryDict, *, fixed: Mapping[str, tuple[str, ...]] | None = None
    ) -> "SearchRequest":
        """Reads GET parameters; what makes no sense is left out, never an error.

        Unknown values of a facet are kept: they match nothing, and the page shows them as a
        chip that can be removed.
        """
        filters = {}
        for facet in all_facets():
            values = dict.fromkeys(
                cleaned
                for value in parameters.getlist(facet.parameter)[:MAX_VALUES]
                if (cleaned := clean_text(value)[:100])
            )
            if values and facet.key not in (fixed or {}):
                filters[facet.key] = tuple(values)
        sort = parameters.get("sortierung", "")
        return cls(
            text=clean_text(parameters.get("q", ""))[:MAX_TEXT],
            filters=filters,
            fixed=fixed or {},
            sort=sort if sort in SORTS else "",
            page=_page_number(parameters.get("seite", "")),
        )

    @property
    def effective_sort(self) -> str:
        """The order of the hits: by relevance where there is a text, else the newest first."""
        return self.sort or ("relevanz" if self.text else "neu")

    @property
    def all_filters(self) -> dict[str, tuple[str, ...]]:
        """The filters that apply, the page's own included."""
        return {**self.filters, **self.fixed}

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The visitor's own filters; where the page has one as well, the page's holds."""
        return {
            key: values for key, values in self.filters.items() if values and key not in self.fixed
        }

    def admits(self, facets: Mapping[str, Sequence[str]]) -> bool:
        """Whether something with these facets gets through all filters that apply."""
        return all(
            set(values) & set(facets.get(key, ()))
            for key, values in self.all_filters.items()
            if values
        )

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    def query_string(self) -> str:
        """The parameters of the address that leads here, without the question mark."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        for facet in all_facets():
            pairs += [(facet.parameter, value) for value in self.filters.get(facet.key, ())]
        if self.sort:
            pairs.append(("sortierung", self.sort))
        if self.page > 1:
            pairs.append(("seite", str(self.page)))
        return urlencode(pairs)

    def on_page(self, page: int) -> "SearchRequest":
        return replace(self, page=page)

    def with_text(self, text: str) -> "SearchRequest":
        """The same search for another text, from its first page."""
        return replace(self, text=text, page=1)

    def sorted_by(self, sort: str) -> "SearchRequest":
        """The same search in another order, from its first page; the usual order is not named."""
        usual = replace(self, sort="").effective_sort
        return replace(self, sort="" if sort == usual else sort, page=1)

    def without_value(self, key: str, value: str) -> "SearchRequest":
        """The same search without one of its filters, from its first page."""
        values = tuple(kept for kept in self.filters.get(key, ()) if kept != value)
        filters = {**self.filters, key: values}
        return replace(self, filters={k: v for k, v in filters.items() if v}, page=1)

    def without(self, key: str) -> "SearchRequest":
        """The same search without any filter of one facet, from its first page."""
        return replace(self, filters={k: v for k, v in self.filters.items() if k != key}, page=1)

    def without_filters(self) -> "SearchRequest":
        return replace(self, filters={}, page=1)


def clean_text(text: str) -> str:
    """One line without control characters and lone surrogates, which no database stores."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _page_number(text: str) -> int:
    try:
        return max(1, min(int(text), MAX_PAGE))
    except ValueError:
        return 1
