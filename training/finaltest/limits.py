"""How long an attempt lasts and how many there are. Pure; the server's clock is handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils.translation import gettext as _

#: An answer that was sent in time may be on its way that long.
GRACE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one person has in addition; of several entries, the most of each."""

    extra_minutes: int = 0
    extra_attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A version's limits, and what one person has been given in addition.

    None means: as many, or as long, as one likes.
    """

    max_attempts: int | None = None
    minutes: int | None = None
    extra_attempts: int = 0
    extra_minutes: int = 0

    def ends_at(self, started_at: datetime) -> datetime | None:
        """When an attempt is over; asked anew each time, so that more minutes count at once."""
        if self.minutes is None:
            return None
        return started_at + timedelta(minutes=self.minutes + self.extra_minutes)

    def is_over(self, started_at: datetime, now: datetime) -> bool:
        """Whether no answer is taken any more: then the attempt counts as handed in."""
        end = self.ends_at(started_at)
        return end is not None and now > end + GRACE

    def seconds_left(self, started_at: datetime, now: datetime) -> int | None:
        """Whole seconds, begun ones too: a page that counts them never ends before the time does.

        None without a limit.
        """
        end = self.ends_at(started_at)
        return None if end is None else max(ceil((end - now).total_seconds()), 0)

    def attempts_left(self, used: int) -> int | None:
        if self.max_attempts is None:
            return None
        return max(self.max_attempts + self.extra_attempts - used, 0)

    def shows_solutions(self, *, is_passed: bool, used: int) -> bool:
        """Solutions are shown when they can help no further attempt."""
        return is_passed or self.attempts_left(used) == 0


def left_in_words(seconds: int | None) -> str:
    """What is left of the time, in minutes that have begun; empty without a limit."""
    if seconds is None:
        return ""
    if seconds <= 60:
        return _("Noch weniger als eine Minute")
    return _("Noch %(minutes)d Minuten") % {"minutes": -(-seconds // 60)}
