"""What follows a city that is renamed: its groups, its collection, its entries in the search."""

from django.contrib.auth.models import Group
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Collection

from portal.people.roles import editors_of, hr_developers_of
from search import outbox

from .models import CityPage


@receiver(pre_save, sender=CityPage)
def note_old_name(sender, instance, raw=False, update_fields=None, **kwargs):
    """Saving a draft with another name writes what Wagtail notes about drafts, and no name."""
    before = None
    names_written = update_fields is None or {"title", "key"} & set(update_fields)
    # What a city is called in English names nothing else.
    if not raw and instance.pk and names_written and not instance.is_version:
        before = CityPage.originals.filter(pk=instance.pk).values_list("title", "key").first()
    instance._was_renamed = before not in (None, (instance.title, instance.key))
    instance._old_title = before[0] if instance._was_renamed else instance.title


@receiver(post_save, sender=CityPage)
def city_renamed(sender, instance, **kwargs):
    """Inside the transaction of `Page.save`."""
    if instance._was_renamed:
        outbox.enqueue_pages(instance.get_descendants())
    if instance._old_title != instance.title:
        _rename_what_has_its_name(instance, instance._old_title)


def _rename_what_has_its_name(city: CityPage, old_title: str) -> None:
    """What administrators have named otherwise keeps its name; no name is taken from another."""
    for name_of in (editors_of, hr_developers_of):
        if not Group.objects.filter(name=name_of(city.title)).exists():
            Group.objects.filter(name=name_of(old_title)).update(name=name_of(city.title))
    Collection.objects.filter(pk=city.collection_id, name=old_title).update(name=city.title)
