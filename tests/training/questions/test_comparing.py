"""What is never a mistake in what somebody types, and what always is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.questions.comparing import is_accepted, normalised, same_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("MASSREGELUNGSVERBOT", "Maßregelungsverbot"),
        ("Maßregelungsverbot.", "Massregelungsverbot"),
        ("Oeffnung", "Öffnung"),
        ("ueber", "über"),
        ("über", "über"),
        ("„Fähigkeit“", "faehigkeit"),
        ("  zwei   Monate ", "zwei Monate"),
        ("(zwei Monate)", "zwei Monate!"),
        ("Bewerber:innen", "Bewerber*innen"),
        ("BewerberInnen", "Bewerber/innen"),
        ("Mitarbeiter_in", "Mitarbeiter/-in"),
        ("Ruhr–Gebiet", "Ruhr-Gebiet"),
        ("?", "?"),
    ],
)
def test_the_same_words(typed, meant):
    assert same_words(typed, meant)
    assert is_accepted(typed, [meant])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("-5", "5"), ("5 %", "5"), ("1949", "1948"), ("Mutter", "Mütter"), ("", "?"), ("...", "")],
)
def test_other_words(typed, meant):
    assert not is_accepted(typed, [meant])


@pytest.mark.parametrize(
    ("typed", "meant", "is_typo"),
    [
        ("Masregelungsverbot", "Maßregelungsverbot", True),
        ("Gleichbehandlungsgestz", "Gleichbehandlungsgesetz", True),
        ("Gleichbehandlungsgsetzt", "Gleichbehandlungsgesetz", True),
        ("mittlebar", "mittelbar", True),
        ("sachlichen Grudn", "sachlichen Grund", True),
        ("unmittelbar", "mittelbar", False),
        ("mittelbar", "unmittelbar", False),
        ("keinen", "einen", False),
        ("nie", "die", False),
        ("Rast", "Rest", False),
        ("1949", "1948", False),
        ("2 Monate", "3 Monate", False),
        ("zwei Monaten", "zwei Monate", True),
        ("Grund sachlichen", "sachlichen Grund", False),
        ("sachlicher", "sachlich gerechtfertigter", False),
    ],
)
def test_typos_where_the_author_lets_them_through(typed, meant, is_typo):
    assert is_accepted(typed, [meant], typos=True) == is_typo
    assert not is_accepted(typed, [meant])


@given(st.text(max_size=30))
def test_normalising_once_is_enough(text):
    once = normalised(text)
    assert normalised(once) == once


@given(st.text(alphabet="abäöüßÄÖÜ -", min_size=1, max_size=20))
def test_umlauts_may_be_spelt_out(text):
    spelt = text
    for umlaut, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}.items():
        spelt = spelt.replace(umlaut, letters).replace(umlaut.upper(), letters.upper())
    assert same_words(spelt, text)
