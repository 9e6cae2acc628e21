"""Leaves a row in the search's outbox for each request that changes, in the same transaction."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from portal.cities.merging import city_absorbed
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


@receiver(post_save)
def page_saved(sender, instance, raw=False, **kwargs):
    """Requests carry their city's name, and are public with it; answers are with their entry.

    In Wagtail publishing, unpublishing and renaming each end in a save.
    """
    if raw or not isinstance(instance, Page):
        return
    _enqueue(Q(city=instance.pk) | Q(answers__city=instance.pk) | Q(answers__page=instance.pk))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restriction_changed(sender, instance, raw=False, **kwargs):
    """A page became private or public, with all below it."""
    page = None if raw else Page.objects.filter(pk=instance.page_id).first()
    if page is None:
        return
    below = Page.objects.descendant_of(page, inclusive=True).order_by().values("pk")
    _enqueue(Q(city__in=below) | Q(answers__city__in=below) | Q(answers__page__in=below))


@receiver(city_absorbed)
def city_was_absorbed(sender, source, target, **kwargs):
    """Nobody answers the own city's request; the others carry the other city's name."""
    both = [source.pk, target.pk]
    RequestAnswer.objects.filter(city__in=both, request__city__in=both).delete()
    _enqueue(Q(city__in=both) | Q(answers__city__in=both))


def _enqueue(which: Q) -> None:
    requests = CityRequest.objects.filter(which).order_by().values_list("pk", flat=True).distinct()
    outbox.enqueue(map(document_id, requests))
