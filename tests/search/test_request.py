"""A search is read from an address and written back as one; nonsense is left out."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.request import MAX_PAGE, MAX_TEXT, MAX_VALUES, SearchRequest


def parse(query="", **fixed):
    return SearchRequest.parse(QueryDict(query), fixed=fixed)


def test_reads_all_parameters():
    request = parse("q=azubi&stadt=bochum&stadt=herne&thema=fuehrung&sortierung=titel&seite=3")
    assert request.text == "azubi"
    assert request.filters == {"city": ("bochum", "herne"), "theme": ("fuehrung",)}
    assert request.sort == "titel"
    assert (request.page, request.offset) == (3, 24)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=azubi",
        "q=%E2%80%9Egute+Praxis%E2%80%9C&stadt=bochum&stadt=herne&ziel=ziel-1",
        "stadt=bochum&schlagwort=mentoring&sortierung=titel&seite=2",
    ],
)
def test_writes_the_address_it_was_read_from(query):
    assert parse(query).query_string() == query


@given(st.text(), st.lists(st.text(), max_size=3), st.text())
def test_what_it_writes_reads_the_same(text, cities, page):
    query = QueryDict(mutable=True)
    query["q"], query["seite"] = text, page
    query.setlist("stadt", cities)
    request = SearchRequest.parse(query)
    assert SearchRequest.parse(QueryDict(request.query_string())) == request


@pytest.mark.parametrize(
    ("page", "read"),
    [("-1", 1), ("0", 1), ("x", 1), ("", 1), ("1e9", 1), (str(10**9), MAX_PAGE), ("9" * 9999, 1)],
)
def test_an_impossible_page_is_a_possible_one(page, read):
    assert parse(f"seite={page}").page == read


def test_too_much_is_cut():
    assert len(parse("q=" + "x" * 100_000).text) == MAX_TEXT
    many = "&".join(f"stadt=s{number}" for number in range(1000))
    assert len(parse(many).filters["city"]) == MAX_VALUES


def test_signs_that_no_text_has_are_left_out():
    assert parse("q=a%00b%0A%09c").text == "a b c"
    assert parse("stadt=%00&stadt=&stadt=+").filters == {}
    assert SearchRequest.parse(_with_surrogate()).query_string()


def _with_surrogate():
    query = QueryDict(mutable=True)
    query["q"] = "a\ud800"
    return query


def test_unknown_parameters_and_orders_are_left_out():
    assert parse("stadt[]=bochum&city=herne&sortierung=zufall") == parse()


def test_a_fixed_filter_cannot_be_changed_and_is_not_written():
    request = parse("art=training&stadt=herne", kind=("praxis",))
    assert request.all_filters == {"city": ("herne",), "kind": ("praxis",)}
    assert request.query_string() == "stadt=herne"


def test_relevance_needs_a_text():
    assert parse("q=azubi").effective_sort == "relevanz"
    assert parse("").effective_sort == "neu"


def test_the_usual_order_is_not_written():
    assert parse("q=azubi&sortierung=titel").sorted_by("relevanz").sort == ""
    assert parse("q=azubi").sorted_by("neu").sort == "neu"


def test_every_change_leads_to_the_first_page():
    request = parse("q=azubi&stadt=bochum&stadt=herne&seite=4")
    assert request.without_value("city", "bochum").query_string() == "q=azubi&stadt=herne"
    assert request.without_filters().query_string() == "q=azubi"
    assert request.with_text("tandem").page == 1
    assert request.on_page(5).page == 5
