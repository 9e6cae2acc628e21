"""A code cannot be guessed, and is read as people copy it."""

from hypothesis import given
from hypothesis import strategies as st

from training.certificates.codes import ALPHABET, LENGTH, new_code, read_code, written

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_it_has_a_hundred_random_bits():
    codes = {new_code() for _number in range(200)}

    assert len(codes) == 200
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert {len(code) for code in codes} == {20}
    # Each place takes many values; a fixed or counted place would take few.
    assert all(len({code[place] for code in codes}) > 20 for place in range(LENGTH))


@given(CODES)
def test_what_is_written_is_read(code):
    assert read_code(written(code)) == code
    assert read_code(f"  {written(code).lower().replace('-', ' ')}\n") == code
    assert read_code(code.replace("0", "o").replace("1", "l")) == code


@given(st.text(max_size=60))
def test_anything_else_is_no_code(typed):
    code = read_code(typed)
    assert code == "" or (len(code) == LENGTH and set(code) <= set(ALPHABET))


def test_what_is_too_long_or_foreign_is_none():
    assert read_code("A" * 21) == ""
    assert read_code("") == ""
    assert read_code("U" * 20) == ""
    assert read_code("٣" * 20) == ""
