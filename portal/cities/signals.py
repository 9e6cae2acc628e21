"""Tells the search when a city is renamed: its entries carry its name."""

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from search import outbox

from .models import CityPage


@receiver(pre_save, sender=CityPage)
def note_old_name(sender, instance, raw=False, **kwargs):
    before = None
    if not raw and instance.pk:
        before = CityPage.objects.filter(pk=instance.pk).values_list("title", "key").first()
    instance._was_renamed = before not in (None, (instance.title, instance.key))


@receiver(post_save, sender=CityPage)
def city_renamed(sender, instance, **kwargs):
    """Inside the transaction of `Page.save`."""
    if instance._was_renamed:
        outbox.enqueue_pages(instance.get_descendants())
