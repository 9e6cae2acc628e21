"""Tells the search when the words on the monitoring page change."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from search import outbox

from .models import Figure
from .pages import MonitoringPage
from .terms import Definition, StaffGroup


@receiver([post_save, pre_delete], sender=Definition)
@receiver([post_save, pre_delete], sender=StaffGroup)
def words_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        outbox.enqueue_pages(MonitoringPage.objects.all())


@receiver([post_save, post_delete], sender=Figure)
def figures_come_and_go(sender, instance, raw=False, **kwargs):
    """With the first figure the page is found, and with the last one no more."""
    if not raw:
        outbox.enqueue_pages(MonitoringPage.objects.all())
