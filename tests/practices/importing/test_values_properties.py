"""The parsers of cells, held against whatever a cell may hold."""

import datetime
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.content.importing import values
from portal.content.importing.report import InvalidValueError, printable
from practices.importing.columns import heading
from practices.importing.delimited import DELIMITERS, decode, rows_of
from practices.importing.reading import HEADER_WITHIN, is_header
from tests.practices.importing.sheets import delimited

CELLS = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)
PARSERS = [
    values.text_of,
    values.line_of,
    values.date_of,
    values.whole_number_of,
    values.yes_or_no,
    values.several,
]


def refusal_of(parser, value) -> InvalidValueError | None:
    try:
        parser(value)
    except InvalidValueError as error:
        return error
    return None


@pytest.mark.parametrize("parser", PARSERS)
@given(cell=CELLS)
@example(cell="\ud800")
@example(cell="_xD800_")
@example(cell="_x0000_")
@example(cell=float("nan"))
@example(cell="²")
@example(cell="٣.٢٠٢٤")
def test_any_cell_is_read_or_refused_with_a_remedy(parser, cell):
    error = refusal_of(parser, cell)
    assert error is None or (error.message and error.remedy)


@given(cell=CELLS)
def test_text_that_is_read_can_be_stored(cell):
    try:
        text = values.text_of(cell)
    except InvalidValueError:
        return
    assert "\x00" not in text
    assert text == text.strip()
    text.encode()


@given(day=st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)))
def test_every_way_to_write_a_day_is_that_day(day):
    for written in (day, day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}"):
        assert values.date_of(written) == day
    month = f"{day.month}.{day.year}"
    assert values.date_of(month) <= day <= values.date_of(month, end=True)
    assert values.date_of(day.year) <= day <= values.date_of(day.year, end=True)


@given(number=st.integers(0, 999_999_999))
def test_every_way_to_write_a_number_is_that_number(number):
    dotted = f"{number:,}".replace(",", ".")
    for written in (number, float(number), str(number), dotted, f"{dotted},00"):
        assert values.whole_number_of(written) == number


@given(parts=st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1), unique=True))
def test_lists_keep_every_value_once(parts):
    tidy = [values.text_of(part) for part in parts]
    assert values.several("; ".join(parts + parts)) == list(dict.fromkeys(tidy))


@given(data=st.binary())
def test_any_bytes_are_text_or_refused(data):
    error = refusal_of(decode, data)
    assert error.remedy if error else "\x00" not in decode(data)


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@given(cells=st.lists(LETTERS, min_size=1), delimiter=st.sampled_from(DELIMITERS))
def test_cells_survive_csv_whatever_is_in_them(cells, delimiter):
    rows = [{"Titel": cell, "Stadt": "Bochum"} for cell in cells]
    data = delimited(*rows, delimiter=delimiter).encode("utf-8-sig")

    read = list(rows_of(data, is_header=is_header, look_at=HEADER_WITHIN))

    assert [row for _number, row in read[1:]] == [[cell, "Bochum"] for cell in cells]


@given(text=st.text())
def test_printable_text_is_one_short_line_that_any_terminal_shows(text):
    shown = printable(text)
    assert len(shown) <= 80
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    shown.encode()


@given(text=st.text())
def test_headings_fold_to_the_same_whatever_surrounds_them(text):
    assert heading(f"  {text} *") == heading(text)
