"""What every part of the contract does with an engine."""

from search.engines import Change
from search.request import SearchRequest


class Contract:
    def put(self, engine, *documents):
        refused = engine.apply([Change(document.id, document) for document in documents])
        assert not refused
        return documents

    def titles(self, engine, text="", **fields):
        found = engine.search(SearchRequest(text=text, **fields))
        assert found.total >= len(found.documents)
        return [document.title for document, _score in found.documents]
