"""The index reads texts by pieces; it must come to the same words as reading them through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import vocabulary
from search.analysis.tokens import stems, tokenize

#: What takes more than a piece by itself, or another look at it.
_WORDS = """
    Essen essen ESSEN das beim zum § §§ 6 6a Paragraf Paragraphen paragraf Kolleg innen * / - : _
    ( ) in e er ü ue ß é ü ‐ · ＊ Lehrer Mitarbeiter außen Straße ² ﬁ Innen E Learning . , „ “
    abc5 5abc aee Interessen Müll abfuhr Integrations konzept
"""
_PIECES = st.sampled_from([*_WORDS.split(), " ", "\n", "\t", "\xa0", "\x1c", "\u200b", "\u0308"])
_TEXTS = st.lists(_PIECES, max_size=24).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize("language", ["de", "en"])
@given(text=_TEXTS)
def test_pieces_give_the_words_of_the_text(language, text):
    stemmed, known = vocabulary.vocabulary(language).read(text)
    assert stemmed.split() == stems(text, language)
    words = [word for piece in known for word in piece.words]
    # Whatever the language, words are looked up as queries are folded.
    assert words == [token.word for token in tokenize(text)]


@pytest.mark.parametrize(
    "text", ["Interkulturelles Essen in Essen", "Zum Essen in Essen gilt § 6", "essen"]
)
def test_the_city_and_the_meal_are_told_apart(text):
    stemmed, _known = vocabulary.vocabulary("de").read(text)
    assert stemmed.split() == stems(text)


def test_what_is_forgotten_is_learned_again(monkeypatch):
    monkeypatch.setattr(vocabulary, "_REMEMBERED", 3)
    vocabulary.forget()
    text = "Ein Konzept für Integration, Beratung und Sprache."
    stemmed, _known = vocabulary.vocabulary("de").read(text)
    assert stemmed.split() == stems(text)
    assert len(vocabulary.vocabulary("de")) <= 3
