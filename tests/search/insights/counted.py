"""Counts for tests, as if people had searched."""

import datetime

from django.utils import timezone

from search.insights.models import ClickCount, SearchCount
from search.insights.terms import term_of


def days_ago(number: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=number)


def searched(text, times=1, *, ago=0, without_hits=0, with_click=0) -> None:
    term = term_of(text)
    SearchCount.objects.create(
        day=days_ago(ago),
        term=term.key,
        spelling=term.spelling,
        searches=times,
        without_hits=without_hits,
        with_click=with_click,
    )


def clicked(text, document_id, place, times=1, *, ago=0) -> None:
    ClickCount.objects.create(
        day=days_ago(ago),
        term=term_of(text).key,
        document_id=document_id,
        place=place,
        clicks=times,
    )
