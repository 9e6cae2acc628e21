"""Words, their stems, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.distance import begun_within_one_edit
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import MAX_WORD, stems, tokenize


def places(text):
    return [text[token.start : token.end] for token in tokenize(text)]


def test_a_gender_mark_stays_inside_its_word():
    assert places("Kolleg*innen, (Mitarbeiter/in) und Bürger_innen") == [
        "Kolleg*innen",
        "Mitarbeiter/in",
        "und",
        "Bürger_innen",
    ]


def test_other_signs_part_words():
    assert places("und/oder außen/innen E-Learning foo_bar") == [
        "und",
        "oder",
        "außen",
        "innen",
        "E",
        "Learning",
        "foo",
        "bar",
    ]


@pytest.mark.parametrize(
    "spelling",
    ["Mitarbeiter*innen", "Mitarbeiter/innen", "MitarbeiterInnen", "Mitarbeiter", "Mitarbeitende"],
)
def test_all_spellings_of_staff_have_one_stem(spelling):
    assert stems(spelling) == ["mitarbeit"]


def test_inflected_words_meet_in_their_stem():
    assert stems("Bewerbung Bewerbungen") == ["bewerb", "bewerb"]
    assert stems("Führungskraft Fuehrungskräfte") == ["fuhrungskraft", "fuhrungskraft"]


def test_english_has_its_own_stemmer():
    assert stems("trainings training", "en") == ["train", "train"]
    assert stems("training", "de") == ["training"]


def test_a_word_without_end_is_cut():
    (token,) = tokenize("x" * 100_000)
    assert len(token.word) == MAX_WORD
    assert token.end == 100_000


def test_stop_words_are_folded():
    assert {"fur", "uber", "wie", "the"} <= STOP_WORDS
    assert "stadt" not in STOP_WORDS


@given(st.text())
def test_places_are_in_order_and_inside_the_text(text):
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert token.word
        assert token.stem
        end = token.end


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("bewerbung", True),
        ("bewrbung", True),
        ("bewerrbung", True),
        ("bewertung", True),
        ("bewrebung", True),
        ("bewebrungn", False),
        ("beurteilung", False),
        # Short beginnings fit too many.
        ("bewer", False),
    ],
)
def test_a_beginning_one_edit_away(typed, near):
    words = ["ausbildung", "bewerbungen", "zug"]

    assert begun_within_one_edit(words, typed) == (["bewerbungen"] if near else [])
