"""What a search answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from .documents import SearchDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """The file of a document in which something was found; `excerpt` is HTML with `<mark>`.

    `language` is the one of the document to which it belongs, whatever that is shown in.
    """

    name: str
    url: str
    excerpt: SafeString
    language: str = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that matches; `title` and `excerpt` are HTML with `<mark>` around matches.

    `file` is one that shows words which title, summary and body do not.
    """

    document: SearchDocument
    title: SafeString
    excerpt: SafeString
    score: float = 0.0
    file: FoundFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocuments:
    """What an engine answers: plain documents and counts, before anything is dressed for display.

    `facets` maps a facet's key to counts by value key; a facet that is filtered is counted
    as if it were not, so that its other values stay reachable. `terms` are the folded stems
    that matched, for highlighting; `correction` is a better spelling, if the engine has one,
    and `corrected` says that nothing was found as typed and these are the correction's hits.
    """

    documents: Sequence[tuple[SearchDocument, float]]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    terms: frozenset[str] = frozenset()
    correction: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """A page of hits, ready to be shown.

    `degraded` says that the engine was away and the database's titles and summaries answered;
    `took_ms` is the time on the server. `correction` is a text that would find more; with
    `corrected` nothing was found as typed, and the hits are already those of the correction.
    """

    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    correction: str = ""
    corrected: bool = False
    took_ms: float = 0.0
    degraded: bool = False
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A completion of what is being typed, in `language`; `label` where the kind's name says too
    little."""

    text: str
    kind: str
    url: str = ""
    label: str = ""
    language: str = "de"
