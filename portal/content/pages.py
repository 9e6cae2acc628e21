"""What every page of the portal has."""

import logging
import re
from collections.abc import Iterable, Mapping
from datetime import date
from html import unescape

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import get_text_for_indexing

from portal.media.attachments import PageFile, attachments, files_of_pages
from portal.translating.pages import TranslatedPage, versions_of
from search.documents import ENGLISH, SearchDocument, Wording

logger = logging.getLogger(__name__)
THUMBNAIL = "fill-480x270|format-webp"


#: Tags as editors' texts have them; behind those of the group a new line begins.
_TAG = re.compile(r"(</(?:p|h\d|li|blockquote)>|<[bh]r\s*/>)|</?[a-z][^<>]*>", re.IGNORECASE)
#: Stands for itself, as nobody's editor writes it.
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|#39|#x27);)")

#: Longer numbers are no page's key, and none of the database's either.
_MAX_DIGITS = 9


def plain_text(value) -> str:
    """The words of a rich text or StreamField value, for the index; one space between them."""
    if hasattr(value, "stream_block"):
        pieces = value.stream_block.get_searchable_content(value)
        return " ".join(" ".join(strip_tags(str(piece)) for piece in pieces).split())
    html = str(value or "")
    # A parser takes a hundred times as long, and is needed for unusual texts only.
    text = unescape(_TAG.sub(lambda tag: " " if tag[1] else "", html))
    if "<" in text or ">" in text or _BARE_AMPERSAND.search(html):
        text = strip_tags(get_text_for_indexing(html))
    return " ".join(text.split())


def page_id(text: str) -> int:
    """The key of a page as an address or a form has it; 0, which no page has, for all else."""
    return int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else 0


def thumbnail_address(image) -> str:
    """The address of the picture in result lists; empty without one.

    A picture whose file is lost costs its entry the picture, and not its place in the search.
    """
    try:
        return image.get_rendition(THUMBNAIL).url if image else ""
    except SourceImageIOError:
        logger.warning("The file of image %s is lost.", image.pk)
        return ""


class BasePage(TranslatedPage):
    """A page that knows its city and how to describe itself to the search."""

    #: The value of the facet "Art" that this type's documents carry.
    search_kind = ""
    #: What this type is called in lists where the label of that value says too little.
    search_label = ""

    class Meta:
        abstract = True

    @classmethod
    def prepare_for_search(cls, pages) -> None:
        """Gives each of many pages its files and its English version, with four queries at most
        and one for each kind of rows that versions have."""
        files = files_of_pages(page.pk for page in pages)
        versions = versions_of([page for page in pages if not page.is_version])
        prefetch_related_objects(list(versions.values()), *cls.translated_rows)
        for page in pages:
            page.public_files = files.get(page.pk, [])
            page.english_version = versions.get(page.translation_key)

    @cached_property
    def public_files(self) -> list[PageFile]:
        """The files that the page, as it is published, offers. Three queries, once."""
        return files_of_pages([self.pk]).get(self.pk, [])

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
        holds_until: date | None = None,
        meta: Iterable[object] = (),
    ) -> SearchDocument:
        """The document of this page: what all types share, plus what the caller knows.

        Costs one query for the image's rendition, one for the page's address when its
        parents are not at hand, and those of `public_files` and `english_version`. What the
        page shows of its files (their titles and what they are for) belongs to its own text. Its
        English version is no hit of its own, but how readers of English see this one.

        `meta` are texts, or lazy ones for what is called otherwise in English.
        """
        files = self.public_files
        named = [text for file in files for text in (file.title, file.summary)]
        version = self.english_version
        english = self._in_english(version, meta)
        if version:
            facets = {**facets, "language": (*facets.get("language", ()), version.text_language)}
            meta = (*meta, _("auch auf Englisch"))
        with override(settings.LANGUAGE_CODE):
            label, meta = str(self.search_label), tuple(map(str, meta))
        return SearchDocument(
            id=f"page-{self.pk}",
            kind=self.search_kind,
            label=label,
            url=self.relative_address(),
            title=self.title,
            summary=summary,
            body=" ".join(filter(None, (*map(plain_text, body), *named))),
            city=city,
            tags=tags,
            facets={"kind": (self.search_kind,), **facets},
            language=language,
            published=self.first_published_at,
            updated=self.last_published_at,
            holds_until=holds_until,
            image=thumbnail_address(image),
            meta=meta,
            attachments=attachments(files),
            english=english,
        )

    def _in_english(self, version: TranslatedPage | None, meta: Iterable[object]) -> Wording:
        """What readers of English see of the document; no queries but for the version's texts."""
        with override(ENGLISH):
            label, meta = str(self.search_label), tuple(map(str, meta))
        if version is None:
            return Wording(label=label, meta=meta)
        shown = [version.title, version.summary]
        texts = [plain_text(text) for text in version.own_texts() if text not in shown]
        return Wording(
            label=label,
            meta=meta,
            title=version.title,
            summary=version.summary,
            body=" ".join(filter(None, texts)),
            url=version.relative_address(),
        )

    def get_sitemap_urls(self, request=None) -> list[dict[str, object]]:
        """With the day on which visitors last saw something new: a draft is none of it."""
        location = self.get_full_url(request)
        entry = {"location": location, "lastmod": self.last_published_at}
        return [{k: v for k, v in entry.items() if v}] if location else []

    def linked_data(self, shown: Mapping[str, object]) -> list[dict[str, object]]:
        """What the page says to machines as JSON-LD, a record for each vocabulary; usually none.

        `shown` is the context of its template, so that nothing is read a second time.
        """
        return []

    @classmethod
    def stock_layout(cls):
        """How entries of this type stand in the download of everything; None: not at all."""
        return

    def relative_address(self) -> str:
        """The path of the page on its site, e.g. `/staedte/herne/`; empty outside of any site."""
        parts = self.get_url_parts()
        return parts[2] if parts else ""
