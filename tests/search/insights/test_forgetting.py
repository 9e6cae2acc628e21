"""Counts are kept for a time that the settings say."""

import json

import pytest
from django.core.management import call_command

from search.insights.models import ClickCount, SearchCount
from search.insights.receipts import Receipt
from search.insights.services import count_search, forget

from .counted import clicked, days_ago, searched

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _old_and_new(settings):
    settings.SEARCH_INSIGHTS_DAYS = 30
    for ago in (31, 30, 0):
        searched("Mentoring", ago=ago)
        clicked("Mentoring", "page-1", 1, ago=ago)


def left():
    days = set(SearchCount.objects.values_list("day", flat=True))
    assert days == set(ClickCount.objects.values_list("day", flat=True))
    return days


def test_forgets_what_is_older():
    assert forget() == 2
    assert left() == {days_ago(30), days_ago(0)}


def test_the_command_says_how_much(capsys):
    call_command("search_forget")
    assert "2 Zählungen gelöscht" in capsys.readouterr().out
    call_command("search_forget", "--json")
    assert json.loads(capsys.readouterr().out) == {"deleted": 0}


def test_happens_by_itself():
    """With the first search for something new."""
    count_search(Receipt("Tandem", True, 1, [], True))
    assert not SearchCount.objects.filter(day=days_ago(31)).exists()
    assert not ClickCount.objects.filter(day=days_ago(31)).exists()
