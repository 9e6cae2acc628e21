"""Results have an order, come in pages, and no request is an error."""

import pytest

from search.request import SearchRequest
from tests.search.documents import make_document

from .base import Contract


class PagesContract(Contract):
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

    def test_pages_are_parts_of_one_order_however_deep(self, engine):
        """What refines the order of the best hits must not bring others up on later pages."""
        self.put(
            engine,
            *(
                make_document(
                    "Tandem" + " Termin" * (number % 9),
                    body="Paten " * (number % 7) + "Mentoring Tandems " * (number % 5),
                )
                for number in range(130)
            ),
        )
        whole = engine.search(SearchRequest(text="mentoring tandem", page_size=130)).documents
        paged = [
            hit
            for page in range(1, 5)
            for hit in engine.search(
                SearchRequest(text="mentoring tandem", page=page, page_size=40)
            ).documents
        ]
        assert [(hit[0].id, round(hit[1], 3)) for hit in paged] == [
            (hit[0].id, round(hit[1], 3)) for hit in whole
        ]
        scores = [score for _document, score in whole]
        assert scores == sorted(scores, reverse=True)

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
