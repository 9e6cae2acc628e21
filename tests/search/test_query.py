"""What somebody typed is understood, whatever it is."""

from hypothesis import given
from hypothesis import strategies as st

from search.query import MAX_WORDS, parse_query


def words(text):
    return [word.word for word in parse_query(text).words]


def phrases(text):
    return [phrase.words for phrase in parse_query(text).phrases]


def excluded(text):
    return [phrase.words for phrase in parse_query(text).excluded]


def test_question_words_do_not_count():
    assert words("Wie gewinnen wir mehr Azubis?") == ["gewinnen", "azubis"]


def test_stop_words_count_when_there_is_nothing_else():
    assert words("was ist das") == ["was", "ist", "das"]


def test_a_phrase_keeps_its_stop_words():
    assert phrases("„Raum der Stille“ Essen") == [("raum", "der", "stille")]
    assert words("„Raum der Stille“ Essen") == ["essen"]


def test_quotation_marks_of_all_kinds():
    for text in ['"gute Praxis"', "„gute Praxis“", "»gute Praxis«", "“gute Praxis”"]:
        assert phrases(text) == [("gute", "praxis")]


def test_a_single_quotation_mark_is_none():
    assert words('"gute Praxis') == ["gute", "praxis"]
    assert phrases('"gute Praxis') == []


def test_a_minus_excludes_a_word_or_a_phrase():
    query = 'sprache -leichte -"einfache Sprache"'
    assert words(query) == ["sprache"]
    assert excluded(query) == [("leichte",), ("einfache", "sprache")]


def test_a_hyphen_inside_a_word_does_not_exclude():
    assert excluded('„Fischglas“-artiger "a b"-Helm') == []
    assert excluded("Azubi-Marketing") == []
    assert words("Azubi-Marketing") == ["azubi", "marketing"]


def test_forms_of_one_word_are_one():
    assert words("Schulung Schulungen") == ["schulung"]


def test_a_pasted_text_is_cut():
    assert len(words(" ".join(f"w{number}" for number in range(500)))) <= MAX_WORDS


def test_signs_alone_are_empty():
    assert parse_query("!? … -").is_empty


@given(st.text())
def test_any_text_can_be_parsed(text):
    query = parse_query(text)
    assert all(word.stems for word in query.words)
    assert all(phrase.words for phrase in (*query.phrases, *query.excluded))


@given(st.text(alphabet='"„“-ab '))
def test_quotes_and_minuses_in_any_order(text):
    parse_query(text)
