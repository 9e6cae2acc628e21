"""Listens to Wagtail: whatever changes a public page leaves a row in the outbox.

Rows are written by signals that fire inside the transaction of the change. Wagtail's own
signals `page_published`, `post_page_move` and `page_slug_changed` come after it, so that a
process that dies in between would forget the change; `post_save` of pages comes inside.
"""

from functools import wraps

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site

from . import outbox
from .sources import page_document_id

#: What Wagtail notes about drafts, locks and workflows; nothing that visitors see.
BOOKKEEPING = frozenset(
    {
        "alias_of",
        "approved_go_live_at",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
    }
)


@receiver(pre_save)
def note_old_address(sender, instance, raw=False, update_fields=None, **kwargs):
    """Notes the address that the page has had, to see whether its descendants move with it."""
    if not isinstance(instance, Page) or raw or _is_bookkeeping(update_fields):
        return
    saved = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
    instance._search_moved = saved is not None and saved != instance.url_path


@receiver(post_save)
def page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    """Published, unpublished, changed, moved, renamed: in Wagtail each ends in a save.

    A page that has a new address takes its descendants along: moving and renaming save the
    page itself, and the descendants' paths in the same transaction.
    """
    if not isinstance(instance, Page) or raw or _is_bookkeeping(update_fields):
        return
    if instance._search_moved:
        _enqueue_subtree(instance)
    else:
        outbox.enqueue([page_document_id(instance.pk)])


@receiver(post_delete, sender=Page)
def page_deleted(sender, instance, **kwargs):
    """Fires for the page and for each descendant, inside the transaction of the deletion."""
    outbox.enqueue([page_document_id(instance.pk)])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restriction_changed(sender, instance, raw=False, **kwargs):
    """A page became private or public, with all below it."""
    page = None if raw else Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _enqueue_subtree(page)


@receiver(pre_save, sender=PageViewRestriction)
def restriction_moves(sender, instance, raw=False, **kwargs):
    """A restriction that is given to another page sets the first one free."""
    if raw or instance.pk is None:
        return
    before = PageViewRestriction.objects.filter(pk=instance.pk).select_related("page").first()
    if before is not None and before.page_id != instance.page_id:
        _enqueue_subtree(before.page)


@receiver([post_save, post_delete], sender=Site)
def site_changed(sender, instance, raw=False, **kwargs):
    """Which pages are on a site, and where, depends on the root: all are looked at again."""
    if not raw:
        outbox.enqueue_pages(Page.objects.live())


def image_changed(sender, instance, raw=False, **kwargs):
    """Results show the image's rendition, whose address changes with the file."""
    if not raw:
        outbox.enqueue_pages_naming(instance)


def connect() -> None:
    """Connects what needs the models of the project; called when all apps are loaded."""
    image_model = get_image_model()
    post_save.connect(image_changed, sender=image_model, dispatch_uid="search_image_saved")
    # Before the deletion: it empties the pages' fields without saving the pages.
    pre_delete.connect(image_changed, sender=image_model, dispatch_uid="search_image_deleted")
    PageViewRestriction.save = with_its_signals(PageViewRestriction.save)


def with_its_signals(save):
    """A `save` in one transaction with what listens to it.

    Wagtail saves a view restriction in a transaction that ends before `post_save`.
    """

    @wraps(save)
    def save_atomically(*args, **kwargs):
        with transaction.atomic():
            return save(*args, **kwargs)

    return save_atomically


def _enqueue_subtree(page: Page) -> None:
    outbox.enqueue_pages(Page.objects.descendant_of(page, inclusive=True))


def _is_bookkeeping(update_fields) -> bool:
    return update_fields is not None and BOOKKEEPING.issuperset(update_fields)
