"""The search engine inside this process: tantivy below one directory, no server.

Any number of processes read; one at a time writes. A commit is seen by the next search of
every process.
"""

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from ..documents import SearchDocument
from ..matching import Need, without_scores
from ..planning import Plan, plan_query
from ..query import parse_query
from ..request import SearchRequest
from ..results import FoundDocuments, Suggestion
from ..spelling import agreed, corrected_text, or_without_quotes
from ..thesaurus.lookup import EMPTY, Thesaurus
from .base import (
    Change,
    EngineHealth,
    EngineUnavailableError,
    IndexUnusableError,
    RebuildReport,
    Refusal,
    Verify,
)
from .embedded_check import damaged_file
from .embedded_lexicon import Lexicon
from .embedded_query import narrowing, translate
from .embedded_ranking import best_hits, counted
from .embedded_schema import fingerprint, from_index, register_tokenizers, schema
from .embedded_similar import alike
from .embedded_store import REBUILD, Generation, PinnedStore, Store
from .embedded_suggest import suggestions
from .embedded_threads import beside
from .embedded_writing import FILLING_HEAP, opened_writer, reading, writing
from .stored import ORDER_FIELDS

#: Deeper than this nobody turns pages; tantivy keeps all hits before the page in memory.
MAX_DEPTH = 50_000
#: From so many documents on, counting takes long enough to be worth a thread of its own.
COUNTED_BESIDE = 20_000
#: A thorough look waits this long for a writer to finish.
LOOK_SECONDS = 10.0


class EmbeddedEngine:
    """`SearchEngine` on tantivy; see `embedded_store` for the directory."""

    name = "embedded"

    def __init__(self, path: str | Path):
        self.store = Store(Path(path))
        self._opening = threading.Lock()
        self._open: tuple[Generation, tantivy.Index] | None = None
        self._seen_commit: tuple[str, int, int] | None = None
        self._words: tuple[tuple[str, int, int] | None, Lexicon] | None = None

    # Reading ---------------------------------------------------------------------------------

    def search(self, request: SearchRequest, *, thesaurus: Thesaurus = EMPTY) -> FoundDocuments:
        return or_without_quotes(lambda one: self._search(one, thesaurus), request)

    def _search(self, request: SearchRequest, thesaurus: Thesaurus) -> FoundDocuments:
        parsed = parse_query(request.text)
        with reading(self.store):
            searcher = self._searcher()
            if parsed.is_empty:
                # Signs alone ("!?") are something that no document has.
                matching = None if request.text else Need()
                return self._found(searcher, Plan(matching=matching), request)
            replaced = agreed(self._lexicon(searcher).replaced(parsed.words), thesaurus)
            plan = plan_query(parsed, replaced=replaced, thesaurus=thesaurus)
            found = self._found(searcher, plan, request)
        correction = corrected_text(
            request.text, replaced, [document for document, _score in found.documents]
        )
        return replace(
            found,
            correction=correction if found.total else "",
            corrected=bool(correction and found.total),
        )

    def suggest(self, text: str, *, limit: int = 8, language: str = "de") -> Sequence[Suggestion]:
        with reading(self.store):
            return suggestions(self._searcher(), text, limit=limit, language=language)

    def similar(
        self, document_id: str, *, limit: int = 4, kinds: Sequence[str] = ()
    ) -> Sequence[SearchDocument]:
        with reading(self.store):
            searcher = self._searcher()
            by_id = Query.term_query(schema(), "id", document_id)
            itself = searcher.search(by_id, limit=1).hits
            if not itself:
                return []
            document = from_index(searcher.doc(itself[0][1]))
            return alike(searcher, document, limit=limit, kinds=kinds, indexed=True)

    def alike(
        self, document: SearchDocument, *, limit: int = 4, kinds: Sequence[str] = ()
    ) -> Sequence[SearchDocument]:
        with reading(self.store):
            return alike(self._searcher(), document, limit=limit, kinds=kinds, indexed=False)

    def _found(
        self, searcher: tantivy.Searcher, plan: Plan, request: SearchRequest
    ) -> FoundDocuments:
        if plan.matching is None:
            return FoundDocuments(documents=(), total=0, facets={}, terms=plan.terms)
        if searcher.num_docs < COUNTED_BESIDE:
            documents = self._documents(searcher, plan, request)
            total, facets = self._counts(searcher, plan, request)
        else:
            counting = beside(self._counts, searcher, plan, request)
            documents = self._documents(searcher, plan, request)
            total, facets = counting.result()
        return FoundDocuments(documents=documents, total=total, facets=facets, terms=plan.terms)

    def _documents(
        self, searcher: tantivy.Searcher, plan: Plan, request: SearchRequest
    ) -> Sequence[tuple[SearchDocument, float]]:
        hits = self._hits(searcher, plan, request)
        return [(from_index(searcher.doc(address)), score) for score, address in hits]

    def _hits(
        self, searcher: tantivy.Searcher, plan: Plan, request: SearchRequest
    ) -> Sequence[tuple[float, tantivy.DocAddress]]:
        if request.page_size <= 0 or request.offset + request.page_size > MAX_DEPTH:
            return ()
        clauses = narrowing(request)
        if field := ORDER_FIELDS.get(request.effective_sort):
            ascending = field == "title_order"
            result = searcher.search(
                Query.boolean_query([(Occur.Must, _countable(plan)), *clauses]),
                limit=request.page_size,
                offset=request.offset,
                count=False,
                order_by_field=field,
                order=tantivy.Order.Asc if ascending else tantivy.Order.Desc,
            )
            return [(0.0, address) for _value, address in result.hits]
        query = Query.boolean_query([(Occur.Must, translate(plan.matching)), *clauses])
        return best_hits(searcher, query, plan, request)

    def _counts(
        self, searcher: tantivy.Searcher, plan: Plan, request: SearchRequest
    ) -> tuple[int, dict[str, dict[str, int]]]:
        """All hits, and by facet and value; a filtered facet is counted without its own filter."""
        clauses = narrowing(request, chosen=False)
        query = Query.boolean_query([(Occur.Must, _countable(plan)), *clauses])
        return counted(searcher, query, request.chosen)

    def _searcher(self) -> tantivy.Searcher:
        """A searcher on the newest commit of the current generation."""
        name = self.store.current_name()
        with self._opening:
            if self._open is None or self._open[0].name != name:
                generation = self._current()
                name = generation.name
                index = register_tokenizers(tantivy.Index.open(str(generation.path)))
                index.config_reader("manual")
                self._open = generation, index
                self._seen_commit = None
            generation, index = self._open
            # tantivy replaces this file with every commit, also with those of other processes.
            stat = (generation.path / "meta.json").stat()
            commit = name, stat.st_mtime_ns, stat.st_ino
            if commit != self._seen_commit:
                index.reload()
                self._seen_commit = commit
            return index.searcher()

    def _lexicon(self, searcher: tantivy.Searcher) -> Lexicon:
        """The words of the commit that is searched; one object for all its searches."""
        commit = self._seen_commit
        if self._words is None or self._words[0] != commit:
            self._words = commit, Lexicon(searcher)
        return self._words[1]

    def _current(self) -> Generation:
        name = self.store.current_name()
        try:
            return self.store.load(name, expected_fingerprint=fingerprint())
        except IndexUnusableError:
            # Two rebuilds may have passed since the pointer was read.
            if self.store.current_name() == name:
                raise
            return self._current()

    # Writing ---------------------------------------------------------------------------------

    def writing(self, *, wait: float | None = None) -> AbstractContextManager[bool]:
        return self.store.lock(wait)

    def apply(self, changes: Sequence[Change]) -> Sequence[Refusal]:
        if not changes:
            return []
        with self.writing(), opened_writer(self.store, self._current()) as writer:
            return writer.write(changes)

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        *,
        replay: Callable[[], Sequence[Change]],
        verify: Verify = lambda candidate, refused: None,
        progress: Callable[[int], None] = lambda count: None,
    ) -> RebuildReport:
        generation = self.store.create(fingerprint=fingerprint())
        try:
            refused = self._fill(generation, documents, progress)
            with self.writing():
                changes = replay()
                with opened_writer(self.store, generation) as writer:
                    refused += writer.write(changes)
                candidate = EmbeddedEngine(self.store.path)
                candidate.store = PinnedStore(self.store.path, generation)
                verify(candidate, refused)
                count = candidate.health().documents
                self.store.make_current(generation)
        except BaseException:
            self.store.discard(generation)
            raise
        return RebuildReport(documents=count, refused=refused, generation=generation.name)

    def _fill(
        self,
        generation: Generation,
        documents: Iterable[SearchDocument],
        progress: Callable[[int], None],
    ) -> list[Refusal]:
        with writing(self.store):
            tantivy.Index(schema(), path=str(generation.path))
        with opened_writer(self.store, generation, heap=FILLING_HEAP) as writer:
            return writer.fill(documents, progress)

    # Health ----------------------------------------------------------------------------------

    def health(self, *, thorough: bool = False) -> EngineHealth:
        whole = False
        try:
            whole = thorough and self._is_whole()
            with reading(self.store):
                searcher = self._searcher()
                searcher.search(Query.all_query(), limit=1)
                generation, _index = self._open
                return EngineHealth(
                    ok=True,
                    engine=self.name,
                    documents=searcher.num_docs,
                    built_at=generation.built_at,
                    doubtful=self.store.doubtful,
                )
        except EngineUnavailableError as error:
            return EngineHealth(
                ok=False,
                engine=self.name,
                problem=str(error),
                # What fails with files that are as written was written by something else.
                needs_rebuild=whole or isinstance(error, IndexUnusableError),
                doubtful=self.store.doubtful,
            )

    def _is_whole(self) -> bool:
        """Raises what is wrong with the files; False if there was no opportunity to look."""
        if not os.access(self.store.path, os.W_OK):
            return False
        # A writer removes files that it has merged into others.
        with self.writing(wait=LOOK_SECONDS) as mine:
            if not mine:
                return False
            generation = self._current()
            try:
                damaged = damaged_file(generation.path)
            except OSError as error:
                raise self.store.not_readable(error) from error
            if damaged:
                raise IndexUnusableError(
                    f"Der Suchindex in {generation.path} ist beschädigt ({damaged}). "
                    f"{REBUILD} baut ihn neu auf."
                )
            self.store.trust()
            return True


def _countable(plan: Plan) -> Query:
    """What matches, where its score does not matter."""
    return translate(without_scores(plan.matching))
