"""Entries as cards: what a tile shows of a page, wherever it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail.models import Page

from portal.cities.models import CityPage
from portal.facets import KINDS
from search.results import Hit

THUMBNAIL = "fill-480x270|format-webp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A tile: title and summary lead to `url`; `meta` are short facts in display order."""

    title: str
    url: str
    summary: str = ""
    image: str = ""
    kind: str = ""
    kind_label: str = ""
    city: str = ""
    language: str = "de"
    meta: tuple[str, ...] = ()


def cards_of_hits(hits: Iterable[Hit]) -> list[Card]:
    """Cards of search results; no queries."""
    return [
        Card(
            title=hit.document.title,
            url=hit.document.url,
            summary=hit.document.summary,
            image=hit.document.image,
            kind=hit.document.kind,
            kind_label=str(KINDS.get(hit.document.kind, "")),
            city=hit.document.city,
            language=hit.document.language,
            meta=hit.document.meta,
        )
        for hit in hits
    ]


def entry_cards(pages: Iterable[Page], request=None) -> list[Card]:
    """Cards of practices and modules; one query for their cities, whatever their number.

    The caller selects `image` and prefetches `image__renditions`.
    """
    pages = list(pages)
    cities = _city_titles(pages)
    return [
        Card(
            title=page.title,
            url=page.get_url(request) or "",
            summary=page.summary,
            image=page.image.get_rendition(THUMBNAIL).url if page.image else "",
            kind=page.search_kind,
            kind_label=str(KINDS.get(page.search_kind, "")),
            city=cities.get(page.path[: -Page.steplen], ""),
            language=getattr(page, "language", "de"),
        )
        for page in pages
    ]


def public_cards(model: type[Page], ids: Sequence[int], request=None) -> list[Card]:
    """Cards of the public pages among `ids`, in their order; four queries, however many."""
    found = {
        page.pk: page
        for page in model.objects.live()
        .public()
        .filter(pk__in=ids)
        .select_related("image")
        .prefetch_related("image__renditions")
    }
    return entry_cards([found[pk] for pk in dict.fromkeys(ids) if pk in found], request)


def _city_titles(pages: Sequence[Page]) -> dict[str, str]:
    parents = {page.path[: -Page.steplen] for page in pages}
    return dict(CityPage.objects.filter(path__in=parents).values_list("path", "title"))
