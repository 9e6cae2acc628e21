"""Which words count as English, and how they are spelt."""

import pytest

from search.english import is_common_english, is_english, unfolded


@pytest.mark.parametrize("word", ["building", "colleagus", "policies", "employees", "mentorship"])
def test_english_words_are_known_with_their_endings_as_queries_fold_them(word):
    assert is_english(word)


@pytest.mark.parametrize(
    "word",
    [
        "organisations",
        "recognised",
        "organising",
        "labour",
        "neighbourhoods",
        "centres",
        "counselling",
        "travellers",
        "programmes",
        "licence",
        "defences",
    ],
)
def test_british_spellings_are_english(word):
    assert is_english(word)


@pytest.mark.parametrize(
    "word", ["leiter", "fuhrung", "hause", "langsame", "verwaltung", "stunden"]
)
def test_german_words_are_not(word):
    assert not is_english(word)


@pytest.mark.parametrize(("word", "common"), [("letter", True), ("stele", False), ("labour", True)])
def test_common_words_are_told_from_rare_ones(word, common):
    assert is_english(word)
    assert is_common_english(word) == common


@pytest.mark.parametrize(
    ("folded", "word"),
    [("valus", "values"), ("issus", "issues"), ("building", "building"), ("bezug", "bezug")],
)
def test_what_folding_took_from_a_word_is_put_back(folded, word):
    assert unfolded(folded) == word
