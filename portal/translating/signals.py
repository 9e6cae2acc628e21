"""A version follows its original, and the search its version."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_unpublished

from search import outbox

from .pages import VERSIONS, TranslatedPage


@receiver([post_save, post_delete])
def version_changed(sender, instance, raw=False, **kwargs):
    """The search finds the original by its version's words, and says that there is one."""
    if raw or not isinstance(instance, TranslatedPage) or not instance.is_version:
        return
    originals = sender.originals.filter(translation_key=instance.translation_key)
    outbox.enqueue_pages(originals)


@receiver(page_unpublished)
def hide_version(sender, instance, **kwargs):
    """What is no longer public in German is not public in English either."""
    if not isinstance(instance, TranslatedPage) or instance.is_version:
        return
    versions = sender.objects.live().filter(VERSIONS, translation_key=instance.translation_key)
    for version in versions:
        version.unpublish()
