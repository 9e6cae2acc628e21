"""Months are counted as people count them, leap years included."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.certificates.validity import is_due, is_over, months_after

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 12, 31))
MONTHS = st.integers(min_value=1, max_value=600)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
    ],
)
def test_the_same_day_of_a_later_month_or_its_last(day, months, expected):
    assert months_after(day, months) == expected


@given(DAYS, MONTHS)
def test_exactly_so_many_months_later_on_the_nearest_day(day, months):
    then = months_after(day, months)

    assert (then.year - day.year) * 12 + then.month - day.month == months
    last = calendar.monthrange(then.year, then.month)[1]
    assert then.day == min(day.day, last)


def test_the_last_day_counts_and_sixty_days_before_it_is_due():
    end = date(2026, 11, 30)

    assert not is_over(end, end)
    assert is_over(end, end + timedelta(days=1))
    assert is_due(end, end - timedelta(days=60))
    assert not is_due(end, end - timedelta(days=61))
    assert not is_over(None, end)
    assert not is_due(None, end)
