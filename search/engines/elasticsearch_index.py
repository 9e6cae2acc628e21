"""The indexes of one prefix: what stands in them, which one is searched, which ones are left over.

    <prefix>                        an alias: what is searched
    <prefix>-<time>-<random>        a generation, with its fingerprint and date in the mapping
    <prefix>-<time>-<random>.new    an alias: the way to fill it, until it is searched
    <prefix>.next                   an alias: the generation that may be searched next
    <prefix>-lease                  an alias: who may write and build (`elasticsearch_lease`)

A rebuild fills a generation of its own and then turns the alias in one act. The previous one
stays until the next rebuild. Everything is written through an alias, so that what arrives too
late makes no index, and a rebuild that was held up finds its own alias gone.
"""

import hashlib
import logging
import re
import secrets
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch_dsl import Index, Keyword, Long, Mapping, Text, analyzer, tokenizer

from ..analysis.indexing import GRAMS, PARTS, SETS, STARTS, STEMS, TEXT_FIELDS, WORDS, analyse
from ..documents import SearchDocument
from .base import EngineUnavailableError, IndexUnusableError
from .elasticsearch_lease import LOST, Lease, LeaseLostError, Leases
from .embedded_store import REBUILD
from .stored import (
    COUNTED,
    FACETS,
    HOLDS_UNTIL,
    analysis_fingerprint,
    counted_values,
    dump,
    dump_heading,
    facet_values,
    holds_until,
    published_at,
    title_order,
)

logger = logging.getLogger(__name__)

#: Deeper than this nobody turns pages; Elasticsearch keeps all hits before the page in memory.
MAX_DEPTH = 50_000
_MAX_TOKEN = 1_000
#: What suggestions need of a document, beside it: reading whole ones takes far longer.
HEADING = "heading"
#: Lucene takes 32,766 bytes, and a letter takes four at most.
_MAX_HEADING = 8_000
#: What a load does without, and what serves.
_LOADING = {"refresh_interval": "-1", "translog.durability": "async"}
_SERVING = {
    "refresh_interval": None,
    "translog.durability": "request",
    "auto_expand_replicas": "0-1",
}
_BUILDING = "building"
#: Stands in empty fields, where no word is like it: otherwise a word would weigh less in a field
#: that few documents have, because rarity is measured among the documents that have the field.
_NOTHING = "-"
#: Texts that are only looked up, and with the words all that no score comes from: where one is
#: empty, nothing has to stand in it.
_LOOKED_UP = (STEMS, STARTS)
_UNRANKED = frozenset((*_LOOKED_UP, WORDS))


@dataclass(frozen=True, slots=True)
class Generation:
    """One index, and what it says about itself."""

    name: str
    fingerprint: str
    built_at: datetime

    @property
    def entrance(self) -> str:
        """The alias through which it is filled."""
        return f"{self.name}.new"


@cache
def fingerprint() -> str:
    """Changes with everything that decides what stands in the index."""
    digest = hashlib.sha256(analysis_fingerprint().encode())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:16]


def mapping() -> Mapping:
    """Our analysis has cut and stemmed the text; Elasticsearch only splits at the spaces."""
    spaces = analyzer(
        "spaces", tokenizer=tokenizer("spaces", "whitespace", max_token_length=_MAX_TOKEN)
    )
    fields: dict = {name: Text(analyzer=spaces, index_options="positions") for name in TEXT_FIELDS}
    for name in (PARTS, GRAMS):
        fields[name] = Text(analyzer=spaces, index_options="freqs")
    for name in SETS:
        # What is only looked up needs no lengths.
        fields[name] = Text(analyzer=spaces, index_options="docs", norms=False)
    # Only of keywords are the terms listed. As a text the same words take half the time.
    fields[WORDS] = Keyword(doc_values=False, ignore_above=_MAX_TOKEN)
    fields["id"] = Keyword()
    fields[FACETS] = Keyword(doc_values=False)
    fields[COUNTED] = Keyword(index=False, eager_global_ordinals=True)
    fields["title_order"] = Keyword(index=False)
    fields["published"] = Long(index=False)
    fields[HOLDS_UNTIL] = Long(index=False)
    # Too long a list of keywords is left out rather than refused with its document.
    fields[HEADING] = Keyword(index=False, ignore_above=_MAX_HEADING)
    fields["stored"] = Keyword(index=False, doc_values=False)
    described = Mapping()
    described.meta("dynamic", "strict")
    # Everything else would be there twice.
    described.meta("_source", includes=["stored"])
    for name, kind in fields.items():
        described.field(name, kind)
    return described


def to_index(document: SearchDocument) -> dict:
    """The document as the index takes it.

    Raises `ValueError` for what cannot be indexed: a document without an id, text that is not
    valid Unicode.
    """
    if not document.id:
        raise ValueError("Ein Dokument ohne Kennung kann nicht gefunden werden.")
    stored = dump(document)
    stored.encode()
    analysed = analyse(document).texts
    texts = {name: text or _NOTHING for name, text in analysed.items() if name not in _UNRANKED}
    return {
        **texts,
        **{name: analysed[name] for name in _LOOKED_UP},
        WORDS: analysed[WORDS].split(),
        "id": document.id,
        FACETS: facet_values(document),
        COUNTED: counted_values(document),
        "title_order": title_order(document.title),
        "published": published_at(document),
        HOLDS_UNTIL: holds_until(document),
        HEADING: dump_heading(document),
        "stored": stored,
    }


def _foreign(index: str) -> IndexUnusableError:
    return IndexUnusableError(
        f"Der Suchindex {index} ist keiner von diesem Portal. {REBUILD} baut einen eigenen auf."
    )


class Generations:
    """Finds, makes and swaps the generations of one prefix; raises the client's errors."""

    def __init__(self, client: Elasticsearch, prefix: str, leases: Leases):
        self._client = client
        self.alias = prefix
        self._next = f"{prefix}.next"
        self._leases = leases
        self._names = re.compile(re.escape(prefix) + r"-\d{8}-\d{6}-\d{6}-[0-9a-f]{4}")
        self._building: dict[str, Lease] = {}

    def load(self, name: str, client: Elasticsearch | None = None) -> Generation:
        """The generation behind an alias or name, if it was made by this version of the code."""
        answer = (client or self._client).indices.get_mapping(index=name)
        if len(answer) != 1:
            raise IndexUnusableError(
                f"Der Alias {name} führt zu mehreren Suchindizes. {REBUILD} baut ihn neu auf."
            )
        [(index, described)] = answer.items()
        about = described["mappings"].get("_meta", {})
        if index == self.alias:
            raise self._no_alias()
        if not self._names.fullmatch(index):
            raise _foreign(index)
        try:
            generation = Generation(
                index, about["fingerprint"], datetime.fromisoformat(about["built_at"])
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _foreign(index) from error
        if generation.fingerprint != fingerprint():
            raise IndexUnusableError(
                "Der Suchindex stammt von einer anderen Fassung des Programms. "
                f"{REBUILD} baut ihn neu auf."
            )
        return generation

    def create(self) -> Generation:
        """An empty generation that nobody searches yet; removes what dead rebuilds have left."""
        now = datetime.now(UTC)
        name = f"{self.alias}-{now:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(2)}"
        # Held before the index is there, so that no sweep finds it without an owner.
        generation = Generation(name, fingerprint(), now)
        lease = self._leases.take(f"{_BUILDING} {name}")
        try:
            self._sweep(keep={name, self.current_name()})
            self._make(generation)
        except BaseException:
            lease.give_back(forget=True)
            raise
        self._building[name] = lease
        return generation

    def _make(self, generation: Generation) -> None:
        described = mapping()
        described.meta(
            "_meta", fingerprint=generation.fingerprint, built_at=generation.built_at.isoformat()
        )
        index = Index(generation.name)
        index.mapping(described)
        index.settings(
            number_of_shards=1,
            number_of_replicas=0,
            max_result_window=MAX_DEPTH,
            # So long a deletion is remembered, lest a write that comes late undo it.
            gc_deletes="1h",
            **_LOADING,
        )
        index.aliases(**{generation.entrance: {}})
        self._client.indices.create(index=generation.name, **index.to_dict())

    def check(self, generation: Generation) -> None:
        """Raises `EngineUnavailableError` if somebody else may have taken it for a leftover."""
        self._building[generation.name].check()

    def loaded(self, generation: Generation) -> None:
        """Makes it ready to be searched, with a copy where there is another node."""
        self._client.indices.put_settings(index=generation.name, settings=_SERVING)
        self._client.indices.flush(index=generation.name)
        self._client.indices.refresh(index=generation.name)

    def nominate(self, generation: Generation) -> None:
        """Makes it the one that may become current.

        Who then still has the right to write may do `make_current`; whoever gets that right
        without its having been given back does `dismiss` before writing anything. So the alias
        turns either before others write, or never.
        """
        actions = [
            {"remove": {"index": f"{self.alias}-*", "alias": self._next, "must_exist": False}},
            {"add": {"index": generation.name, "alias": self._next}},
        ]
        self._client.indices.update_aliases(actions=actions)

    def dismiss(self) -> None:
        """Lets no generation become current that was to be."""
        try:
            self._client.indices.delete_alias(index=f"{self.alias}-*", name=self._next)
        except NotFoundError:
            return
        logger.warning("A rebuild that was held up cannot replace the search index any more.")

    def make_current(self, generation: Generation) -> None:
        """Turns the alias in one act, and removes what is older than the previous one.

        Raises `LeaseLostError` if the generation was dismissed meanwhile.
        """
        previous = self.current_names()
        name = generation.name
        actions: list[Map] = [
            {"remove": {"index": name, "alias": self._next, "must_exist": True}},
            {"remove": {"index": name, "alias": generation.entrance, "must_exist": True}},
            *({"remove": {"index": old, "alias": self.alias}} for old in previous),
            {"add": {"index": name, "alias": self.alias, "is_write_index": True}},
        ]
        try:
            self._client.indices.update_aliases(actions=actions)
        except NotFoundError as error:
            raise LeaseLostError(LOST) from error
        self.release(generation)
        self._sweep(keep={*previous, generation.name})

    def discard(self, generation: Generation) -> None:
        self._client.indices.delete(index=generation.name, ignore_unavailable=True)

    def current_name(self) -> str | None:
        names = self.current_names()
        return names[0] if names else None

    def current_names(self) -> list[str]:
        try:
            return sorted(self._client.indices.get_alias(name=self.alias))
        except NotFoundError:
            if self._client.indices.exists(index=self.alias):
                raise self._no_alias() from None
            return []

    def _no_alias(self) -> EngineUnavailableError:
        """No rebuild mends it: what is in there is not ours to delete."""
        return EngineUnavailableError(
            f"„{self.alias}“ ist in Elasticsearch ein Index und müsste ein Alias sein. "
            "Löschen Sie ihn, oder wählen Sie in SEARCH_URL ein anderes Präfix."
        )

    def _sweep(self, *, keep: set[str | None]) -> None:
        """Removes all generations but these, and but those that a living rebuild fills."""
        found = self._client.indices.get_settings(
            index=f"{self.alias}-*", name="index.uuid", expand_wildcards="all"
        )
        for name in found:
            if name in keep or not self._names.fullmatch(name):
                continue
            lease = self._leases.take(f"{_BUILDING} {name}")
            if lease is None:
                continue
            try:
                self._client.indices.delete(index=name, ignore_unavailable=True)
            finally:
                lease.give_back(forget=True)

    def release(self, generation: Generation) -> None:
        """It is not being built any more, whatever has become of it."""
        if lease := self._building.pop(generation.name, None):
            lease.give_back(forget=True)
