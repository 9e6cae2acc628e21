"""Suggestions while typing, and documents that resemble one."""

from search.engines import Change
from tests.search.documents import make_document

from .base import Contract


class SuggestionsContract(Contract):
    def test_suggests_titles_and_keywords_that_begin_so(self, engine):
        self.put(
            engine,
            make_document("Onboarding-Tandem", url="/tandem/", label="Selbstlernkurs"),
            make_document("Mentoring", tags=("Tandem",)),
            make_document("Etwas anderes"),
        )
        found = [(suggestion.text, suggestion.kind) for suggestion in engine.suggest("tan")]
        assert sorted(found) == [("Onboarding-Tandem", "praxis"), ("Tandem", "tag")]
        assert [(one.url, one.label) for one in engine.suggest("onb tan")] == [
            ("/tandem/", "Selbstlernkurs")
        ]
        assert list(engine.suggest("xyz")) == []
        assert len(engine.suggest("tan", limit=1)) == 1

    def test_suggests_a_document_with_more_keywords_than_one_can_read(self, engine):
        tags = tuple(f"Schlagwort {number}" for number in range(4_000))
        self.put(engine, make_document("Onboarding", tags=tags), make_document("Onboarding-Tandem"))
        assert "Onboarding-Tandem" in [suggestion.text for suggestion in engine.suggest("onb")]

    def test_similar_documents_of_other_cities_come_first(self, engine):
        one, *_others = self.put(
            engine,
            make_document("Mentoring zum Aufstieg", city="Bochum"),
            make_document("Mentoring zum Aufstieg für Frauen", city="Bochum"),
            make_document("Mentoring im Rathaus", city="Herne"),
            make_document("Feiertagskalender", city="Essen"),
            make_document("Mentoring als Modul", city="Essen", kind="training"),
        )
        found = [document.title for document in engine.similar(one.id)]
        assert found[-1] == "Mentoring zum Aufstieg für Frauen"
        assert set(found[:-1]) == {"Mentoring im Rathaus", "Mentoring als Modul"}
        narrowed = engine.similar(one.id, kinds=["training"])
        assert [document.title for document in narrowed] == ["Mentoring als Modul"]

    def test_nothing_is_similar_to_what_is_not_indexed(self, engine):
        assert list(engine.similar("page-404")) == []

    def test_similar_survives_deletions(self, engine):
        documents = self.put(engine, *(make_document(f"Mentoring {number}") for number in range(5)))
        engine.apply([Change(document.id) for document in documents[:3]])
        assert len(engine.similar(documents[4].id)) == 1

    def test_finds_what_is_like_a_text_that_is_still_being_written(self, engine):
        self.put(
            engine,
            make_document("Mentoring zum Aufstieg", city="Bochum"),
            make_document("Mentoring im Rathaus", city="Herne"),
            make_document("Feiertagskalender", city="Essen"),
            make_document("Mentoring als Modul", city="Essen", kind="training"),
        )

        def found(title, **changes):
            text = make_document(title, id="", city="Bochum", **changes)
            return [document.title for document in engine.alike(text, kinds=["praxis"])]

        assert found("Mentoring für Neue") == ["Mentoring im Rathaus", "Mentoring zum Aufstieg"]
        # A word that one document alone has is a find for a text that is not in the index.
        assert found("Unser Feiertagskalender") == ["Feiertagskalender"]
        assert found("Xylophon") == []
        assert found("") == []

    def test_a_text_that_is_public_already_is_not_like_itself(self, engine):
        one, *_others = self.put(
            engine, make_document("Mentoring zum Aufstieg"), make_document("Mentoring im Rathaus")
        )
        assert [document.title for document in engine.alike(one)] == ["Mentoring im Rathaus"]

    def test_one_common_word_in_a_few_sentences_is_chance(self, engine):
        self.put(
            engine,
            make_document("Mentoring im Rathaus", summary="Erfahrene begleiten Neue ein Jahr."),
            make_document("Müllabfuhr im Rathaus"),
        )
        text = make_document("Mentoring: Erfahrene begleiten Neue im Rathaus", id="")
        assert [document.title for document in engine.alike(text)] == ["Mentoring im Rathaus"]
