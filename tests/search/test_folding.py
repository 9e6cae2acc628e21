"""One spelling for all spellings of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.folding import fold, join_gender_marks


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("Kolleg*innen", "Kolleginnen"),
        ("Mitarbeiter:innen", "Mitarbeiterinnen"),
        ("Mitarbeiter/innen", "Mitarbeiterinnen"),
        ("Mitarbeiter/-innen", "Mitarbeiterinnen"),
        ("Mitarbeiter(innen)", "Mitarbeiterinnen"),
        ("MitarbeiterInnen", "Mitarbeiterinnen"),
        ("MitarbeiterInnenbefragung", "Mitarbeiterinnenbefragung"),
        ("Mitarbeiter*innenbefragung", "Mitarbeiterinnenbefragung"),
        ("Bürger_innen", "Bürgerinnen"),
        ("Bürger·innen", "Bürgerinnen"),
        ("ein:e Bürger:in", "eine Bürgerin"),
        ("jede*r Angestellte/r", "jeder Angestellter"),
        ("Schüler*innen-Vertretung", "Schülerinnen-Vertretung"),
    ],
)
def test_joins_gender_marks(typed, joined):
    assert join_gender_marks(typed) == joined


@pytest.mark.parametrize(
    "text",
    [
        "und/oder",
        "außen/innen",
        "an/in",
        "Stadt/Land",
        "Ein-/Ausgang",
        "um 12:30 Uhr",
        "Vertrauen (in sich)",
        "die Azubi(s)",
        "snake_case_name",
        "Hinweis: in Bochum",
    ],
)
def test_leaves_other_signs_alone(text):
    assert join_gender_marks(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muelheim", "Mülheim"),
        ("Beschaeftigte", "Beschäftigte"),
        ("interkulturelle Oeffnung", "Interkulturelle Öffnung"),
        ("Maße", "Masse"),
        ("STRASSE", "Straße"),
        ("Café", "cafe"),
        ("u\u0308ber", "über"),
        ("Kolleg＊innen", "KollegInnen"),
    ],
)
def test_folds_spellings_of_one_word(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["neue", "bauer", "frauen", "quelle", "steuer", "abenteuer"])
def test_keeps_a_ue_that_is_no_umlaut(word):
    assert fold(word) == word


@given(st.text())
def test_any_text_folds_and_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aeouäöüßAEI*:_/-()innern ＊"))
def test_folding_is_idempotent_where_marks_and_umlauts_meet(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_joining_only_shortens(text):
    assert len(join_gender_marks(text)) <= len(text)
