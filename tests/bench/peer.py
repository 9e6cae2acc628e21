"""Wagtail's own search over the same rows: what a portal without ours would have."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.models import Model
from elasticsearch import helpers
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import get_indexed_models

from search.request import SearchRequest
from tests.servers.indexes import remove_indexes

from .models import FACETS, BenchEntry
from .practices import indexed_by_wagtail
from .timing import seconds

#: What its own command reads at once.
_CHUNK = 1000


class Peer:
    """One backend of modelsearch, driven as its own commands and views drive it."""

    def __init__(self, backend):
        self._backend = backend

    def rebuild(self, models: Sequence[type[Model]] = (BenchEntry,)) -> None:
        """What `rebuild_modelsearch_index` does for the models of one index."""
        rebuilder = self._backend.rebuilder_class(self._backend.get_index_for_model(models[0]))
        index = rebuilder.start()
        for model in models:
            index.add_model(model)
        for model in models:
            for rows in _chunks(model):
                index.add_items(model, rows)
        rebuilder.finish()

    def rebuild_pages(self) -> None:
        """The same for all pages of the portal."""
        with indexed_by_wagtail():
            self.rebuild([model for model in get_indexed_models() if issubclass(model, Page)])

    def search(self, request: SearchRequest) -> None:
        """The hits of a page, their number and the facets, as our search gives them.

        Any word may match, as with ours. Highlights, corrections and synonyms it does not have.
        """
        entries = BenchEntry.objects.all()
        for key, values in request.filters.items():
            entries = entries.filter(**{f"{key}__in": values})
        found = self._backend.search(request.text, entries, operator="or")
        list(found[request.offset : request.offset + request.page_size])
        found.count()
        for key in FACETS:
            found.facet(key)


class ElasticsearchPeer(Peer):
    """The same on Elasticsearch; `bare_bulk` loads what it would load, made ready before."""

    def bare_bulk(self) -> float:
        client = self._backend.es
        index = self._backend.get_index_for_model(BenchEntry)
        name = f"{index.name}-bare"
        mapping = self._backend.mapping_class(BenchEntry)
        bare = self._backend.index_class(self._backend, name)
        bare.put()
        bare.add_model(BenchEntry)
        taken = 0.0
        for entries in _chunks():
            actions = [
                {"_index": name, "_id": mapping.get_document_id(entry)}
                | mapping.get_document(entry)
                for entry in entries
            ]
            taken += seconds(lambda actions=actions: helpers.bulk(client, actions))
        taken += seconds(bare.refresh)
        bare.delete()
        return taken


def database_peer() -> Peer:
    return Peer(get_search_backend("wagtail.search.backends.database"))


@contextmanager
def elasticsearch_peer(url: str, prefix: str) -> Iterator[ElasticsearchPeer]:
    backend = get_search_backend(
        "wagtail.search.backends.elasticsearch8",
        URLS=[url],
        INDEX_PREFIX=f"{prefix}_",
        TIMEOUT=60,
    )
    peer = ElasticsearchPeer(backend)
    try:
        yield peer
    finally:
        remove_indexes(backend.es, f"{prefix}_")
        backend.es.close()


def _chunks(model: type[Model] = BenchEntry) -> Iterator[list[Model]]:
    rows = model.get_indexed_objects().order_by("pk")
    start = 0
    while chunk := list(rows[start : start + _CHUNK]):
        yield chunk
        start += _CHUNK
