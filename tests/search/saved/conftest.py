"""A clock that tests set, and an index in which everything older is known."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import Page

from search import services
from tests.cast import Cast

BERLIN = ZoneInfo("Europe/Berlin")
#: A Wednesday in winter.
START = datetime(2027, 1, 13, 10, tzinfo=BERLIN)


class Clock:
    """Stands still until it is set; `set("2027-01-14 06:05")` is the time in Berlin."""

    def __init__(self, traveller):
        self._traveller = traveller
        self._move(START)

    def set(self, text: str) -> datetime:
        return self._move(datetime.fromisoformat(text).replace(tzinfo=BERLIN))

    def _move(self, moment: datetime) -> datetime:
        self._traveller.move_to(moment, tick=False)
        return moment


@pytest.fixture
def clock(time_machine) -> Clock:
    return Clock(time_machine)


@pytest.fixture
def cast(clock, cast) -> Cast:
    """The cast; its cities were published, and indexed, when the clock started."""
    Page.objects.update(first_published_at=timezone.now(), last_published_at=timezone.now())
    services.rebuild()
    clock.set("2027-01-13 11:00")
    return cast
