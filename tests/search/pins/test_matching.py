"""Which searches an editor means with a line."""

import pytest

from search.pins.matching import phrase_key, phrase_keys


@pytest.mark.parametrize(
    "typed",
    [
        "Bewerbung Marketing",
        "bewerbung-marketing",
        "Marketing für Bewerbungen",
        "BEWERBUNG bewerbung marketing!",
        "„Bewerbung Marketing“",
    ],
)
def test_order_inflection_and_stop_words_do_not_matter(typed):
    assert phrase_key(typed) == phrase_key("Marketing Bewerbung") != ""


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Fuehrungskraefte", "Führungskräfte"), ("Kolleg:innen", "KollegInnen")],
)
def test_spellings_do_not_matter(typed, written):
    assert phrase_key(typed) == phrase_key(written)


@pytest.mark.parametrize(
    "typed", ["Azubi", "Azubi Marketing Bochum", "Azubi -Marketing", '-"Azubi" Marketing']
)
def test_more_fewer_or_unwanted_words_are_another_search(typed):
    assert phrase_key(typed) != phrase_key("Azubi Marketing")


def test_a_dash_between_words_unwants_nothing():
    assert phrase_key("Azubi - Marketing") == phrase_key("Azubi Marketing")


def test_stop_words_alone_are_words():
    assert phrase_key("wir") != ""
    assert phrase_key("!? …") == phrase_key("") == ""


def test_one_search_a_line():
    assert phrase_keys("Tandem\r\n\n  Mentoring \n!?") == {
        phrase_key("tandem"),
        phrase_key("mentoring"),
    }
