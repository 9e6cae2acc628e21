"""The measurements of courses run, and give their figures; how large these are is no concern."""

import pytest

from tests.bench.report import Report

from .hammer import hammer
from .measuring import note_lengths, note_pages, note_writes
from .portal import lengths, pages


@pytest.mark.django_db
def test_a_lesson_costs_the_same_queries_whatever_has_been_read(cast):
    small, large = (pages(cast.bochum, lessons, 1) for lessons in (2, 9))

    queries = {page[name] for page in (small, large) for name in page if "queries" in name}
    assert len(queries) == 1
    report = Report()
    note_pages(report, "sqlite", [small, large])
    assert [figure.against for figure in report.figures] == [
        "nothing read",
        "nothing read",
        "2 lessons",
    ]


@pytest.mark.django_db
def test_a_write_costs_the_same_queries_in_a_course_of_any_length(cast):
    found = [lengths(cast.bochum, lessons, 3) for lessons in (2, 9)]

    assert [(each["state_queries"], each["done_queries"]) for each in found] == [(1, 2), (1, 2)]
    report = Report()
    note_lengths(report, "sqlite", found)
    assert {(figure.documents, figure.against) for figure in report.figures} == {(9, "2 lessons")}


def test_everybody_writes_as_often():
    written = {name: [] for name in "abc"}

    found = hammer([written[name].append for name in written], 4)

    assert all(numbers == [0, 1, 2, 3, 4] for numbers in written.values())
    assert len(found["milliseconds"]) == 12
    assert found["rate"] > 0


def test_a_writer_that_fails_fails_the_measurement():
    def refuse(number: int) -> None:
        raise RuntimeError("503")

    with pytest.raises(RuntimeError, match="503"):
        hammer([refuse, lambda number: None], 2)


def test_writes_are_compared_one_by_one_and_by_session():
    side = {
        "queries": 3,
        "session_queries": 3,
        "write": {"rate": 400.0, "milliseconds": [1.0, 2.0]},
        "session": {"rate": 100.0, "milliseconds": [3.0, 4.0]},
    }
    slower = side | {"session": {"rate": 5.0, "milliseconds": [90.0, 95.0]}}
    report = Report()

    note_writes(report, "sqlite", side, slower)

    rates = {figure.documents: figure for figure in report.figures if figure.unit == "writes/s"}
    assert (rates[1].ratio, rates[20].ratio, rates[20].met) == (1, 20, True)
