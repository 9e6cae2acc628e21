"""Searches that suggestions may offer."""

import pytest

from search.insights.selectors import forget_popular, popular

from .counted import searched

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew():
    forget_popular()
    yield
    forget_popular()


def test_offers_what_many_searched_the_most_frequent_first():
    searched("Mentoring", 4, ago=1)
    searched("Mentoring", 3)
    searched("Mensa", 9)
    searched("Tandem", 20)
    assert popular("men", limit=5) == ["Mensa", "Mentoring"]
    assert popular("MEN", limit=1) == ["Mensa"]
    assert popular("tan", limit=5) == ["Tandem"]
    assert popular("", limit=5) == popular("!", limit=5) == popular("men", limit=0) == []


def test_knows_other_spellings_and_offers_the_usual_one():
    searched("fuehrung", 2, ago=1)
    searched("Führung", 6)
    assert popular("Füh", limit=5) == popular("fueh", limit=5) == ["Führung"]


def test_what_few_searched_is_nobody_elses_business():
    searched("Mentoring", 4)
    assert popular("men", limit=5) == []


def test_what_found_nothing_is_not_offered():
    searched("Mentorng", 9, without_hits=9)
    searched("Mentoring", 9, without_hits=1)
    assert popular("men", limit=5) == ["Mentoring"]


def test_what_was_searched_long_ago_is_not_offered():
    searched("Mentoring", 9, ago=200)
    assert popular("men", limit=5) == []


def test_costs_one_query_and_then_none(django_assert_num_queries):
    for number in range(20):
        searched(f"Mentoring {number}", 5)
    with django_assert_num_queries(1):
        popular("men", limit=5)
    with django_assert_num_queries(0):
        popular("mento", limit=5)
