"""When mails are due: by the clock on the wall, also when it changes."""

from datetime import UTC, datetime

import pytest

from search.saved.periods import Frequency, period_start

from .conftest import BERLIN


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "day", "week"),
    [
        # a Wednesday
        ("2027-01-13 05:59:59", "2027-01-12 06:00", "2027-01-11 06:00"),
        ("2027-01-13 06:00", "2027-01-13 06:00", "2027-01-11 06:00"),
        ("2027-01-13 23:59", "2027-01-13 06:00", "2027-01-11 06:00"),
        # Sunday to Monday
        ("2027-01-18 00:00", "2027-01-17 06:00", "2027-01-11 06:00"),
        ("2027-01-18 05:59", "2027-01-17 06:00", "2027-01-11 06:00"),
        ("2027-01-18 06:00", "2027-01-18 06:00", "2027-01-18 06:00"),
        # across the year
        ("2027-01-01 05:00", "2026-12-31 06:00", "2026-12-28 06:00"),
    ],
)
def test_days_and_weeks_begin_at_six(moment, day, week):
    assert period_start(Frequency.DAILY, berlin(moment)) == berlin(day)
    assert period_start(Frequency.WEEKLY, berlin(moment)) == berlin(week)


def test_six_is_six_when_summer_begins():
    """On 28 March 2027 the clock jumps from two to three."""
    before = datetime(2027, 3, 28, 3, 59, tzinfo=UTC)
    at_six = datetime(2027, 3, 28, 4, 0, tzinfo=UTC)

    assert period_start(Frequency.DAILY, before) == datetime(2027, 3, 27, 5, tzinfo=UTC)
    assert period_start(Frequency.DAILY, at_six) == at_six


def test_six_is_six_when_winter_begins():
    """On 31 October 2027 the hour from two to three comes twice."""
    before = datetime(2027, 10, 31, 4, 59, tzinfo=UTC)
    at_six = datetime(2027, 10, 31, 5, 0, tzinfo=UTC)

    assert period_start(Frequency.DAILY, before) == datetime(2027, 10, 30, 4, tzinfo=UTC)
    assert period_start(Frequency.DAILY, at_six) == at_six
    monday = datetime(2027, 11, 1, 5, 0, tzinfo=UTC)
    assert period_start(Frequency.WEEKLY, at_six) == datetime(2027, 10, 25, 4, tzinfo=UTC)
    assert period_start(Frequency.WEEKLY, monday) == monday
