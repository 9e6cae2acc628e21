"""Which words find which documents, and in which order."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from search.request import SearchRequest
from tests.search.documents import make_document

from .base import Contract


class TextContract(Contract):
    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("bewerbung", "Anonymisierte Bewerbungen"),
            ("Kolleg:innen", "Für Kolleg*innen"),
            ("Mitarbeiter/innen", "Mitarbeitende befragen"),
            ("Muelheim", "Mülheim an der Ruhr"),
            ("fuehrungskraefte", "Eine Führungskraft"),
            ("E-Learning", "E-Learning im Bürgeramt"),
        ],
    )
    def test_finds_a_word_in_another_spelling(self, engine, typed, written):
        self.put(engine, make_document(written), make_document("Etwas anderes"))
        assert self.titles(engine, typed) == [written]

    @pytest.mark.parametrize("field", ["title", "summary", "body", "city"])
    def test_finds_in_every_text(self, engine, field):
        self.put(engine, make_document(**{"title": "Titel", field: "Sprachmittlung"}))
        assert len(self.titles(engine, "sprachmittlung")) == 1

    def test_finds_keywords(self, engine):
        self.put(engine, make_document("Titel", tags=("Employer Branding", "Azubi")))
        assert self.titles(engine, "azubi branding") == ["Titel"]

    def test_english_documents_are_stemmed_in_english(self, engine):
        self.put(engine, make_document("Onboarding new colleagues", language="en"))
        assert len(self.titles(engine, "colleague")) == 1
        assert len(self.titles(engine, '"new colleague"')) == 1

    def test_the_title_counts_more_than_the_text(self, engine):
        self.put(
            engine,
            make_document("Etwas", body="Mentoring für alle"),
            make_document("Mentoring für alle", body="Etwas"),
            make_document("Anderes", summary="Mentoring für alle"),
        )
        assert self.titles(engine, "mentoring") == ["Mentoring für alle", "Anderes", "Etwas"]

    def test_what_has_all_words_comes_first(self, engine):
        self.put(
            engine,
            make_document("Onboarding"),
            make_document("Onboarding mit Tandem"),
            make_document("Feiertagskalender"),
        )
        found = self.titles(engine, "onboarding tandem")
        assert found == ["Onboarding mit Tandem", "Onboarding"]

    @pytest.mark.parametrize("typed", ["mentoring", '"mentoring für alle"', "mentorng"])
    def test_what_nobody_has_confirmed_in_time_comes_after_what_holds(self, engine, typed):
        today = timezone.localdate()
        self.put(
            engine,
            make_document("Mentoring für alle (1)", holds_until=today - timedelta(days=1)),
            make_document("Mentoring für alle (2)", holds_until=today),
            make_document("Mentoring für alle (3)"),
        )
        first = self.titles(engine, typed)
        assert first[-1] == "Mentoring für alle (1)"
        assert len(first) == 3

    def test_and_still_before_what_hardly_fits(self, engine):
        self.put(
            engine,
            make_document("Etwas anderes", body="Dies und das, dann Mentoring"),
            make_document("Mentoring für alle", holds_until=date(2020, 1, 1)),
        )
        assert self.titles(engine, "mentoring")[0] == "Mentoring für alle"

    def test_words_that_stand_together_count_more(self, engine):
        others = "Wir zeigen im Rathaus allen neuen Kolleginnen und Kollegen jeden Raum"
        self.put(
            engine,
            make_document("Fern", body=f"Mentoring {others} und dann ein Programm"),
            make_document("Nah", body=f"{others} Mentoring und dann ein Programm"),
            make_document("Daneben", body=f"{others} und dann ein Mentoring Programm"),
        )
        assert self.titles(engine, "mentoring programm") == ["Daneben", "Nah", "Fern"]

    def test_a_text_full_of_related_words_is_about_them(self, engine):
        self.put(
            engine,
            make_document("Eins", body="Integration: integrativ, integrativer, Integrativität"),
            make_document("Zwei", body="Integration: was und wie"),
        )
        assert self.titles(engine, "integration") == ["Eins", "Zwei"]

    def test_a_compound_is_found_by_its_parts_and_finds_them(self, engine):
        self.put(
            engine,
            make_document("Integrationskonzept"),
            make_document("Ein Konzept für die Integration"),
            make_document("Azubi-Marketing"),
            make_document("Feiertagskalender"),
        )
        both = {"Integrationskonzept", "Ein Konzept für die Integration"}
        assert set(self.titles(engine, "konzept integration")) == both
        assert self.titles(engine, "integrationskonzept")[0] == "Integrationskonzept"
        assert set(self.titles(engine, "integrationskonzept")) == both
        assert self.titles(engine, "azubimarketing") == ["Azubi-Marketing"]

    def test_a_paragraph_is_not_any_number(self, engine):
        self.put(engine, make_document("§ 6 AGG"), make_document("6 Termine"))
        for typed in ("§ 6", "§6", "Paragraf 6"):
            assert self.titles(engine, typed) == ["§ 6 AGG"]

    def test_essen_is_a_city_and_not_a_meal(self, engine):
        self.put(
            engine,
            make_document("Mentoring", city="Essen"),
            make_document("Ein gemeinsames Essen verbindet"),
            make_document("Wir essen mittags in der Kantine"),
        )
        for typed in ("Essen", "essen"):
            assert self.titles(engine, typed) == ["Mentoring"]

    def test_a_misspelt_word_is_corrected_and_said(self, engine):
        self.put(engine, make_document("Für Führungskräfte"), make_document("Mentoring"))
        found = engine.search(SearchRequest(text="führungskräffte bilden"))
        assert found.corrected
        assert found.correction == "Führungskräfte bilden"
        assert not engine.search(SearchRequest(text="führungskräfte")).correction
        assert not engine.search(SearchRequest(text="führungs")).correction

    def test_a_word_that_nothing_has_does_not_hide_the_others(self, engine):
        self.put(engine, make_document("Onboarding"), make_document("Mentoring"))
        assert self.titles(engine, "onboarding xyzzyxy") == ["Onboarding"]

    def test_completes_an_unknown_word(self, engine):
        self.put(engine, make_document("Integrationskonzept"), make_document("Mentoring"))
        assert self.titles(engine, "integrationsk") == ["Integrationskonzept"]

    @pytest.mark.parametrize("typed", ["mentorng", "mentoriing", "mentaring", "metnoring"])
    def test_forgives_one_wrong_letter(self, engine, typed):
        self.put(engine, make_document("Mentoring"), make_document("Onboarding"))
        assert self.titles(engine, typed) == ["Mentoring"]

    @pytest.mark.parametrize("typed", ["Bntegration", "ntegration", "xIntegration"])
    def test_forgives_a_wrong_first_letter(self, engine, typed):
        self.put(engine, make_document("Integration"), make_document("Onboarding"))
        assert self.titles(engine, typed) == ["Integration"]
        assert engine.search(SearchRequest(text=typed)).correction == "Integration"

    def test_a_short_word_with_another_first_letter_is_another(self, engine):
        self.put(engine, make_document("Die Hand"), make_document("Onboarding"))
        assert self.titles(engine, "Wand") == []

    def test_a_known_word_means_itself(self, engine):
        self.put(engine, make_document("Beirat"), make_document("Beirut"))
        assert self.titles(engine, "beirat") == ["Beirat"]

    def test_a_phrase_stands_together(self, engine):
        self.put(
            engine,
            make_document("Interkulturelle Kompetenz"),
            make_document("Kompetenz, auch interkulturelle"),
        )
        assert self.titles(engine, "„interkulturelle Kompetenz“") == ["Interkulturelle Kompetenz"]

    def test_a_phrase_that_nothing_has_is_taken_for_its_words_and_said(self, engine):
        self.put(
            engine,
            make_document("Kompetenz, auch interkulturelle"),
            make_document("Interkulturelle Woche"),
            make_document("Feiertagskalender"),
        )
        request = SearchRequest(text='"interkulturelle Kompetenz" -woche')
        found = engine.search(request)
        assert [document.title for document, _score in found.documents] == [
            "Kompetenz, auch interkulturelle"
        ]
        assert found.corrected
        assert found.correction == "interkulturelle Kompetenz -woche"
        misspelt = engine.search(SearchRequest(text="„interkulturele Kompetens“"))
        assert misspelt.correction == "interkulturelle Kompetenz"
        assert engine.search(SearchRequest(text='"xyz zyx"')).total == 0

    def test_a_word_that_exists_is_not_taken_for_another(self, engine):
        self.put(engine, make_document("Die Ausnahme"), make_document("Mentoring"))
        assert self.titles(engine, "Annahme") == []
        assert self.titles(engine, "Ausnahmme") == ["Die Ausnahme"]

    def test_a_word_that_exists_in_another_form_is_not_taken_for_another(self, engine):
        self.put(engine, make_document("Neue Aufgaben"), make_document("Mentoring"))
        assert self.titles(engine, "Auflagen") == []
        assert self.titles(engine, "Aufgaaben") == ["Neue Aufgaben"]

    def test_an_english_word_is_not_taken_for_a_german_one(self, engine):
        self.put(
            engine,
            make_document("Plain language", language="en"),
            make_document("Ein letzter Termin"),
        )
        found = engine.search(SearchRequest(text="plain language letters"))
        assert [document.title for document, _score in found.documents] == ["Plain language"]
        assert found.correction == ""

    def test_another_form_of_a_misspelt_word_is_found(self, engine):
        self.put(engine, make_document("Jede Baumart zählt"), make_document("Mentoring"))
        assert self.titles(engine, "Bawmarten") == ["Jede Baumart zählt"]

    def test_a_misspelt_compound_finds_its_parts_too(self, engine):
        self.put(
            engine,
            make_document("Integrationskonzept"),
            make_document("Ein Konzept für die Integration"),
            make_document("Mentoring"),
        )
        meant = self.titles(engine, "integrationskonzept")
        assert len(meant) == 2
        assert self.titles(engine, "integrationskonzzept") == meant

    def test_excluded_words_and_phrases(self, engine):
        self.put(
            engine,
            make_document("Leichte Sprache"),
            make_document("Einfache Sprache"),
            make_document("Sprache am Arbeitsplatz"),
        )
        assert set(self.titles(engine, "sprache -leichte")) == {
            "Einfache Sprache",
            "Sprache am Arbeitsplatz",
        }
        assert set(self.titles(engine, '-"einfache sprache"')) == {
            "Leichte Sprache",
            "Sprache am Arbeitsplatz",
        }

    def test_signs_alone_find_nothing(self, engine):
        self.put(engine, make_document("Titel"))
        assert self.titles(engine, "!? …") == []

    def test_returns_the_stems_that_were_looked_for(self, engine):
        self.put(engine, make_document("Bewerbungen"))
        assert "bewerb" in engine.search(SearchRequest(text="bewerbung")).terms
        assert "bewerb" in engine.search(SearchRequest(text="bewrbung")).terms
