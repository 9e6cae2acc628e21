"""Pins for tests."""

import datetime

from search.pins.models import Pin, PinnedEntry


def pin(phrases: str, *pages, **fields) -> Pin:
    """A pin that holds, for these searches, of these pages in this order."""
    made = Pin(phrases=phrases, **{"ends": datetime.date(2999, 12, 31), **fields})
    made.entries = [
        PinnedEntry(page=page.page_ptr, sort_order=number) for number, page in enumerate(pages)
    ]
    made.save()
    return made
