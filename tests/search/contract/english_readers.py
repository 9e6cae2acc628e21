"""What readers of English get of a document that has an English version: one entry, in English."""

from search.documents import Wording
from search.engines import Change
from search.request import SearchRequest
from tests.search.documents import make_document

from .base import Contract


def translated(title="Briefe, die man versteht", **fields):
    """A document with an English version, as the index is given it."""
    english = Wording(
        label="Self-study course",
        meta=("30 minutes",),
        title="Letters that people understand",
        summary="Plain words for residents.",
        body="Every notice begins with what happens next.",
        url="/briefe/en/",
    )
    defaults = {"url": "/briefe/", "meta": ("30 Minuten",), "label": "Selbstlernkurs"}
    return make_document(title, english=english, **(defaults | fields))


class EnglishReadersContract(Contract):
    def test_the_english_version_is_kept_with_its_document(self, engine):
        [document] = self.put(engine, translated())
        [(found, _score)] = engine.search(SearchRequest(text="")).documents
        assert found == document
        shown = found.in_language("en")
        assert (shown.title, shown.url, shown.language) == (
            "Letters that people understand",
            "/briefe/en/",
            "en",
        )
        assert (shown.label, shown.meta) == ("Self-study course", ("30 minutes",))
        assert found.in_language("de") is found

    def test_one_document_is_found_by_the_words_of_both_languages(self, engine):
        self.put(engine, translated(), make_document("Etwas anderes"))
        for text in ("briefe", "letters", "residents", "notice happens", "briefe letters"):
            found = engine.search(SearchRequest(text=text))
            assert found.total == 1, text
            assert found.facets["kind"] == {"praxis": 1}

    def test_titles_are_suggested_in_the_language_in_which_one_types(self, engine):
        self.put(engine, translated(), make_document("Letzte Hilfe", url="/hilfe/"))
        found = {one.text: one for one in engine.suggest("let", language="en")}
        assert sorted(found) == ["Letters that people understand", "Letzte Hilfe"]
        english = found["Letters that people understand"]
        assert (english.url, english.label, english.language) == (
            "/briefe/en/",
            "Self-study course",
            "en",
        )
        assert (found["Letzte Hilfe"].url, found["Letzte Hilfe"].language) == ("/hilfe/", "de")
        [german] = engine.suggest("brie", language="en")
        assert (german.text, german.url, german.language) == (
            "Briefe, die man versteht",
            "/briefe/en/",
            "de",
        )

    def test_readers_of_german_are_suggested_german_titles(self, engine):
        self.put(engine, translated())
        assert list(engine.suggest("letters")) == []
        [found] = engine.suggest("brie")
        assert (found.url, found.label, found.language) == ("/briefe/", "Selbstlernkurs", "de")

    def test_a_version_that_is_gone_is_not_shown_any_more(self, engine):
        [document] = self.put(engine, translated())
        without = make_document(document.title, id=document.id, english=Wording(label="Course"))
        assert not engine.apply([Change(document.id, without)])
        assert engine.search(SearchRequest(text="letters")).total == 0
        [(found, _score)] = engine.search(SearchRequest(text="briefe")).documents
        assert found.in_language("en").title == document.title
        assert found.in_language("en").language == "de"
        assert list(engine.suggest("letters", language="en")) == []
