"""What changes a reuse without its services: deleted pages, moved practices, renamed cities."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import post_page_move

from portal.cities.models import CityPage
from search import outbox
from search.sources import page_document_id

from . import evidence
from .models import Reuse


@receiver(post_delete, sender=Reuse)
def reuse_deleted(sender, instance, **kwargs):
    """Withdrawn, or gone with its city or its practice; within that transaction."""
    evidence.refresh([instance.practice_id])


@receiver(post_page_move)
def page_moved(sender, instance, **kwargs):
    """A practice may have come to a city that reuses it, or have left one."""
    evidence.refresh(
        Reuse.objects.filter(practice__path__startswith=instance.path)
        .values_list("practice_id", flat=True)
        .distinct()
    )


@receiver(post_save, sender=CityPage)
def city_saved(sender, instance, raw=False, **kwargs):
    """The practices that a city reuses carry its name in the search."""
    if not raw:
        practices = Reuse.objects.filter(city=instance).values_list("practice_id", flat=True)
        outbox.enqueue(page_document_id(pk) for pk in practices)
