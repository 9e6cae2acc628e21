"""What is marked is found by beginnings of words; it must be what reading every word finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokens import tokenize, tokens_with_stem
from search.matching import Best, Need, Phrase, Some, Term, without_scores

TEXTS = [
    "Kolleg*innen, Kolleg:innen und KollegInnen; Pat*innen, Rät/innen, Ärzt(innen)",
    "Nach § 6 und Paragraph 12: 6 Ämter, 30 Minuten, §§ 5\xa0AGG",
    "Große Straßen, grosse Strassen, GROSSE STRASSEN; Maße und Masse",
    "Muelheim an der Ruhr – Mülheim, „Müller“ (Mueller), aeltere und ältere Oekologie",
    "Das Essen in Essen; essen gehen. Zum Essen nach Essen",
    "E-Learning, e-learning und ELearning: Selbst-Lern-Kurs_2 für x_lernen",
    "as*in, aen*innen, je:r, Rät*innen; Ziel: zwei/drei, ab/-in",
    "Café, cafe, Garçon; ein decomposed Mu\u0308ll und Straße\u2011Bahn",
    "Привет, мир! Integration łódź",
    "",
    "Zeile\neins\tTabulator\xa0geschützt\u2009schmal",
]


def _whole(text, wanted, language):
    return [token for token in tokenize(text, language) if token.stem in wanted]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_word_of_a_text_is_found_by_its_stem(text, language):
    for stem in {token.stem for token in tokenize(text, language)}:
        found = tokens_with_stem(text, {stem}, language)

        assert found == _whole(text, {stem}, language)


@given(
    text=st.text(st.sampled_from("aAbeEinsSuß §6*:/()-_ öOd.\n"), max_size=40),
    language=st.sampled_from(["de", "en"]),
    data=st.data(),
)
def test_no_text_tells_the_two_ways_apart(text, language, data):
    stems = sorted({token.stem for token in tokenize(text, language)})
    wanted = set(data.draw(st.lists(st.sampled_from([*stems, "ein", "bus"]), max_size=4)))

    assert tokens_with_stem(text, wanted, language) == _whole(text, wanted, language)


def test_fewer_stems_than_asked_for_are_none():
    assert not tokens_with_stem("Vielfalt im Amt", {"vielfalt", "kultur"}, least=2)


def _anywhere(term, weight=1.0):
    fields = ("title", "tags", "city", "summary", "body", "files", "parts")
    return [Term(field, term, weight) for field in fields]


def test_what_is_sought_in_all_fields_is_counted_in_one():
    node = Best((*_anywhere("amt", 0.4), Phrase("title", ("a", "b"), 2.0)), tie=0.4)

    assert without_scores(node) == Some((Phrase("title", ("a", "b")), Term("stems", "amt")))


def test_what_is_sought_in_some_fields_stays_there():
    node = Best((Term("title", "amt", 3.0), Term("parts", "amt", 0.4)))

    assert without_scores(node) == Some((Term("title", "amt"), Term("parts", "amt")))


def test_what_is_found_anyway_is_not_counted_twice():
    """As what is put back: it scores less, and is found all the same."""
    concept = Best(tuple(_anywhere("amt")))
    unmistaken = Need(every=(concept,), never=(Term("title", "kurs"),))

    assert without_scores(Best((unmistaken, concept))) == Term("stems", "amt")


def test_counting_keeps_what_is_needed_and_what_is_excluded():
    node = Need(
        every=(
            Some((Term("words", "amt", 0.0),)),
            Some((Term("grams", "a"), Term("grams", "b")), 2),
        ),
        extra=(Term("title", "zusatz"),),
        never=(Best(tuple(_anywhere("kurs"))),),
    )

    assert without_scores(node) == Need(
        every=(Term("words", "amt"), Some((Term("grams", "a"), Term("grams", "b")), 2)),
        never=(Term("stems", "kurs"),),
    )
