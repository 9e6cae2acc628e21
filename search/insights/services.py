"""Counts searches and clicks by day and term, and forgets them in time."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from .models import ClickCount, SearchCount
from .receipts import Receipt
from .terms import Term, term_of

#: Stands for all places from here on.
LAST_PLACE = 13


def count_search(receipt: Receipt) -> None:
    """Counts a search; later pages of one are none. One statement, on a new term a few."""
    term = term_of(receipt.text)
    if term and receipt.is_search:
        _count(term, searches=1, without_hits=0 if receipt.found else 1)


def count_click(receipt: Receipt, position: int, *, first: bool) -> None:
    """Counts that the hit at this position of the page was opened; positions begin at 0.

    `first` says that it is the first of this search. What was not shown is not counted.
    """
    term = term_of(receipt.text)
    if term is None or not 0 <= position < len(receipt.documents):
        return
    _add(
        ClickCount,
        {
            "day": timezone.localdate(),
            "term": term.key,
            "document_id": receipt.documents[position],
            "place": min(receipt.place + position, LAST_PLACE),
        },
        clicks=1,
    )
    if first:
        _count(term, with_click=1)


def forget(*, before: date | None = None) -> int:
    """Deletes the counts of days before this one, by default as old as the settings say.

    Returns how many rows are gone.
    """
    before = before or timezone.localdate() - timedelta(days=settings.SEARCH_INSIGHTS_DAYS)
    return sum(
        model.objects.filter(day__lt=before).delete()[0] for model in (SearchCount, ClickCount)
    )


def _count(term: Term, **numbers: int) -> None:
    key = {"day": timezone.localdate(), "term": term.key}
    if _add(SearchCount, key, spelling=term.spelling, **numbers):
        # Somebody searches for something new about once an hour: often enough to forget in
        # time, without a timer that somebody may forget to set.
        forget()


def _add(
    model: type[models.Model], key: dict[str, object], *, spelling: str = "", **numbers: int
) -> bool:
    """Adds numbers to the row with this key, and makes it first if need be.

    Each statement stands alone, and adding is the database's: two processes lose no count, and
    none waits for the other with a lock in hand. Returns whether there was no such row.
    """
    rows = model.objects.filter(**key)
    added = {name: F(name) + number for name, number in numbers.items()}
    if rows.update(**added):
        return False
    extra = {"spelling": spelling} if spelling else {}
    model.objects.bulk_create([model(**key, **extra)], ignore_conflicts=True)
    rows.update(**added)
    return True
