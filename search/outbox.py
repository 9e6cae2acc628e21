"""Remembers, in the transaction of a change, that the index must follow it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from .engines.base import Refusal
from .locks import shared_lock
from .models import OutboxEntry, RebuildMark
from .sources import page_document_id, searchable_page_models
from .waking import announce_changes

#: Held by the process that rebuilds the index, as long as it lives.
REBUILD_LOCK = "search-rebuild"
_CHUNK = 500


def enqueue(document_ids: Iterable[str]) -> int:
    """Writes a row for each document, in the running transaction; returns how many.

    Call it in the transaction that changes the documents, before or after the change: the rows
    are read after the commit, and rolled back with it. The drain runs after the commit.
    """
    ids = iter(dict.fromkeys(document_ids))
    written = 0
    while chunk := [OutboxEntry(document_id=document_id) for document_id in islice(ids, _CHUNK)]:
        OutboxEntry.objects.bulk_create(chunk)
        written += len(chunk)
    if written:
        transaction.on_commit(announce_changes, robust=True)
    return written


def enqueue_pages(pages) -> int:
    """The same for a queryset of pages, of whatever types; one query to read them."""
    return enqueue(map(page_document_id, pages.order_by().values_list("pk", flat=True).distinct()))


def enqueue_pages_naming(instance: Model) -> int:
    """The pages that refer to an object by a foreign key: their documents may show it.

    One query for each such field of a searchable page type; call it before a deletion.
    """
    written = 0
    for relation in instance._meta.get_fields(include_hidden=True):
        if (
            relation.auto_created
            and (relation.one_to_many or relation.one_to_one)
            and relation.related_model in searchable_page_models()
        ):
            pages = relation.related_model._default_manager.filter(
                **{relation.field.name: instance}
            )
            written += enqueue_pages(pages)
    return written


def forget_applied() -> None:
    """Deletes the rows that the engine has, unless a rebuild may still have to replay them."""
    if not rebuild_under_way():
        OutboxEntry.objects.applied().delete()


def rebuild_under_way() -> bool:
    """Whether rows must be kept for a rebuild; removes the marks of one that has died.

    One query while there is no rebuild.
    """
    if not RebuildMark.objects.exists():
        return False
    with shared_lock(REBUILD_LOCK) as nobody_rebuilds:
        if nobody_rebuilds:
            RebuildMark.objects.all().delete()
        return not nobody_rebuilds


def delete_rows(pks: Iterable[int]) -> None:
    """Deletes rows by key, in statements that every database takes."""
    for rows in _chunks(pks):
        rows.delete()


def keep_applied(pks: Iterable[int]) -> None:
    """The engine has these rows; a rebuild may still have to replay them."""
    for rows in _chunks(pks):
        rows.update(applied_at=timezone.now())


def _chunks(pks: Iterable[int]) -> Iterator[QuerySet]:
    keys = iter(pks)
    while chunk := list(islice(keys, _CHUNK)):
        yield OutboxEntry.objects.filter(pk__in=chunk)


def keep_refused(refusals: Iterable[Refusal]) -> None:
    """Keeps what a rebuild could not index, with the reason, to be tried again by the drain."""
    entries = []
    for refusal in refusals:
        entry = OutboxEntry(document_id=refusal.document_id)
        entry.failed(refusal.error)
        entries.append(entry)
    OutboxEntry.objects.bulk_create(entries, batch_size=_CHUNK)


def retry_refused() -> int:
    """Has the drain try again what was set aside, now and as often as at first."""
    retried = OutboxEntry.objects.refused().update(
        refused_at=None, attempts=0, next_attempt_at=None
    )
    if retried:
        transaction.on_commit(announce_changes, robust=True)
    return retried
