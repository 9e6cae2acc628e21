"""The search engine as a server: Elasticsearch 8.16 or later, shared by any number of processes.

What stands in the index and what is looked for is decided in Python, for all engines alike; see
`elasticsearch_index` for the indexes and `elasticsearch_query` for the requests.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError, TransportError

from ..documents import SearchDocument
from ..matching import Need
from ..planning import Plan, plan_query
from ..query import parse_query
from ..request import MAX_TEXT, SearchRequest, clean_text
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
from .elasticsearch_connection import Address, is_missing_index, patient, speaking
from .elasticsearch_index import Generation, Generations
from .elasticsearch_lease import Lease, Leases
from .elasticsearch_query import document_of, found_documents, preference, search_body
from .elasticsearch_similar import (
    begins,
    counted_words,
    counts_body,
    headings,
    similar_body,
    starts_body,
    typed_words,
)
from .elasticsearch_words import KnownWords, counted, counting, replaced_words
from .elasticsearch_writing import fill, write
from .suggested import suggested

logger = logging.getLogger(__name__)

#: A search asks more than once only for unknown words; all of it ends in so many time-outs.
_ALL_TIMEOUTS = 1.8
_LEAST_SECONDS = 0.05
#: Whether the alias leads to an index of this code is asked again after this time, and at
#: once when a hit comes from another index.
_TRUSTED_SECONDS = 10.0
#: Whoever wants to write is told soon that nobody answers.
_LEASE_SECONDS = 5.0
_WRITE = "write"


class ElasticsearchEngine:
    """`SearchEngine` on Elasticsearch; `index` pins it to one generation before the swap."""

    name = "elasticsearch"

    def __init__(self, address: Address, *, index: str = ""):
        self._client = address.client()
        self._patient = patient(self._client)
        self._timeout = address.timeout
        self._target = index or address.prefix
        quick = self._client.options(request_timeout=max(address.timeout, _LEASE_SECONDS))
        self._leases = Leases(quick, f"{address.prefix}-lease")
        self.generations = Generations(self._patient, address.prefix, self._leases)
        self._address = address
        self._known = KnownWords()
        self._trusted: tuple[Generation, float] | None = None

    # Reading ---------------------------------------------------------------------------------

    def search(self, request: SearchRequest, *, thesaurus: Thesaurus = EMPTY) -> FoundDocuments:
        began = time.monotonic()
        return or_without_quotes(lambda one: self._search(one, thesaurus, began), request)

    def _search(self, request: SearchRequest, thesaurus: Thesaurus, began: float) -> FoundDocuments:
        parsed = parse_query(request.text)
        if parsed.is_empty:
            # Signs alone ("!?") are something that no document has.
            return self._found(Plan(matching=None if request.text else Need()), request, began)[0]
        likely = self._known.replaced(parsed.words)
        doubtful = self._known.doubtful(parsed.words)
        replaced = agreed(likely, thesaurus)
        plan = plan_query(parsed, replaced=replaced, thesaurus=thesaurus)
        if plan.matching is None:
            # Whether the words have come since must be asked with something.
            likely, replaced, plan = {}, {}, plan_query(parsed, thesaurus=thesaurus)
        found, counts = self._found(plan, request, began, words=counting(doubtful))
        self._known.seen(word for word, count in counts.items() if count)
        missing = [word for word in doubtful if not counts.get(word.word)]
        if {word.word for word in missing} != set(likely):
            with speaking():
                likely = replaced_words(lambda: self._hurried(began), self._target, missing)
            self._known.missed(likely)
            before, replaced = replaced, agreed(likely, thesaurus)
            if replaced != before:
                plan = plan_query(parsed, replaced=replaced, thesaurus=thesaurus)
                found, _counts = self._found(plan, request, began)
        correction = corrected_text(
            request.text, replaced, [document for document, _score in found.documents]
        )
        return replace(
            found,
            correction=correction if found.total else "",
            corrected=bool(correction and found.total),
        )

    def suggest(self, text: str, *, limit: int = 8, language: str = "de") -> Sequence[Suggestion]:
        typed = typed_words(clean_text(text)[:MAX_TEXT])
        if not typed or limit < 1:
            return []
        answer = self._ask(starts_body(typed, size=limit * 4))
        return suggested(
            headings(answer), lambda title: begins(title, typed), limit=limit, language=language
        )

    def similar(
        self, document_id: str, *, limit: int = 4, kinds: Sequence[str] = ()
    ) -> Sequence[SearchDocument]:
        document = self._get(document_id)
        if document is None:
            return []
        return self._alike(document, limit=limit, kinds=kinds, indexed=True)

    def alike(
        self, document: SearchDocument, *, limit: int = 4, kinds: Sequence[str] = ()
    ) -> Sequence[SearchDocument]:
        return self._alike(document, limit=limit, kinds=kinds, indexed=False)

    def _alike(
        self, document: SearchDocument, *, limit: int, kinds: Sequence[str], indexed: bool
    ) -> Sequence[SearchDocument]:
        weights = counted_words(document)
        counts = weights and self._ask(counts_body(list(weights)))
        # More than wanted, so that other cities' can go first.
        body = counts and similar_body(
            document.id, weights, counts, kinds=kinds, size=limit * 3, indexed=indexed
        )
        if not body:
            return []
        found = [document_of(hit) for hit in self._ask(body)["hits"]["hits"]]
        return sorted(found, key=lambda other: other.city == document.city)[:limit]

    def _found(
        self,
        plan: Plan,
        request: SearchRequest,
        began: float,
        *,
        words: Mapping | None = None,
    ) -> tuple[FoundDocuments, dict[str, int]]:
        """What the plan finds, and how many documents of the index have each word."""
        if plan.matching is None:
            with speaking():
                self._current()
            nothing = FoundDocuments(documents=(), total=0, facets={}, terms=plan.terms)
            return nothing, {}
        answer = self._ask(
            search_body(plan, request, words=words or {}),
            preference=preference(request),
            client=self._hurried(began),
        )
        return found_documents(answer, plan, request), counted(answer)

    def _ask(
        self, body: Mapping, *, preference: str | None = None, client: Elasticsearch | None = None
    ):
        """The answer from an index of this code."""
        with speaking():
            expected = self._current()
            answer = (
                (client or self._client)
                .search(
                    index=self._target,
                    preference=preference,
                    allow_partial_search_results=False,
                    **{"from_" if key == "from" else key: value for key, value in body.items()},
                )
                .body
            )
            if any(hit["_index"] != expected.name for hit in answer["hits"]["hits"]):
                self._look_again()
            return answer

    def _get(self, document_id: str) -> SearchDocument | None:
        with speaking():
            expected = self._current()
            try:
                # A document that is not valid Unicode is none that we have.
                document_id.encode()
                found = self._client.get(index=self._target, id=document_id)
            except UnicodeEncodeError:
                return None
            except BadRequestError:
                # As an alias is answered that leads to several indexes.
                self._look_again()
                raise
            except NotFoundError as error:
                if is_missing_index(error) or not document_id:
                    raise
                return None
            if found["_index"] != expected.name:
                self._look_again()
            return document_of(found)

    def _look_again(self) -> None:
        """Another process has rebuilt the index, or has led the alias astray.

        Raises `IndexUnusableError` if what is there now is not of this code.
        """
        self._trusted = None
        self._known.forget()
        self._current()

    def _current(self) -> Generation:
        trusted = self._trusted
        if trusted and time.monotonic() - trusted[1] < _TRUSTED_SECONDS:
            return trusted[0]
        generation = self.generations.load(self._target, self._client)
        self._trusted = generation, time.monotonic()
        return generation

    def _hurried(self, began: float) -> Elasticsearch:
        """A client for the next request of a search that began then."""
        left = _ALL_TIMEOUTS * self._timeout - (time.monotonic() - began)
        if left < _LEAST_SECONDS:
            raise EngineUnavailableError("Elasticsearch antwortet nicht rechtzeitig.")
        # Another set of options makes a client anew, which costs a millisecond or two.
        return self._client if left >= self._timeout else self._client.options(request_timeout=left)

    # Writing ---------------------------------------------------------------------------------

    @contextmanager
    def writing(self, *, wait: float | None = None) -> Iterator[bool]:
        with self._right_to_write(wait) as lease:
            yield lease is not None

    def _right_to_write(self, wait: float | None = None) -> AbstractContextManager[Lease | None]:
        def dismiss() -> None:
            with speaking():
                self.generations.dismiss()

        return self._leases.holding(_WRITE, wait, passing_over=dismiss)

    def apply(self, changes: Sequence[Change]) -> Sequence[Refusal]:
        if not changes:
            return []
        with self._right_to_write() as lease, speaking():
            self.generations.load(self._target)
            lease.check()
            refused = write(self._patient, self._target, changes, refresh=True, number=lease.number)
            self._known.forget()
            return refused

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        *,
        replay: Callable[[], Sequence[Change]],
        verify: Verify = lambda candidate, refused: None,
        progress: Callable[[int], None] = lambda count: None,
    ) -> RebuildReport:
        with speaking():
            generation = self.generations.create()
        try:
            refused = fill(
                self._patient,
                generation.entrance,
                documents,
                progress=progress,
                check=lambda: self.generations.check(generation),
            )
            with self._right_to_write() as lease:
                with speaking():
                    self.generations.nominate(generation)
                lease.confirm()
                refused += write(self._patient, generation.entrance, replay())
                with speaking():
                    self.generations.loaded(generation)
                candidate = ElasticsearchEngine(self._address, index=generation.name)
                verify(candidate, refused)
                documents_now = candidate.count()
                lease.check()
                self.generations.check(generation)
                with speaking():
                    self.generations.make_current(generation)
        except BaseException:
            self._discard(generation)
            raise
        self._trusted = None
        self._known.forget()
        return RebuildReport(documents=documents_now, refused=refused, generation=generation.name)

    def _discard(self, generation: Generation) -> None:
        try:
            if generation.name not in self.generations.current_names():
                self.generations.discard(generation)
        except (ApiError, TransportError, EngineUnavailableError):
            logger.warning("The next rebuild removes %s.", generation.name)
        finally:
            self.generations.release(generation)

    # Health ----------------------------------------------------------------------------------

    def health(self, *, thorough: bool = False) -> EngineHealth:
        client = self._patient if thorough else self._client
        try:
            with speaking():
                generation = self.generations.load(self._target, client)
                return EngineHealth(
                    ok=True,
                    engine=self.name,
                    documents=self.count(client),
                    built_at=generation.built_at,
                )
        except EngineUnavailableError as error:
            return EngineHealth(
                ok=False,
                engine=self.name,
                problem=str(error),
                needs_rebuild=isinstance(error, IndexUnusableError),
            )

    def delete_everything(self) -> None:
        """Removes all that there is below this prefix: for throw-away indexes."""
        prefix = f"{self._address.prefix}-*"
        with speaking():
            rows = self._patient.cat.indices(
                index=prefix, h="index", format="json", expand_wildcards="all"
            )
            # By name, one at a time: servers refuse to delete by pattern.
            for row in rows:
                self._patient.indices.delete(index=row["index"], ignore_unavailable=True)

    def count(self, client: Elasticsearch | None = None) -> int:
        """How many documents can be found; every part of the index has to answer."""
        with speaking():
            answer = (client or self._patient).search(
                index=self._target,
                size=0,
                track_total_hits=True,
                allow_partial_search_results=False,
            )
            return answer["hits"]["total"]["value"]
