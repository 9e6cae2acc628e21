"""What editors say of words decides what a search finds, at once and with the same index."""

from search.request import SearchRequest
from search.thesaurus.compiling import compile_thesaurus
from search.thesaurus.entries import PLACE, SPLIT, WHOLE, Entry, WordRule
from tests.search.documents import make_document

from .base import Contract

EASY = Entry(label="Leichte Sprache", never=("Einfache Sprache",))
CENTRE = Entry(label="Kommunales Zentrum", synonyms=("KI",), never=("Künstliche Intelligenz",))


def known(*said):
    """A thesaurus of entries and rules."""
    entries = [one for one in said if isinstance(one, Entry)]
    return compile_thesaurus(entries, [one for one in said if isinstance(one, WordRule)])


class ThesaurusContract(Contract):
    def found(self, engine, text, *said):
        documents = engine.search(SearchRequest(text=text), thesaurus=known(*said)).documents
        return [document.title for document, _score in documents]

    def test_a_whole_word_is_not_found_by_its_parts(self, engine):
        self.put(engine, make_document("Der Personalrat"), make_document("Ein guter Rat"))
        whole = WordRule("Personalrat", WHOLE)

        assert set(self.found(engine, "Rat")) == {"Der Personalrat", "Ein guter Rat"}
        assert self.found(engine, "Rat", whole) == ["Ein guter Rat"]
        assert self.found(engine, "Personalräte", whole) == ["Der Personalrat"]

    def test_a_whole_word_does_not_find_its_parts(self, engine):
        self.put(engine, make_document("Der Personalrat"), make_document("Rat fürs Personal"))
        whole = WordRule("Personalrat", WHOLE)

        assert len(self.found(engine, "Personalrat")) == 2
        assert self.found(engine, "Personalrat", whole) == ["Der Personalrat"]

    def test_a_whole_word_leaves_other_compounds_their_parts(self, engine):
        self.put(engine, make_document("Der Personalrat"), make_document("Der Jugendrat"))

        assert self.found(engine, "Rat", WordRule("Personalrat", WHOLE)) == ["Der Jugendrat"]

    def test_a_word_that_editors_cut_is_found_by_each_part(self, engine):
        self.put(engine, make_document("Azubiscouts gesucht"), make_document("Ein Scout"))
        cut = WordRule("Azubi|scout", SPLIT)

        assert self.found(engine, "Scouts") == ["Ein Scout"]
        assert self.found(engine, "Scouts", cut) == ["Ein Scout", "Azubiscouts gesucht"]
        assert (
            "azubiscout" in engine.search(SearchRequest(text="Scout"), thesaurus=known(cut)).terms
        )

    def test_a_part_that_only_editors_know_is_not_misspelt(self, engine):
        self.put(engine, make_document("Azubiscout"), make_document("Die Schoute"))
        request = SearchRequest(text="Scoute")

        assert engine.search(request).correction == "Schoute"
        found = engine.search(request, thesaurus=known(WordRule("Azubi|scout", SPLIT)))
        assert [document.title for document, _score in found.documents] == ["Azubiscout"]
        assert not found.correction

    def test_where_editors_cut_a_word_counts_more_than_the_rules(self, engine):
        self.put(engine, make_document("Stadtratssaal"), make_document("Rathaussaal"))
        cut = WordRule("Stadtrats|saal", SPLIT)

        assert set(self.found(engine, "Saal", cut)) == {"Stadtratssaal", "Rathaussaal"}
        assert self.found(engine, "Stadtrat", cut) == ["Stadtratssaal"]

    def test_a_place_is_not_another_form_of_the_word(self, engine):
        self.put(
            engine,
            make_document("Zwei Hallen gebaut"),
            make_document("Mentoring", city="Halle"),
            make_document("Die Halle am Markt"),
        )
        place = WordRule("Halle", PLACE)

        assert "Zwei Hallen gebaut" in self.found(engine, "Halle")
        assert self.found(engine, "halle", place) == ["Mentoring", "Die Halle am Markt"]
        assert "Zwei Hallen gebaut" in self.found(engine, "Hallen", place)

    def test_a_place_without_entries_is_no_misspelt_word(self, engine):
        self.put(engine, make_document("Herten"), make_document("Marler Modell"))

        assert self.found(engine, "Verten") == ["Herten"]
        assert self.found(engine, "Verten", WordRule("Verten", PLACE)) == []
        assert self.found(engine, "Marl", WordRule("Marl", PLACE)) == []

    def test_what_is_never_meant_is_no_correction(self, engine):
        self.put(engine, make_document("Adoption"), make_document("Onboarding"))
        apart = Entry(label="Adaption", never=("Adoption",))

        assert self.found(engine, "Adaption") == ["Adoption"]
        found = engine.search(SearchRequest(text="Adaption"), thesaurus=known(apart))
        assert (found.total, found.correction) == (0, "")

    def test_letters_in_common_do_not_lead_to_what_is_never_meant(self, engine):
        self.put(engine, make_document("Integrationsausschuss"))
        apart = Entry(label="Integrationsrat", never=("Integrationsausschuss",))

        assert self.found(engine, "Integrationsrat") == ["Integrationsausschuss"]
        assert self.found(engine, "Integrationsrat", apart) == []

    def test_what_sounds_alike_comes_after_what_is_meant(self, engine):
        self.put(
            engine,
            make_document("Einfache Sprache, einfache leichte Texte"),
            make_document("Etwas", body="Bescheide in Leichter Sprache"),
        )

        assert self.found(engine, "leichte Sprache")[-1] == "Etwas"
        assert self.found(engine, "leichte Sprache", EASY)[0] == "Etwas"

    def test_what_sounds_alike_is_wanted_where_it_is_typed_too(self, engine):
        self.put(
            engine,
            make_document("Die Sprache der Stadt"),
            make_document("Einfache Sprache"),
        )

        found = self.found(engine, "leichte Sprache, einfache Sprache", EASY)
        assert found[0] == "Einfache Sprache"

    def test_an_abbreviation_means_what_editors_say(self, engine):
        self.put(
            engine,
            make_document("KI, Künstliche Intelligenz"),
            make_document("Etwas", body="Das KI in Dortmund berät."),
        )

        assert self.found(engine, "KI")[0] == "KI, Künstliche Intelligenz"
        for typed in ("KI", "Kommunales Zentrum"):
            found = self.found(engine, typed, CENTRE)
            assert found == ["Etwas", "KI, Künstliche Intelligenz"]

    def test_who_writes_of_both_is_not_put_back(self, engine):
        self.put(
            engine,
            make_document("Künstliche Intelligenz im KI, dem Kommunalen Zentrum"),
            make_document("Etwas", body="Das KI in Dortmund berät."),
        )

        assert self.found(engine, "KI", CENTRE)[0].startswith("Künstliche")

    def test_no_other_word_of_the_query_brings_what_is_never_meant(self, engine):
        self.put(engine, make_document("Integration"), make_document("Inklusion"))
        said = (
            Entry(label="Inklusion", never=("Integration",)),
            Entry(label="Teilhabe", near=("Integration",)),
        )

        assert self.found(engine, "Teilhabe", *said) == ["Integration"]
        assert self.found(engine, "Inklusion Teilhabe", *said) == ["Inklusion"]
