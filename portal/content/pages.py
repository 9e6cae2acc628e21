"""What every page of the portal has."""

from collections.abc import Iterable, Mapping

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from search.documents import SearchDocument


def plain_text(value) -> str:
    """The words of a rich text or StreamField value, for the index; one space between them."""
    if hasattr(value, "stream_block"):
        pieces = value.stream_block.get_searchable_content(value)
    else:
        pieces = [get_text_for_indexing(str(value or ""))]
    return " ".join(" ".join(strip_tags(str(piece)) for piece in pieces).split())


class BasePage(Page):
    """A page that knows its city and how to describe itself to the search."""

    #: The value of the facet "Art" that this type's documents carry.
    search_kind = ""

    class Meta:
        abstract = True

    def build_search_document(
        self,
        *,
        summary: str,
        body: Iterable[object],
        facets: Mapping[str, tuple[str, ...]],
        city: str = "",
        tags: tuple[str, ...] = (),
        image=None,
        language: str = "de",
        meta: tuple[str, ...] = (),
    ) -> SearchDocument:
        """The document of this page: what all types share, plus what the caller knows.

        Costs one query for the image's rendition, and one for the page's address when its
        parents are not at hand.
        """
        thumbnail = image.get_rendition("fill-480x270|format-webp").url if image else ""
        return SearchDocument(
            id=f"page-{self.pk}",
            kind=self.search_kind,
            url=self.relative_address(),
            title=self.title,
            summary=summary,
            body=" ".join(filter(None, (plain_text(value) for value in body))),
            city=city,
            tags=tags,
            facets={"kind": (self.search_kind,), **facets},
            language=language,
            published=self.first_published_at,
            updated=self.last_published_at,
            image=thumbnail,
            meta=meta,
        )

    def relative_address(self) -> str:
        """The path of the page on its site, e.g. `/staedte/herne/`; empty outside of any site."""
        parts = self.get_url_parts()
        return parts[2] if parts else ""
