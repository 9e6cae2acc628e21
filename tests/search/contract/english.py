"""English text and English queries: corrected as well as German ones, and never into German."""

import pytest

from search.request import SearchRequest
from tests.search.documents import make_document

from .base import Contract


class EnglishContract(Contract):
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("colleages", "colleagues"),
            ("polcies", "policies"),
            ("recruitmnet", "recruitment"),
            ("mmentoring", "mentoring"),
            ("vallues", "values"),
            ("ecruitment", "recruitment"),
            ("recriutmet", "recruitment"),
        ],
    )
    def test_a_misspelt_english_word_is_corrected_and_said(self, engine, typed, meant):
        title = "New colleagues: recruitment policies, mentoring and shared values"
        self.put(
            engine,
            make_document(title, language="en"),
            make_document("Die Politik wählt den Rekruten"),
        )
        found = engine.search(SearchRequest(text=typed))
        assert [document.title for document, _score in found.documents] == [title]
        assert found.correction == meant
        assert not engine.search(SearchRequest(text=meant)).correction

    def test_a_whole_english_question_is_corrected_in_its_place(self, engine):
        self.put(
            engine,
            make_document("Recruiting apprentices from every neighbourhood", language="en"),
            make_document("Nachbarschaft im Quartier"),
        )
        found = engine.search(SearchRequest(text="how to recruit aprentices?"))
        assert found.correction == "how to recruit apprentices?"
        assert found.total == 1

    def test_another_form_of_a_misspelt_english_word_is_found(self, engine):
        self.put(
            engine,
            make_document("Recruit differently", language="en"),
            make_document("Mentoring", language="en"),
        )
        assert self.titles(engine, "recrutiing") == ["Recruit differently"]

    @pytest.mark.parametrize(
        ("typed", "like"),
        [
            ("building", "Bildung für alle"),
            ("planning", "Die Planung"),
            ("language", "Langsame Schritte"),
            ("letter", "Neue Leiter"),
            ("house", "Von Hause aus"),
        ],
    )
    def test_an_english_word_is_not_corrected_into_a_german_one(self, engine, typed, like):
        self.put(engine, make_document(like), make_document("Mentoring"))
        found = engine.search(SearchRequest(text=typed))
        assert (found.total, found.correction) == (0, "")

    def test_what_has_most_letters_in_common_is_found_and_not_called_a_correction(self, engine):
        self.put(engine, make_document("Diversität leben"), make_document("Mentoring"))
        found = engine.search(SearchRequest(text="diversity"))
        assert [document.title for document, _score in found.documents] == ["Diversität leben"]
        assert found.correction == ""

    def test_a_misspelt_german_word_that_is_a_rare_english_one_is_corrected(self, engine):
        self.put(engine, make_document("Eine Stelle"), make_document("Mentoring"))
        assert engine.search(SearchRequest(text="Stele")).correction == "Stelle"

    @pytest.mark.parametrize(("typed", "like"), [("Nummer", "A number"), ("Haus", "A house")])
    def test_a_german_word_is_not_corrected_into_an_english_one(self, engine, typed, like):
        self.put(engine, make_document(like, language="en"), make_document("Mentoring"))
        found = engine.search(SearchRequest(text=typed))
        assert (found.total, found.correction) == (0, "")

    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("organization", "A learning organisation"),
            ("organisation", "A learning organization"),
            ("labor", "Labour law for beginners"),
        ],
    )
    def test_british_and_american_spellings_find_each_other(self, engine, typed, written):
        self.put(engine, make_document(written, language="en"), make_document("Mentoring für alle"))
        assert self.titles(engine, typed) == [written]

    def test_what_is_english_and_german_may_be_misspelt_from_either(self, engine):
        self.put(engine, make_document("Training"), make_document("Trainings", language="en"))
        found = engine.search(SearchRequest(text="trianing"))
        assert found.total == 2
        assert found.correction in {"Training", "Trainings"}
