"""A page of results hands out a receipt; who hands it back has the search counted."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from search import services
from search.insights.models import ClickCount, SearchCount
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture(autouse=True)
def _entries(cast):
    for number in range(14):
        GoodPracticeFactory(parent=cast.herne, title=f"Mentoring {number:02}")
    services.rebuild()


def receipt(query: str, path="/suche/", **headers) -> str | None:
    """The receipt on the page of a search."""
    answer = Client().get(f"{path}?{query}", headers=headers)
    return BeautifulSoup(answer.content, "html.parser").select_one("#ergebnisse").get("data-beleg")


def report(beleg: str, **values):
    headers = {**BROWSER, **values.pop("headers", {})}
    answer = Client().post(
        reverse("search_insights_count"), {"beleg": beleg, **values}, headers=headers
    )
    assert answer.status_code == 204
    assert not answer.content
    assert not answer.cookies
    return answer


def counts() -> list[tuple]:
    return list(
        SearchCount.objects.order_by("day", "term").values_list(
            "spelling", "searches", "without_hits", "with_click"
        )
    )


def test_searching_alone_writes_nothing():
    for _ in range(2):
        receipt("q=Mentoring")
    assert counts() == []


def test_counts_by_day_and_term():
    with time_machine.travel("2026-05-01T10:00:00+02:00", tick=False):
        for typed in ("Mentoring", "mentoring", "MENTORING"):
            report(receipt(f"q={typed}"))
        report(receipt("q=Xylophon"))
    with time_machine.travel("2026-05-02T10:00:00+02:00", tick=False):
        report(receipt("q=mentoring"))
    assert counts() == [
        ("Mentoring", 3, 0, 0),
        ("Xylophon", 1, 1, 0),
        ("mentoring", 1, 0, 0),
    ]


def test_the_day_is_that_of_the_cities():
    with time_machine.travel("2026-05-01T22:30:00+00:00", tick=False):
        report(receipt("q=Mentoring"))
    assert SearchCount.objects.get().day == datetime.date(2026, 5, 2)


def test_nothing_of_a_person_is_kept(cast):
    client = Client()
    client.force_login(cast.learner)
    sessions = Session.objects.count()
    page = BeautifulSoup(client.get("/suche/?q=Mentoring").content, "html.parser")
    client.post(
        reverse("search_insights_count"),
        {"beleg": page.select_one("#ergebnisse")["data-beleg"], "platz": "0", "erster": "1"},
        headers=BROWSER,
    )
    fields = {field.name for field in (*SearchCount._meta.fields, *ClickCount._meta.fields)}
    assert fields == {
        "id",
        "day",
        "term",
        "spelling",
        "searches",
        "without_hits",
        "with_click",
        "document_id",
        "place",
        "clicks",
    }
    assert ClickCount.objects.count() == 1
    assert Session.objects.count() == sessions


@pytest.mark.parametrize("query", ["q=erika%40stadt.example", "q=0221+4710-100", "q=%21", ""])
def test_what_may_be_about_a_person_gets_no_receipt(query):
    assert receipt(query) is None


def test_another_order_gets_no_receipt():
    assert receipt("q=Mentoring&sortierung=neu") is None
    assert receipt("q=Mentoring&sortierung=relevanz")


def test_live_results_carry_their_receipt():
    report(receipt("q=Mentoring", **{"HX-Request": "true"}))
    assert counts() == [("Mentoring", 1, 0, 0)]


def test_a_later_page_is_no_new_search_but_its_clicks_count():
    beleg = receipt("q=Mentoring&seite=2")
    report(beleg)
    assert counts() == []
    report(beleg, platz="0", erster="1")
    report(receipt("q=Mentoring"), platz="2")
    assert set(ClickCount.objects.values_list("place", "clicks")) == {(13, 1), (3, 1)}


def test_a_filter_that_leaves_nothing_says_nothing_of_what_there_is():
    report(receipt("q=Mentoring&stadt=bochum"))
    report(receipt("q=Xylophon&stadt=bochum"))
    assert [(searches, empty) for _t, searches, empty, _c in counts()] == [(1, 0), (1, 0)]


def test_clicks_are_counted_with_document_and_place():
    beleg = receipt("q=Mentoring")
    report(beleg)
    report(beleg, platz="1", erster="1")
    report(beleg, platz="1")
    report(beleg, platz="11")
    assert counts() == [("Mentoring", 1, 0, 1)]
    clicks = ClickCount.objects.order_by("place")
    assert [(click.place, click.clicks) for click in clicks] == [(2, 2), (12, 1)]
    page = BeautifulSoup(Client().get("/suche/?q=Mentoring").content, "html.parser")
    second = page.select(".hit__title a")[1].get_text().strip()
    number = int(clicks[0].document_id.removeprefix("page-"))
    assert GoodPracticeFactory._meta.model.objects.get(pk=number).title == second


@pytest.mark.parametrize("place", ["12", "99999999999999999999", "-1", "x", "1.5", "²"])
def test_what_was_not_shown_cannot_be_clicked(place):
    report(receipt("q=Mentoring"), platz=place, erster="1")
    assert not ClickCount.objects.exists()
    assert counts() == []


@pytest.mark.parametrize(
    "beleg",
    ["", "x", "\x00", signing.dumps(["Unfug", 1, 1, [], True])],
    # Names of its own: a signature changes with the second in which it was made.
    ids=["empty", "letter", "null", "other-salt"],
)
def test_a_receipt_that_nobody_handed_out_counts_nothing(beleg):
    report(beleg)
    assert counts() == []


def test_a_receipt_expires():
    with time_machine.travel("2026-05-01T10:00:00+02:00", tick=False):
        beleg = receipt("q=Mentoring")
    with time_machine.travel("2026-05-02T10:00:00+02:00", tick=False):
        report(beleg)
    assert counts() == []


@pytest.mark.parametrize("agent", ["Googlebot/2.1", "Mozilla/5.0 (compatible; bingbot/2.0)", ""])
def test_robots_are_not_counted(agent):
    report(receipt("q=Mentoring"), headers={"User-Agent": agent})
    assert counts() == []


def test_reports_are_limited(settings):
    settings.ACCOUNT_RATE_LIMITS = {"search_insights": "3/m/ip"}
    beleg = receipt("q=Mentoring")
    for _ in range(5):
        report(beleg)
    assert counts() == [("Mentoring", 3, 0, 0)]


def test_without_an_index_nothing_is_counted(monkeypatch):
    from search.engines import EngineUnavailableError, get_engine

    def away(request, **options):
        raise EngineUnavailableError("away")

    monkeypatch.setattr(get_engine(), "search", away)
    assert receipt("q=Mentoring") is None


def test_only_sent_things_count():
    answer = Client().get(reverse("search_insights_count"), headers=BROWSER)
    assert answer.status_code == 405


def test_counting_costs_one_statement(django_assert_num_queries):
    beleg = receipt("q=Mentoring")
    report(beleg)
    with django_assert_num_queries(1):
        report(beleg)
