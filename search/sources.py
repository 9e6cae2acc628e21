"""Where documents come from. Pages are one source; others register under a prefix of their own."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import InterfaceError, OperationalError
from django.db.models import ForeignKey, Q, QuerySet, prefetch_related_objects
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.images import get_image_model
from wagtail.models import Page, Site, get_page_models

from .documents import SearchDocument
from .engines.base import Refusal

logger = logging.getLogger(__name__)

BATCH = 500
#: A busy or absent database says nothing about the page: later, all of it.
_AWAY = (OperationalError, InterfaceError)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Documents by id, and those that could not be made, with the reason.

    An id that is in neither is not to be found: it does not exist, or is not public.
    """

    documents: Mapping[str, SearchDocument] = field(default_factory=dict)
    failed: Mapping[str, Refusal] = field(default_factory=dict)


class Source(Protocol):
    """Something that has documents; its ids are `prefix-…`."""

    prefix: str

    def load(self, keys: Sequence[str]) -> Loaded:
        """The documents of these keys (ids without the prefix) as the database has them now."""

    def findable(self, keys: Sequence[str]) -> Iterable[str]:
        """Those of these keys that everybody may find now; cheaper than to load them."""

    def batches(self) -> Iterator[Loaded]:
        """All documents, a batch at a time, in an order that survives changes meanwhile."""

    def ended(self) -> QuerySet | None:
        """Ids, prefix and all, of what is past its last day and may still be in the index: one
        column, unordered, to be asked for with others. None where nothing ever ends."""

    def count(self) -> int:
        """About how many documents there are, for a progress bar."""

    def newest(self, words: Sequence[str], limit: int) -> Sequence[str]:
        """Keys of the newest things with every word in title or summary, for the time without
        an engine."""


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Adds a source; one prefix belongs to one source."""
    if source.prefix in _sources:
        raise ValueError(f"There is a search source with the prefix {source.prefix!r} already.")
    _sources[source.prefix] = source
    return source


def load(document_ids: Iterable[str]) -> Loaded:
    """The documents of these ids; an id of an unknown source does not exist."""
    documents: dict[str, SearchDocument] = {}
    failed: dict[str, Refusal] = {}
    for source, keys in _by_source(document_ids):
        loaded = source.load(keys)
        documents |= loaded.documents
        failed |= loaded.failed
    return Loaded(documents, failed)


def findable(document_ids: Iterable[str]) -> set[str]:
    """Those of these ids that everybody may find now, as the database has it."""
    return {
        f"{source.prefix}-{key}"
        for source, keys in _by_source(document_ids)
        for start in range(0, len(keys), BATCH)
        for key in source.findable(keys[start : start + BATCH])
    }


def ended() -> list[QuerySet]:
    """What is past its last day, of each source that has such things."""
    return [ids for source in _sources.values() if (ids := source.ended()) is not None]


def _by_source(document_ids: Iterable[str]) -> Iterator[tuple[Source, list[str]]]:
    keys: dict[str, list[str]] = {}
    for document_id in document_ids:
        prefix, _dash, key = document_id.partition("-")
        keys.setdefault(prefix, []).append(key)
    for prefix, of_source in keys.items():
        if prefix in _sources:
            yield _sources[prefix], of_source


def batches() -> Iterator[Loaded]:
    """All documents of all sources."""
    for source in _sources.values():
        yield from source.batches()


def count() -> int:
    return sum(source.count() for source in _sources.values())


def newest(words: Sequence[str], limit: int) -> list[str]:
    """The ids of so many documents at most of each source; see `Source.newest`."""
    return [
        f"{source.prefix}-{key}"
        for source in _sources.values()
        for key in source.newest(words, limit)
    ]


def page_document_id(pk: int) -> str:
    return f"{PageSource.prefix}-{pk}"


def page_of_document(document_id: str) -> int:
    """The key of the page that a document is made from."""
    return int(document_id.rpartition("-")[2])


def searchable_page_models() -> list[type[Page]]:
    """The page types that have documents."""
    return [model for model in get_page_models() if getattr(model, "search_document", None)]


def public_pages():
    """The pages that every visitor may see: live, on a site, not in a private section.

    Two queries to make (view restrictions and sites), one to evaluate.
    """
    on_site = Page.objects.none()
    for root in Page.objects.filter(sites_rooted_here__in=Site.objects.all()).distinct():
        on_site |= Page.objects.descendant_of(root, inclusive=True)
    return on_site.live().public()


class PageSource:
    """The public pages of all types that have a `search_document`."""

    prefix = "page"

    def load(self, keys: Sequence[str]) -> Loaded:
        """A handful of queries for each page type among the keys, however many keys."""
        return _documents_of(self._public(keys).values_list("pk", "content_type_id"))

    def findable(self, keys: Sequence[str]) -> Iterable[str]:
        """What is public but not to be found (archived) is named as well: it is no secret."""
        return map(str, self._public(keys).values_list("pk", flat=True))

    def batches(self) -> Iterator[Loaded]:
        last = 0
        while True:
            # By key, not by offset: pages that come and go meanwhile shift nothing.
            pages = self._searchable().filter(pk__gt=last).order_by("pk")
            keys = list(pages.values_list("pk", "content_type_id")[:BATCH])
            if not keys:
                return
            last = keys[-1][0]
            yield _documents_of(keys)

    def ended(self) -> None:
        """Pages are unpublished, and leave the index with that."""

    def count(self) -> int:
        return self._searchable().count()

    def newest(self, words: Sequence[str], limit: int) -> Sequence[str]:
        pages = self._searchable()
        for word in words:
            pages = pages.filter(_in_title_or_summary(word))
        found = pages.order_by("-first_published_at", "pk")
        found = list(found.values_list("pk", "translation_key")[:limit])
        # Words of a version are words of its original, which has the document.
        originals = dict(
            Page.objects.filter(
                translation_key__in=[key for _pk, key in found],
                locale__language_code=settings.LANGUAGE_CODE,
            ).values_list("translation_key", "pk")
        )
        return list(dict.fromkeys(str(originals.get(key, pk)) for pk, key in found))

    def _public(self, keys: Sequence[str]):
        return public_pages().filter(pk__in=[int(key) for key in keys if key.isdecimal()])

    def _searchable(self):
        return public_pages().exact_type(*searchable_page_models())


register(PageSource())


def _in_title_or_summary(word: str) -> Q:
    condition = Q(title__icontains=word)
    for model in searchable_page_models():
        try:
            model._meta.get_field("summary")
        except FieldDoesNotExist:
            continue
        condition |= Q(pk__in=model._default_manager.filter(summary__icontains=word).values("pk"))
    return condition


def _documents_of(keys: Iterable[tuple[int, int]]) -> Loaded:
    """The documents of pages, given by their keys and those of their content types."""
    pks: dict[type[Page], list[int]] = {}
    for pk, content_type_id in keys:
        # A page type that has been removed from the code leaves pages without a class.
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None and getattr(model, "search_document", None):
            pks.setdefault(model, []).append(pk)
    documents: dict[str, SearchDocument] = {}
    failed: dict[str, Refusal] = {}
    for model, of_model in pks.items():
        for page in _readable(model, of_model, failed):
            document_id = page_document_id(page.pk)
            try:
                # None: public, but not to be found, such as what is archived.
                if (document := page.search_document()) is not None:
                    documents[document_id] = document
            except _AWAY:
                raise
            except Exception as error:
                # One broken page (a lost image file) must not stop all others.
                logger.exception("%s has no search document.", document_id)
                failed[document_id] = _refusal(document_id, error)
    return Loaded(documents, failed)


def _readable(model: type[Page], pks: Sequence[int], failed: dict[str, Refusal]) -> list[Page]:
    """The pages with all that their documents read; together, or alone where that fails."""
    try:
        return _specific(model, pks)
    except _AWAY:
        raise
    except Exception as error:
        if len(pks) == 1:
            document_id = page_document_id(pks[0])
            logger.exception("%s cannot be read.", document_id)
            failed[document_id] = _refusal(document_id, error)
            return []
    return [page for pk in pks for page in _readable(model, [pk], failed)]


def _specific(model: type[Page], pks: Sequence[int]) -> list[Page]:
    pages = list(model._default_manager.filter(pk__in=pks))
    prefetch_related_objects(pages, *_related_lookups(model))
    if prepare := getattr(model, "prepare_for_search", None):
        prepare(pages)
    return pages


def _refusal(document_id: str, error: Exception) -> Refusal:
    return Refusal(document_id, f"{type(error).__name__}: {error}")


def _related_lookups(model: type[Page]) -> list[str]:
    """What a page's document reads of other tables: lookups that cost a query each.

    A page type may name them in `search_related`; if it does not, they are all its vocabularies,
    images and child rows. What it needs besides, its class method `prepare_for_search(pages)` may
    load for all pages of a batch at once.
    """
    if (related := getattr(model, "search_related", None)) is not None:
        return list(related)
    own = set(model._meta.get_fields()) - set(Page._meta.get_fields())
    lookups = []
    for related in own:
        if isinstance(related, ParentalManyToManyField | TaggableManager):
            lookups.append(related.name)
        elif isinstance(related, ForeignKey) and not related.remote_field.parent_link:
            images = issubclass(related.related_model, get_image_model())
            lookups.append(f"{related.name}__renditions" if images else related.name)
    # Keywords come with their manager; their rows are not asked for.
    children = [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if relation in own and not issubclass(relation.related_model, ItemBase)
    ]
    return sorted(lookups + children)
