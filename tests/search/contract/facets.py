"""Filters narrow, and facets count what a further filter would leave."""

import pytest

from search.request import SearchRequest
from tests.search.documents import make_document

from .base import Contract


class FacetsContract(Contract):
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

    @pytest.mark.parametrize("city", ['"Neue" Stadt', "a\\b", "\\", '" OR *', "(x) AND [a TO b]"])
    def test_values_with_any_signs_are_themselves(self, engine, cities, city):
        self.put(engine, make_document("Neu", facets={"city": (city,), "theme": ("fuehrung",)}))
        found = engine.search(SearchRequest(filters={"city": (city,), "theme": ("fuehrung",)}))
        assert [document.title for document, _score in found.documents] == ["Neu"]
        assert found.total == 1
        assert found.facets["city"] == {"essen": 1, "herne": 1, city: 1}
        assert found.facets["theme"] == {"fuehrung": 1}

    def test_counts_every_facet(self, engine, cities):
        facets = engine.search(SearchRequest()).facets
        assert facets["city"] == {"essen": 2, "herne": 1, "bochum": 1}
        assert facets["theme"] == {"fuehrung": 2, "sprache": 2}
        assert facets["kind"] == {"praxis": 3, "training": 1}

    def test_keywords_narrow_and_are_too_many_to_be_counted(self, engine):
        self.put(
            engine,
            make_document("Essen", facets={"tag": ("azubi", "ausbildung")}),
            make_document("Herne", facets={"tag": ("onboarding",)}),
        )
        found = engine.search(SearchRequest(filters={"tag": ("azubi",)}))
        assert [document.title for document, _score in found.documents] == ["Essen"]
        assert not found.facets.get("tag")
        assert found.facets["kind"] == {"praxis": 1}

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
