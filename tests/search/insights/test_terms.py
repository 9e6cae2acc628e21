"""What may be remembered of a search."""

import pytest

from search.insights.terms import MAX_TERM, term_of


@pytest.mark.parametrize(
    "typed",
    [
        "erika@stadt.example",
        "Krankmeldung 0221 4710-100",
        "+49 (221) 4710100",
        "Personalnummer 123456",
        "geboren 12.03.1985",
        "1.3.85",
        "https://portal.example/akte",
        "www.portal.example",
        "x" * (MAX_TERM + 1),
        "?!",
        "",
    ],
)
def test_what_may_be_about_a_person_or_says_nothing_is_not_a_term(typed):
    assert term_of(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Modul 30 Minuten Selbststudium",
        "DIN SPEC 33429",
        "ISO 24495-1",
        "§ 6 AGG",
        "44787 Bochum",
        "Bericht 2024",
        "Wie gewinnen wir mehr Azubis mit Migrationshintergrund?",
    ],
)
def test_words_and_short_numbers_are(typed):
    assert term_of(typed).spelling == typed


def test_spellings_of_one_search_are_one_term():
    keys = {
        term_of(typed).key
        for typed in ("Führungskräfte*", "fuehrungskraefte", " FÜHRUNGSKRÄFTE ", "„Führungskräfte“")
    }
    assert len(keys) == 1
    assert term_of("Führungskraft").key not in keys
