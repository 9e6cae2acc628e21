"""Changes of the thesaurus that concern all processes."""

from uuid import uuid4

from django.db import transaction

from . import runtime
from .models import Concept, Edition, WordSplit
from .seed import seed_entries, seed_rules


@transaction.atomic
def note_change() -> None:
    """Gives the thesaurus a new edition, in the transaction that changes it."""
    Edition.objects.update_or_create(pk=1, defaults={"token": uuid4().hex})
    transaction.on_commit(runtime.look_again)


@transaction.atomic
def load_seed() -> int:
    """Fills a new database with the terms that come with the portal; returns how many entries.

    Once only: from then on the editors own them, what they deleted included.
    """
    if Edition.objects.exists():
        return 0
    concepts = Concept.objects.bulk_create(map(Concept.of, seed_entries()))
    rules = WordSplit.objects.bulk_create(map(WordSplit.of, seed_rules()))
    note_change()
    return len(concepts) + len(rules)
