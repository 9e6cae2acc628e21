"""Until when a certificate is valid, and when its renewal is due."""

import calendar
from datetime import date, timedelta

#: So long before its end one is told, and may renew it.
DUE_BEFORE = timedelta(days=60)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: from 31 January it is 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def is_over(valid_until: date | None, today: date) -> bool:
    """It is valid on its last day still."""
    return valid_until is not None and today > valid_until


def is_due(valid_until: date | None, today: date) -> bool:
    """Whether it ends within `DUE_BEFORE`, or has ended."""
    return valid_until is not None and today >= valid_until - DUE_BEFORE
