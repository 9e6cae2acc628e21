"""What happens to a document: its text is read, and the pages that offer it follow."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Collection, CollectionViewRestriction

from search.signals import with_its_signals

from . import attachments
from .models import PortalDocument
from .reading import services

#: What Wagtail notes about a file, while it shows a page.
BOOKKEEPING = frozenset({"file_size", "file_hash"})


def note_new_file(sender, instance, raw=False, **kwargs):
    """An upload that replaces a file is not in the storage yet, and may get the same name."""
    if raw:
        return
    saved = PortalDocument.objects.filter(pk=instance.pk).values_list("file", flat=True).first()
    instance._has_new_file = (
        saved is None or saved != instance.file.name or not instance.file._committed
    )


def document_saved(sender, instance, created, raw=False, update_fields=None, **kwargs):
    """Inside the transaction of `PortalDocument.save`."""
    if raw or (update_fields is not None and BOOKKEEPING.issuperset(update_fields)):
        return
    if instance._has_new_file:
        services.queue([instance.pk])
    if not created:
        attachments.enqueue_pages_of([instance])


def document_deleted(sender, instance, **kwargs):
    """Before the deletion, while one can see who uses it; inside its transaction."""
    attachments.enqueue_pages_of([instance])


def restriction_changed(sender, instance, raw=False, **kwargs):
    """A collection became private or public. Deleted with its restriction, it is empty."""
    if not raw:
        attachments.enqueue_pages_of_collection(instance.collection_id)


def collection_saved(sender, instance, created=False, raw=False, **kwargs):
    """It may be on its way into a private one, or out of it: Wagtail saves, and then moves."""
    if not (raw or created):
        transaction.on_commit(lambda: attachments.enqueue_pages_of_collection(instance.pk))


def connect() -> None:
    pre_save.connect(note_new_file, sender=PortalDocument)
    post_save.connect(document_saved, sender=PortalDocument)
    pre_delete.connect(document_deleted, sender=PortalDocument)
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=CollectionViewRestriction)
    post_save.connect(collection_saved, sender=Collection)
    CollectionViewRestriction.save = with_its_signals(CollectionViewRestriction.save)
