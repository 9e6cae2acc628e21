"""Tells the search when a word that entries show is spelled anew.

Facets are indexed by key and labelled when they are shown; a keyword's name, and the titles of
terms among an entry's short facts, stand in the entry's document itself.
"""

from django.db.models.signals import post_save, pre_delete

from search import outbox
from search.sources import searchable_page_models

from .models import Keyword, Term


def keyword_changed(sender, instance, raw=False, created=False, **kwargs):
    """Renamed, or about to be deleted. A new keyword comes with the page that has it."""
    if not (raw or created):
        for model in searchable_page_models():
            if hasattr(model, "tags") and model.tags.through.tag_model() is Keyword:
                outbox.enqueue_pages(model.objects.filter(tags=instance))


def term_changed(sender, instance, raw=False, created=False, **kwargs):
    if not (raw or created):
        outbox.enqueue_pages_naming(instance)


def connect() -> None:
    post_save.connect(keyword_changed, sender=Keyword, dispatch_uid="keyword_saved")
    # While the entries still have it.
    pre_delete.connect(keyword_changed, sender=Keyword, dispatch_uid="keyword_deleted")
    for model in Term.__subclasses__():
        post_save.connect(term_changed, sender=model, dispatch_uid=f"{model.__name__}_saved")
