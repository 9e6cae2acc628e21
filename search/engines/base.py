"""The protocol that every search engine fulfils; `tests/search/contract.py` is its test."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ..documents import SearchDocument
from ..request import SearchRequest
from ..results import FoundDocuments, Suggestion
from ..thesaurus.lookup import EMPTY, Thesaurus


class EngineUnavailableError(Exception):
    """The engine cannot answer now; the message is a sentence for administrators."""


class IndexUnusableError(EngineUnavailableError):
    """The engine answers, but its index is missing, damaged or of other code: rebuild it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do to the index: put the document in, or take `document_id` out."""

    document_id: str
    document: SearchDocument | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that the engine did not take, with its own words."""

    document_id: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """What a rebuild did: `documents` in the new index, the `refused` ones, its `generation`."""

    documents: int
    refused: Sequence[Refusal]
    generation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineHealth:
    """How the engine is: `ok` means that it answers from a current index.

    `problem` says what is wrong and what to do, in a sentence. `needs_rebuild`: waiting does
    not help, a rebuild does. `doubtful`: a search has failed on this index, and only a thorough
    look tells whether it is damaged.
    """

    ok: bool
    engine: str
    documents: int = 0
    built_at: datetime | None = None
    problem: str = ""
    needs_rebuild: bool = False
    doubtful: bool = False


class Candidate(Protocol):
    """A new index before anybody searches it, for a last look."""

    def search(self, request: SearchRequest) -> FoundDocuments: ...

    def health(self) -> EngineHealth: ...


#: Raises `EngineUnavailableError` if the index must not be searched; sees what was refused.
Verify = Callable[[Candidate, Sequence[Refusal]], None]


class SearchEngine(Protocol):
    """Holds an index and answers from it.

    All methods raise `EngineUnavailableError` when the index cannot be reached, and nothing
    else for anything that a visitor can type.
    """

    name: str

    def search(self, request: SearchRequest, *, thesaurus: Thesaurus = EMPTY) -> FoundDocuments:
        """One page of documents, counts of all facets, and the number of all matches.

        What the request says is withheld is in none of these.

        The thesaurus widens the query; the index knows nothing of it.
        """

    def suggest(self, text: str, *, limit: int = 8, language: str = "de") -> Sequence[Suggestion]:
        """Titles and keywords that begin with, or contain a word that begins with, the text.

        For readers of English, titles of English versions too, and the addresses of these.
        """

    def similar(
        self, document_id: str, *, limit: int = 4, kinds: Sequence[str] = ()
    ) -> Sequence[SearchDocument]:
        """Documents like this one, those of other cities first; empty if it is not indexed."""

    def alike(
        self, document: SearchDocument, *, limit: int = 4, kinds: Sequence[str] = ()
    ) -> Sequence[SearchDocument]:
        """The same for a document that is still being written, and is not in the index."""

    def writing(self, *, wait: float | None = None) -> AbstractContextManager[bool]:
        """Holds the only right to write; yields False if it was not to be had in `wait` seconds.

        Whoever reads from the database to write to the index does both inside, so that an
        older state can never overwrite a newer one.
        """

    def apply(self, changes: Sequence[Change]) -> Sequence[Refusal]:
        """Writes the changes, in order, so that the next search sees them. Idempotent."""

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        *,
        replay: Callable[[], Sequence[Change]],
        verify: Verify = lambda candidate, refused: None,
        progress: Callable[[int], None] = lambda count: None,
    ) -> RebuildReport:
        """Builds a new index beside the old one and swaps them in one act.

        `replay` returns what changed meanwhile; it is called at the end, while nobody else
        writes. `verify` looks at the new index after that, before the swap. Any error, also
        one of these two, leaves the old index in place; what a rebuild left that was killed is
        removed by the next one.
        """

    def health(self, *, thorough: bool = False) -> EngineHealth:
        """Never raises. A thorough look may take seconds, and settles every doubt."""
