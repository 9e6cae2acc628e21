"""Time and attempts, and what one person is given in addition."""

from datetime import UTC, datetime, timedelta

import pytest

from training.finaltest.limits import Limits

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def after(**passed) -> datetime:
    return START + timedelta(**passed)


def test_without_limits_nothing_ends():
    limits = Limits(extra_minutes=30, extra_attempts=2)
    assert limits.ends_at(START) is None
    assert limits.seconds_left(START, after(days=30)) is None
    assert not limits.is_over(START, after(days=3000))
    assert limits.attempts_left(99) is None


@pytest.mark.parametrize(
    ("passed", "seconds", "is_over"),
    [
        ({"minutes": 0}, 1200, False),
        ({"minutes": 19, "seconds": 59}, 1, False),
        ({"minutes": 19, "seconds": 59, "milliseconds": 600}, 1, False),
        ({"minutes": 20, "seconds": 10}, 0, False),  # it was on its way
        ({"minutes": 20, "seconds": 16}, 0, True),
        ({"days": 2}, 0, True),
    ],
)
def test_an_attempt_ends_with_its_time(passed, seconds, is_over):
    limits = Limits(minutes=20)
    assert limits.seconds_left(START, after(**passed)) == seconds
    assert limits.is_over(START, after(**passed)) == is_over


def test_more_minutes_count_for_the_attempt_that_runs():
    now = after(minutes=25)
    assert Limits(minutes=20).is_over(START, now)
    assert Limits(minutes=20, extra_minutes=10).seconds_left(START, now) == 300


@pytest.mark.parametrize(
    ("used", "extra", "left"), [(0, 0, 3), (2, 0, 1), (3, 0, 0), (4, 0, 0), (3, 1, 1)]
)
def test_attempts_are_counted_down_to_none(used, extra, left):
    assert Limits(max_attempts=3, extra_attempts=extra).attempts_left(used) == left


def test_solutions_are_shown_when_they_help_no_further_attempt():
    limits = Limits(max_attempts=2)
    assert limits.shows_solutions(is_passed=True, used=1)
    assert limits.shows_solutions(is_passed=False, used=2)
    assert not limits.shows_solutions(is_passed=False, used=1)
    assert not Limits().shows_solutions(is_passed=False, used=50)
