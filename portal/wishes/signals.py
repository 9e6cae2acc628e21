"""Leaves a row in the search's outbox for each request that changes, in the same transaction."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.cities.models import CityPage
from search import outbox

from .documents import document_id
from .models import CityRequest, RequestAnswer


@receiver([post_save, post_delete], sender=CityRequest)
def request_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        outbox.enqueue([document_id(instance.pk)])


@receiver([post_save, post_delete], sender=RequestAnswer)
def answer_changed(sender, instance, raw=False, **kwargs):
    """Also gone with its entry; the request can be found by what an answer says."""
    if not raw:
        outbox.enqueue([document_id(instance.request_id)])


@receiver(post_save, sender=CityPage)
def city_saved(sender, instance, raw=False, **kwargs):
    """Requests carry their city's name, and are public with it."""
    if not raw:
        requests = CityRequest.objects.filter(city=instance).values_list("pk", flat=True)
        outbox.enqueue(map(document_id, requests))
