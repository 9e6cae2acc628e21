"""The level of evidence that nobody types: a practice is confirmed by the cities that use it."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from search import outbox
from search.sources import page_document_id

from .models import CITIES_FOR_EVIDENCE, ConfirmedEvidence, Reuse

#: Names in a practice's history; `wagtail_hooks` says what editors read.
REACHED = "reuse.evidence"
LOST = "reuse.evidence_lost"


@transaction.atomic
def refresh(practice_ids: Iterable[int]) -> None:
    """Counts the confirmed reuses of practices again, and tells the search.

    Call it in the transaction of a change. The page is locked, so that of two confirmations
    at once the second counts the first.
    """
    ids = list(
        Page.objects.select_for_update()
        .filter(pk__in=list(practice_ids))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for pk in ids:
        cities = Reuse.objects.established().filter(practice=pk).city_names()
        if len(cities) >= CITIES_FOR_EVIDENCE:
            _evidence, reached = ConfirmedEvidence.objects.update_or_create(
                practice_id=pk, defaults={"cities": len(cities)}
            )
            if reached:
                _note(pk, REACHED, cities=cities)
        elif ConfirmedEvidence.objects.filter(practice=pk).delete()[0]:
            _note(pk, LOST)
    outbox.enqueue(page_document_id(pk) for pk in ids)


def _note(pk: int, action: str, **data) -> None:
    """In the practice's history: its source learns there why the level is another one."""
    log(instance=Page.objects.get(pk=pk).specific_deferred, action=action, data=data)
