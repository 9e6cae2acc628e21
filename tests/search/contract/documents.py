"""Documents come back as they were put in, change and go."""

from dataclasses import replace
from datetime import date

from search.documents import Attachment
from search.engines import Change
from search.request import SearchRequest
from tests.search.documents import make_document

from .base import Contract


class DocumentsContract(Contract):
    def test_a_document_comes_back_as_it_was(self, engine):
        (document,) = self.put(
            engine,
            make_document(
                "Anonymisierte Bewerbung",
                summary="Neun Verfahren ohne Namen.",
                body="Der Text.",
                city="Essen",
                tags=("Bestenauslese",),
                facets={"city": ("essen",), "goal": ("ziel-1", "ziel-2")},
                image="/media/bild.webp",
                meta=("Pilot",),
                label="Pilotprojekt",
                popularity=3,
                holds_until=date(2026, 5, 31),
                attachments=(Attachment("Vorlage.pdf", "/dokumente/1/", "Das Deckblatt."),),
            ),
        )
        (hit,) = engine.search(SearchRequest(text="bewerbung")).documents
        assert hit[0] == document

    def test_a_changed_document_replaces_the_old_one(self, engine):
        (old,) = self.put(engine, make_document("Mentoring"))
        self.put(engine, make_document("Tandem", id=old.id))
        assert self.titles(engine) == ["Tandem"]
        assert self.titles(engine, "mentoring") == []

    def test_the_last_of_several_changes_wins(self, engine):
        one = make_document("Eins")
        engine.apply([Change(one.id, one), Change(one.id), Change(one.id, one)])
        assert self.titles(engine) == ["Eins"]
        engine.apply([Change(one.id, one), Change(one.id)])
        assert self.titles(engine) == []

    def test_applying_twice_changes_nothing(self, engine):
        (document,) = self.put(engine, make_document("Tandem"))
        self.put(engine, document)
        assert engine.search(SearchRequest()).total == 1

    def test_taking_out_what_is_not_there_is_no_error(self, engine):
        assert list(engine.apply([Change("page-404")])) == []

    def test_what_cannot_be_indexed_is_refused_and_the_rest_is_not(self, engine):
        good, bad = make_document("Gut"), make_document("Kaputt \ud800")
        refused = engine.apply([Change(bad.id, bad), Change(good.id, good)])
        assert [refusal.document_id for refusal in refused] == [bad.id]
        assert refused[0].error
        assert self.titles(engine) == ["Gut"]

    def test_what_is_withheld_is_in_no_hit_count_facet_or_correction(self, engine):
        shown, secret = self.put(
            engine,
            make_document("Tandem in Essen", facets={"city": ("essen",)}),
            make_document("Tandem mit Zylinderkopf", facets={"city": ("herne",)}),
        )
        for request in (
            SearchRequest(text="tandem"),
            SearchRequest(text="tandem", sort="titel"),
            SearchRequest(text="tandem", filters={"city": ("essen", "herne")}),
            SearchRequest(fixed={"city": ("essen", "herne")}),
        ):
            assert engine.search(request).total == 2

            found = engine.search(replace(request, withheld=frozenset({secret.id})))

            assert [document for document, _score in found.documents] == [shown]
            assert found.total == 1
            assert found.facets["city"] == {"essen": 1}
        for text in ("zylinderkopf", "zylinderkpof"):
            found = engine.search(SearchRequest(text=text, withheld=frozenset({secret.id})))
            assert (found.total, found.correction) == (0, "")
