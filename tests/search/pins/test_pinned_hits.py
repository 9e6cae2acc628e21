"""What editors pin stands before the hits of a search."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from search import services
from search.drain import drain
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

from .pinning import pin

pytestmark = pytest.mark.django_db


class Results:
    """The results of a search as a visitor sees them."""

    def __init__(self, client, query, path="/suche/"):
        drain()
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 200
        soup = BeautifulSoup(answer.content, "html.parser")
        hits = soup.select(".hit")
        self.titles = [hit.select_one("h2").get_text().strip() for hit in hits]
        self.pinned = [
            hit.select_one("h2").get_text().strip() for hit in hits if hit.select(".hit__pinned")
        ]
        self.sentence = " ".join(soup.select_one("#treffer").get_text().split())
        self.nothing = bool(soup.select(".results__none"))


@pytest.fixture
def calendar(cast):
    """A page that has nothing of the words that it is pinned to."""
    page = GoodPracticeFactory(parent=cast.herne, title="Feiertagskalender")
    for number in range(3):
        GoodPracticeFactory(parent=cast.bochum, title=f"Mentoring {number}")
    services.rebuild()
    return page


def test_stands_first_and_says_so(client, calendar):
    pin("Mentoring\nTandem", calendar)
    found = Results(client, "q=mentorings")
    assert found.titles[0] == "Feiertagskalender"
    assert found.pinned == ["Feiertagskalender"]
    assert found.sentence == "3 Treffer für „mentorings“"
    assert Results(client, "q=mentoring+bochum").pinned == []


def test_in_the_order_of_the_editors(cast, client, calendar):
    module = TrainingModuleFactory(parent=cast.herne, title="Aufstieg")
    pin("Mentoring", module, calendar)
    pin("Mentoring", calendar)
    assert Results(client, "q=mentoring").pinned == ["Aufstieg", "Feiertagskalender"]


def test_a_hit_that_is_pinned_is_not_shown_twice(client, cast, calendar):
    hit = type(calendar).objects.get(title="Mentoring 2")
    pin("mentoring", hit)
    found = Results(client, "q=mentoring")
    assert found.titles[0] == "Mentoring 2"
    assert sorted(found.titles) == ["Mentoring 0", "Mentoring 1", "Mentoring 2"]
    assert found.sentence == "3 Treffer für „mentoring“"


def test_only_on_the_first_page_and_nowhere_twice(client, cast, calendar):
    for number in range(12):
        GoodPracticeFactory(parent=cast.bochum, title=f"Mentoring noch {number}")
    drain()
    last = Results(client, "q=mentoring&seite=2").titles[-1]
    pin("mentoring", type(calendar).objects.get(title=last))
    first, second = (Results(client, f"q=mentoring&seite={page}") for page in (1, 2))
    assert first.pinned == [last]
    assert second.pinned == []
    assert len(first.titles) + len(second.titles) == 15
    assert len(set(first.titles + second.titles)) == 15


def test_a_page_whose_only_hit_is_pinned_says_not_that_nothing_is_found(client, cast, calendar):
    for number in range(10):
        GoodPracticeFactory(parent=cast.bochum, title=f"Mentoring noch {number}")
    drain()
    (last,) = Results(client, "q=mentoring&seite=2").titles
    pin("mentoring", type(calendar).objects.get(title=last))
    second = Results(client, "q=mentoring&seite=2")
    assert (second.titles, second.nothing) == ([], False)


@pytest.mark.parametrize("sort", ["neu", "titel"])
def test_another_order_has_no_recommendations(client, calendar, sort):
    pin("mentoring", calendar)
    assert Results(client, f"q=mentoring&sortierung={sort}").pinned == []


def test_filters_hold(client, calendar):
    pin("mentoring", calendar)
    assert Results(client, "q=mentoring&stadt=herne").pinned == ["Feiertagskalender"]
    assert Results(client, "q=mentoring&stadt=bochum").pinned == []
    assert Results(client, "q=mentoring", "/training/").pinned == []
    assert Results(client, "q=mentoring", "/praxis/").pinned == ["Feiertagskalender"]


def test_a_recommendation_is_better_than_nothing(client, calendar):
    pin("Xylophon", calendar)
    found = Results(client, "q=xylophon")
    assert found.titles == ["Feiertagskalender"]
    assert found.sentence == "Eine Empfehlung für „xylophon“"
    assert not found.nothing


def test_what_is_not_public_is_not_shown(client, cast, calendar):
    draft = GoodPracticeFactory(parent=cast.herne, title="Entwurf", live=False)
    private = GoodPracticeFactory(parent=cast.herne, title="Intern")
    pin("mentoring", draft, private, cast.herne.get_parent().specific, calendar)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert Results(client, "q=mentoring").pinned == ["Feiertagskalender"]
    calendar.unpublish()
    assert Results(client, "q=mentoring").pinned == []


def test_shown_as_the_database_has_it_now(client, calendar):
    pin("mentoring", calendar)
    calendar.title = "Kalender <der> Feste"
    calendar.save()
    assert Results(client, "q=mentoring").pinned == ["Kalender <der> Feste"]


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-05-31", False), ("2026-06-01", True), ("2026-08-31", True), ("2026-09-01", False)],
)
def test_holds_from_the_first_to_the_last_day(client, calendar, day, shown):
    pin(
        "mentoring",
        calendar,
        starts=datetime.date(2026, 6, 1),
        ends=datetime.date(2026, 8, 31),
    )
    # Half an hour before midnight in Berlin.
    with time_machine.travel(f"{day}T21:30:00+00:00", tick=False):
        assert bool(Results(client, "q=mentoring").pinned) is shown


def test_without_an_index_pins_are_shown_all_the_same(client, cast):
    page = GoodPracticeFactory(parent=cast.herne, title="Feiertagskalender")
    pin("mentoring", page)
    answer = client.get("/suche/?q=mentoring")
    assert "Empfohlen" in answer.content.decode()


def test_costs_a_query_and_where_something_is_pinned_a_few(cast, calendar):
    plain = queries_for("/suche/?q=mentoring")
    empty = queries_for("/suche/")
    pin("tandem", calendar)
    assert queries_for("/suche/?q=mentoring") == plain
    assert queries_for("/suche/") == empty == plain - 1
    costs = []
    for number in (1, 4):
        pages = [GoodPracticeFactory(parent=cast.herne) for _ in range(number)]
        pin(f"kalender {number}", *pages)
        drain()
        costs.append(queries_for(f"/suche/?q=kalender+{number}"))
    assert costs[0] == costs[1]
