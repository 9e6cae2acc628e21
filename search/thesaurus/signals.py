"""Every change of a term is a new edition, whoever makes it."""

from django.db.models.signals import post_delete, post_save

from . import services
from .models import Concept, WordSplit


def term_changed(sender, raw=False, **kwargs):
    if not raw:
        services.note_change()


def connect() -> None:
    for model in (Concept, WordSplit):
        name = model.__name__
        post_save.connect(term_changed, sender=model, dispatch_uid=f"{name}_saved")
        post_delete.connect(term_changed, sender=model, dispatch_uid=f"{name}_deleted")
