"""What every search engine does, tested through the protocol alone.

An engine's test module subclasses `EngineContract` and gives it a fixture `engine`: an engine
whose index exists and is empty.
"""

import threading

import pytest

from search.engines import Change, EngineHealth
from search.request import SearchRequest

from .documents import make_document


class EngineContract:
    def put(self, engine, *documents):
        refused = engine.apply([Change(document.id, document) for document in documents])
        assert not refused
        return documents

    def titles(self, engine, text="", **fields):
        found = engine.search(SearchRequest(text=text, **fields))
        assert found.total >= len(found.documents)
        return [document.title for document, _score in found.documents]

    # Documents in and out --------------------------------------------------------------------

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
                popularity=3,
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

    # Finding ---------------------------------------------------------------------------------

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

    def test_all_words_are_wanted_first(self, engine):
        self.put(engine, make_document("Onboarding"), make_document("Onboarding mit Tandem"))
        assert self.titles(engine, "onboarding tandem") == ["Onboarding mit Tandem"]

    def test_most_words_will_do_when_nothing_has_them_all(self, engine):
        self.put(
            engine,
            make_document("Onboarding mit Tandem"),
            make_document("Mentoring"),
            make_document("Onboarding"),
        )
        assert self.titles(engine, "onboarding tandem mentoring") == ["Onboarding mit Tandem"]

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

    # Filters and facets ----------------------------------------------------------------------

    @pytest.fixture
    def cities(self, engine):
        return self.put(
            engine,
            make_document("Essen A", facets={"city": ("essen",), "theme": ("fuehrung",)}),
            make_document(
                "Essen B", kind="training", facets={"city": ("essen",), "theme": ("sprache",)}
            ),
            make_document("Herne A", facets={"city": ("herne",), "theme": ("fuehrung", "sprache")}),
            make_document("Bochum A", facets={"city": ("bochum",)}),
        )

    def test_values_of_one_facet_widen_and_facets_narrow(self, engine, cities):
        filters = {"city": ("essen", "herne")}
        assert set(self.titles(engine, filters=filters)) == {"Essen A", "Essen B", "Herne A"}
        filters["theme"] = ("fuehrung",)
        assert set(self.titles(engine, filters=filters)) == {"Essen A", "Herne A"}

    def test_counts_every_facet(self, engine, cities):
        facets = engine.search(SearchRequest()).facets
        assert facets["city"] == {"essen": 2, "herne": 1, "bochum": 1}
        assert facets["theme"] == {"fuehrung": 2, "sprache": 2}
        assert facets["kind"] == {"praxis": 3, "training": 1}

    def test_a_filtered_facet_is_counted_without_its_own_filter(self, engine, cities):
        found = engine.search(SearchRequest(filters={"city": ("essen",), "theme": ("fuehrung",)}))
        assert found.total == 1
        assert found.facets["city"] == {"essen": 1, "herne": 1}
        assert found.facets["theme"] == {"fuehrung": 1, "sprache": 1}
        assert found.facets["kind"] == {"praxis": 1}

    def test_fixed_filters_hold_for_every_count(self, engine, cities):
        found = engine.search(
            SearchRequest(filters={"city": ("herne",)}, fixed={"kind": ("praxis",)})
        )
        assert found.facets["city"] == {"essen": 1, "herne": 1, "bochum": 1}
        assert found.facets["kind"] == {"praxis": 1}

    def test_an_unknown_value_matches_nothing_and_keeps_the_others_in_reach(self, engine, cities):
        found = engine.search(SearchRequest(text="essen", filters={"city": ("atlantis",)}))
        assert found.total == 0
        assert found.facets["city"] == {"essen": 2}

    # Order and pages -------------------------------------------------------------------------

    def test_newest_first_and_by_title(self, engine):
        self.put(
            engine,
            make_document("Zug"),
            make_document("Äpfel"),
            make_document("bunt"),
            make_document("Apfel"),
        )
        assert self.titles(engine, sort="neu") == ["Apfel", "bunt", "Äpfel", "Zug"]
        assert self.titles(engine, sort="titel") == ["Apfel", "Äpfel", "bunt", "Zug"]

    @pytest.mark.parametrize("sort", ["neu", "titel", "relevanz"])
    def test_pages_show_every_document_once(self, engine, sort):
        self.put(engine, *(make_document(f"Tandem {number}") for number in range(7)))
        shown = []
        for page in (1, 2, 3):
            request = SearchRequest(text="tandem", sort=sort, page=page, page_size=3)
            found = engine.search(request)
            assert found.total == 7
            shown += [document.id for document, _score in found.documents]
        assert len(shown) == len(set(shown)) == 7

    @pytest.mark.parametrize("page", [5, 10**9])
    def test_a_page_beyond_the_last_is_empty(self, engine, page):
        self.put(engine, make_document("Tandem"))
        found = engine.search(SearchRequest(page=page))
        assert (list(found.documents), found.total) == ([], 1)

    @pytest.mark.parametrize(
        "text",
        [
            "\x00",
            "\ud800",
            "x" * 100_000,
            "wort " * 20_000,
            '"unbalanced',
            "((( AND OR title:x~5^9 [a TO b] *",
            "-",
            "🦄",
        ],
    )
    def test_no_text_is_an_error(self, engine, text):
        self.put(engine, make_document("Tandem"))
        engine.search(SearchRequest(text=text))
        engine.suggest(text)

    # Suggestions and similar documents -------------------------------------------------------

    def test_suggests_titles_and_keywords_that_begin_so(self, engine):
        self.put(
            engine,
            make_document("Onboarding-Tandem", url="/tandem/"),
            make_document("Mentoring", tags=("Tandem",)),
            make_document("Etwas anderes"),
        )
        found = [(suggestion.text, suggestion.kind) for suggestion in engine.suggest("tan")]
        assert sorted(found) == [("Onboarding-Tandem", "praxis"), ("Tandem", "tag")]
        assert [suggestion.url for suggestion in engine.suggest("onb tan")] == ["/tandem/"]
        assert list(engine.suggest("xyz")) == []
        assert len(engine.suggest("tan", limit=1)) == 1

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

    # Rebuilding and writing ------------------------------------------------------------------

    def test_a_rebuild_replaces_everything(self, engine):
        self.put(engine, make_document("Alt"))
        seen = []
        report = engine.rebuild(
            [make_document("Neu"), make_document("Auch neu")],
            replay=list,
            progress=seen.append,
        )
        assert report.documents == 2
        assert seen[-1] == 2
        assert set(self.titles(engine)) == {"Neu", "Auch neu"}

    def test_a_rebuild_replays_what_changed_meanwhile(self, engine):
        gone, stays = make_document("Gelöscht"), make_document("Bleibt")
        came = make_document("Kam dazu")
        engine.rebuild([gone, stays], replay=lambda: [Change(gone.id), Change(came.id, came)])
        assert set(self.titles(engine)) == {"Bleibt", "Kam dazu"}

    def test_a_failed_rebuild_leaves_the_old_index(self, engine):
        self.put(engine, make_document("Alt"))

        def documents():
            yield make_document("Neu")
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            engine.rebuild(documents(), replay=list)
        assert self.titles(engine) == ["Alt"]
        self.put(engine, make_document("Dazu"))
        assert len(self.titles(engine)) == 2

    def test_searches_answer_from_the_old_index_during_a_rebuild(self, engine):
        self.put(engine, make_document("Alt"))
        during = []

        def documents():
            yield make_document("Neu")
            during.extend(self.titles(engine))

        engine.rebuild(documents(), replay=list)
        assert during == ["Alt"]
        assert self.titles(engine) == ["Neu"]

    def test_only_one_writes_at_a_time(self, engine):
        answers = []

        def ask(wait):
            with engine.writing(wait=wait) as mine:
                answers.append(mine)

        with engine.writing() as mine:
            assert mine
            other = threading.Thread(target=ask, args=(0.05,))
            other.start()
            other.join()
        ask(0)
        assert answers == [False, True]

    def test_who_has_the_right_to_write_may_apply(self, engine):
        with engine.writing(wait=0), engine.writing(wait=0) as again:
            assert again
            self.put(engine, make_document("Tandem"))
        assert self.titles(engine) == ["Tandem"]

    def test_health_tells_the_number_of_documents(self, engine):
        self.put(engine, make_document("Eins"), make_document("Zwei"))
        health = engine.health()
        assert isinstance(health, EngineHealth)
        assert (health.ok, health.documents, health.problem) == (True, 2, "")
        assert health.built_at is not None
