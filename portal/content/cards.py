"""Entries as cards: what a tile shows of a page, wherever it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from portal.cities.models import CityPage
from portal.facets import KINDS
from portal.translating.pages import TranslatedPage, as_read
from search.documents import SearchDocument
from search.results import Hit
from search.sources import page_document_id

THUMBNAIL = "fill-480x270|format-webp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A tile: title and summary lead to `url`; `meta` are short facts in display order.

    `id` is the one of the entry's search document, by which doubles are known. `caution` says why
    one should ask before relying on it, where somebody chose the entry when it still held.
    """

    title: str
    url: str
    id: str = ""
    summary: str = ""
    image: str = ""
    kind: str = ""
    kind_label: str = ""
    city: str = ""
    language: str = "de"
    meta: tuple[str, ...] = ()
    caution: str = ""


def cards_of_hits(hits: Iterable[Hit]) -> list[Card]:
    """Cards of search results; no queries."""
    return cards_of_documents(hit.document for hit in hits)


def cards_of_documents(documents: Iterable[SearchDocument]) -> list[Card]:
    """Cards of what the index holds; no queries."""
    return [
        Card(
            id=document.id,
            title=document.title,
            url=document.url,
            summary=document.summary,
            image=document.image,
            kind=document.kind,
            kind_label=document.label or str(KINDS.get(document.kind, "")),
            city=document.city,
            language=document.language,
            meta=document.meta,
        )
        for document in documents
    ]


def entry_cards(pages: Iterable[TranslatedPage], request=None) -> list[Card]:
    """Cards of practices and modules; one query for their cities, whatever their number.

    Readers of English get English versions where there are; see `as_read`. The caller selects
    `image` and prefetches `image__renditions`.
    """
    pages = list(pages)
    cities = _city_titles(pages)
    return [
        Card(
            id=page_document_id(page.pk),
            title=text.title,
            url=text.get_url(request) or "",
            summary=text.summary,
            image=page.image.get_rendition(THUMBNAIL).url if page.image else "",
            kind=page.search_kind,
            kind_label=str(page.search_label or KINDS.get(page.search_kind, "")),
            city=cities.get(page.path[: -Page.steplen], ""),
            language=text.text_language,
            caution=page.caution,
        )
        for page, text in zip(pages, as_read(pages), strict=True)
    ]


def cards_of_ids(entries: QuerySet, ids: Sequence[int], request=None) -> list[Card]:
    """Cards of those of the entries that are among `ids`, in this order; four queries."""
    found = {
        page.pk: page
        for page in entries.filter(pk__in=ids)
        .select_related("image")
        .prefetch_related("image__renditions")
    }
    return entry_cards([found[pk] for pk in dict.fromkeys(ids) if pk in found], request)


def _city_titles(pages: Sequence[Page]) -> dict[str, str]:
    parents = {page.path[: -Page.steplen] for page in pages}
    return dict(CityPage.originals.filter(path__in=parents).values_list("path", "title"))
