"""The whole public stock, a batch at a time: what every visitor may read, and nothing else."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page, get_page_models

from portal.content.terms import terms_of_entries
from portal.translating.pages import ORIGINALS
from portal.wishes import open_data as requests
from portal.wishes.models import CityRequest
from search.sources import public_pages

from .columns import Layout

BATCH = 200
#: What `State.key` does not see, such as a term that was renamed, is at most so old.
STALE_AFTER = 3600

Record = dict[str, object]


def layouts() -> dict[type[Model], Layout]:
    """The kinds of the stock: page types, and what cities look for."""
    found = {}
    for model in get_page_models():
        if (layout := getattr(model, "stock_layout", lambda: None)()) is not None:
            found[model] = layout
    found[CityRequest] = requests.layout()
    return found


def _page_types() -> list[type[Page]]:
    return [model for model in layouts() if issubclass(model, Page)]


@dataclass(frozen=True, slots=True)
class State:
    """`key` changes when an entry is published, moved, hidden or deleted, and once in an hour."""

    key: str
    entries: int


def state() -> State:
    """What the stock is now, without its contents.

    Six queries, two of which read a short row for each entry and each request.
    """
    pages = public_pages().exact_type(*_page_types()).order_by("pk")
    digest = hashlib.sha256(str(int(timezone.now().timestamp()) // STALE_AFTER).encode())
    wanted = requests.running().order_by("pk").values_list("pk", "updated_at")
    entries = 0
    for row in chain(
        pages.values_list("pk", "url_path", "last_published_at").iterator(), wanted.iterator()
    ):
        digest.update(repr(row).encode())
        entries += 1
    return State(digest.hexdigest()[:20], entries)


def records(model: type[Model], layout: Layout) -> Iterator[Record]:
    """The records of one type by key: column → value. A dozen queries or so for each batch."""
    for batch in layout.batches() if layout.batches else _batches(model, layout):
        for each in batch:
            yield {column.name: column.read(each) for column in layout.columns}


def _batches(model: type[Page], layout: Layout) -> Iterator[Sequence[Page]]:
    last = 0
    while True:
        # By key, not by offset: pages that come and go meanwhile shift nothing.
        public = public_pages().exact_type(model).filter(ORIGINALS, pk__gt=last).order_by("pk")
        keys = list(public.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        last = keys[-1]
        pages = model.objects.filter(pk__in=keys).order_by("pk")
        yield prepared(
            model, list(pages.select_related(*layout.select).prefetch_related(*layout.prefetch))
        )


def record_of(page: Page) -> Record | None:
    """The record of one entry as it is published; None while it is not public."""
    model = type(page)
    layout = layouts().get(model)
    public = public_pages().filter(pk=page.pk).values("pk")
    found = model.objects.filter(pk__in=public).select_related(*layout.select) if layout else ()
    for published in prepared(model, list(found)):
        return {column.name: column.read(published) for column in layout.columns}
    return None


def prepared(model: type[Page], pages: Sequence[Page]) -> Sequence[Page]:
    """Gives each page what its columns read of other tables, for all of them at once."""
    model.prepare_for_search(pages)
    keys = [page.pk for page in pages]
    by_name = {}
    for name in model.search_vocabularies:
        titles = terms_of_entries(model, name, keys, column="title")
        by_name[name] = titles
    for page in pages:
        page.stock_terms = {
            name: [
                {"key": key, "title": title}
                for key, title in zip(page.search_keys[name], titles[page.pk], strict=True)
            ]
            for name, titles in by_name.items()
        }
    return pages
