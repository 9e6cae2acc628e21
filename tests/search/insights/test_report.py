"""What editors see of what people search."""

import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from search import services
from search.insights import selectors
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .counted import clicked, days_ago, searched

pytestmark = pytest.mark.django_db


def opened(user, **query):
    answer = signed_in(user).get(reverse("search_insights"), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows(page) -> list[list[str]]:
    return [
        [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
        for row in page.select(".insights__table tbody tr")
    ]


@pytest.fixture
def a_month(cast):
    searched("Mentoring", 6, with_click=3)
    searched("mentoring", 2, ago=10)
    searched("Xylophon", 7, ago=3, without_hits=7)
    searched("Seltenes Wort", 3, ago=2, without_hits=1)
    searched("Selten", 1, ago=1)
    searched("Lange her", 50, ago=40)


@pytest.mark.parametrize("who", ["editor_bochum", "reviewer", "administrator"])
def test_editors_see_it(cast, a_month, who):
    page = opened(getattr(cast, who))
    assert rows(page) == [
        ["Mentoring", "8", "0", "38 %"],
        ["Xylophon", "7", "7", "0 %"],
    ]


@pytest.mark.parametrize("who", ["learner", "hr_developer"])
def test_others_do_not(cast, a_month, who):
    answer = signed_in(getattr(cast, who)).get(reverse("search_insights"), follow=True)
    assert "Xylophon" not in answer.content.decode()


def test_visitors_do_not(client, cast):
    assert client.get(reverse("search_insights")).status_code == 302


@pytest.mark.parametrize("query", [{}, {"liste": "ohne-treffer"}, {"zeitraum": "365"}])
def test_rare_searches_are_only_a_sum(cast, a_month, query):
    text = opened(cast.reviewer, **query).get_text()
    assert "Selten" not in text.replace("Seltene", "")
    assert "4 seltene" in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rare_searches_are_not_exported(cast, a_month, kind):
    answer = signed_in(cast.reviewer).get(reverse("search_insights"), {"export": kind})
    content = b"".join(answer) if answer.streaming else answer.content
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        lines = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    else:
        lines = [line.split(",") for line in content.decode().splitlines()]
    assert lines == [
        ["Suche", "Suchanfragen", "ohne Treffer", "Suchanfragen mit Klick"],
        ["Mentoring", "8", "0", "3"],
        ["Xylophon", "7", "7", "0"],
    ]


def test_a_term_that_is_frequent_in_all_is_shown_in_a_short_period(cast, a_month):
    searched("Lange her", 1)
    page = opened(cast.reviewer, zeitraum="7")
    assert rows(page)[-1][:2] == ["Lange her", "1"]
    assert rows(opened(cast.reviewer, zeitraum="90"))[0][:2] == ["Lange her", "51"]


def test_what_found_nothing(cast, a_month):
    page = opened(cast.reviewer, liste="ohne-treffer")
    assert rows(page) == [["Xylophon", "7", "7"]]
    link = page.select_one(".insights__table a")
    assert link["href"] == "/suche/?q=Xylophon"


def test_what_was_clicked(cast, a_month):
    shown = GoodPracticeFactory(parent=cast.herne, title="Mentoring im Amt")
    hidden = GoodPracticeFactory(parent=cast.herne, title="Geheim", live=False)
    clicked("Mentoring", f"page-{shown.pk}", 1, 4)
    clicked("Mentoring", f"page-{hidden.pk}", 5, 2, ago=3)
    clicked("Xylophon", f"page-{hidden.pk}", 2)
    clicked("Selten", f"page-{shown.pk}", 2, 9)
    page = opened(cast.reviewer, liste="angeklickt")
    assert rows(page) == [
        ["Mentoring", "6", "2,3", "38 %", "Mentoring im Amt"],
        ["Xylophon", "1", "2,0", "0 %", "nicht mehr öffentlich"],
    ]
    assert "Geheim" not in page.get_text()


def test_the_chart_is_the_table(cast, a_month):
    page = opened(cast.reviewer)
    days = page.select("details tbody tr")
    assert len(days) == len(page.select(".insights__chart rect")) / 2 == 30
    numbers = [int(day.select("td")[0].get_text()) for day in days]
    assert sum(numbers) == 19
    assert numbers[-1] == 6
    heights = [
        int(bar["height"]) for bar in page.select(".insights__chart rect:not([class*=empty])")
    ]
    assert heights[numbers.index(7)] == 100
    assert [height > 0 for height in heights] == [number > 0 for number in numbers]


@pytest.mark.parametrize(("key", "bars"), [("7", 7), ("90", 13), ("365", 13)])
def test_periods(cast, a_month, key, bars):
    page = opened(cast.reviewer, zeitraum=key, liste="ohne-treffer")
    assert len(page.select("details tbody tr")) == bars
    current = [link.get_text() for link in page.select(".insights__choices [aria-current]")]
    assert len(current) == 2
    links = {link["href"] for link in page.select(".insights__choices a")}
    assert f"?zeitraum={key}&liste=haeufig" in links
    assert "?zeitraum=30&liste=ohne-treffer" in links


def test_unknown_choices_are_the_usual_ones(cast):
    page = opened(cast.reviewer, zeitraum="x", liste="y")
    assert "In diesem Zeitraum gibt es hier nichts zu zeigen." in page.get_text()


def test_sums(cast, a_month):
    found = selectors.totals(days_ago(29))
    assert (found.searches, found.without_hits, found.rare) == (19, 8, 4)


def test_stands_in_the_menu_of_the_search(cast):
    address = reverse("search_insights")
    for user, shown in ((cast.editor_bochum, True), (cast.reviewer, True)):
        home = signed_in(user).get(reverse("wagtailadmin_home")).content.decode()
        assert (address in home) is shown


@pytest.mark.parametrize("tab", ["haeufig", "ohne-treffer", "angeklickt"])
def test_queries_do_not_grow(cast, django_assert_max_num_queries, tab):
    services.rebuild()
    client = signed_in(cast.reviewer)
    address = reverse("search_insights") + f"?liste={tab}"
    numbers = []
    for size in (2, 20):
        for number in range(size):
            page = GoodPracticeFactory(parent=cast.herne)
            searched(f"Wort {size} {number}", 9, without_hits=5, with_click=2)
            clicked(f"Wort {size} {number}", f"page-{page.pk}", 2)
        client.get(address)
        with django_assert_max_num_queries(60) as queries:
            client.get(address)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
