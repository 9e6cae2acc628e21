"""The indexes of one prefix: what stands in them, which one is searched, which ones are left over.

    <prefix>                        an alias: what is searched
    <prefix>-<time>-<random>        a generation, with its fingerprint and date in the mapping
    <prefix>-lock                   an alias: who may write and build (`elasticsearch_lease`)

A rebuild fills a generation of its own and then turns the alias in one act. The previous one
stays until the next rebuild.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch_dsl import Index, Keyword, Long, Mapping, Text, analyzer, tokenizer

from ..analysis.indexing import GRAMS, PARTS, SETS, TEXT_FIELDS, analyse
from ..documents import SearchDocument
from .base import EngineUnavailableError, IndexUnusableError
from .elasticsearch_lease import Lease, Leases
from .embedded_store import REBUILD
from .stored import FACETS, analysis_fingerprint, dump, facet_values, published_at, title_order

#: Deeper than this nobody turns pages; Elasticsearch keeps all hits before the page in memory.
MAX_DEPTH = 50_000
_MAX_TOKEN = 1_000
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


@dataclass(frozen=True, slots=True)
class Generation:
    """One index, and what it says about itself."""

    name: str
    fingerprint: str
    built_at: datetime


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
    fields[PARTS] = Text(analyzer=spaces, index_options="freqs")
    for name in SETS:
        # What is only looked up needs no lengths; the score of the grams does.
        fields[name] = (
            Text(analyzer=spaces, index_options="docs")
            if name == GRAMS
            else Keyword(doc_values=False, ignore_above=_MAX_TOKEN)
        )
    fields["id"] = Keyword()
    fields[FACETS] = Keyword(eager_global_ordinals=True)
    fields["title_order"] = Keyword(index=False)
    fields["published"] = Long(index=False)
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
    looked_up = {name: analysed[name].split() for name in SETS if name != GRAMS}
    ranked = {name: text or _NOTHING for name, text in analysed.items() if name not in looked_up}
    return {
        **ranked,
        **looked_up,
        "id": document.id,
        FACETS: facet_values(document),
        "title_order": title_order(document.title),
        "published": published_at(document),
        "stored": stored,
    }


class Generations:
    """Finds, makes and swaps the generations of one prefix; raises the client's errors."""

    def __init__(self, client: Elasticsearch, prefix: str, leases: Leases):
        self._client = client
        self.alias = prefix
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
        try:
            generation = Generation(
                index, about["fingerprint"], datetime.fromisoformat(about["built_at"])
            )
        except (KeyError, TypeError, ValueError) as error:
            raise IndexUnusableError(
                f"Der Suchindex {index} ist keiner von diesem Programm. {REBUILD} baut ihn auf."
            ) from error
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
        lease = self._leases.take(f"{_BUILDING} {name}")
        try:
            self._sweep(keep={name, self.current_name()})
            self._make(name, now)
        except BaseException:
            lease.give_back()
            raise
        self._building[name] = lease
        return Generation(name, fingerprint(), now)

    def _make(self, name: str, built_at: datetime) -> None:
        described = mapping()
        described.meta("_meta", fingerprint=fingerprint(), built_at=built_at.isoformat())
        index = Index(name)
        index.mapping(described)
        index.settings(
            number_of_shards=1,
            number_of_replicas=0,
            max_result_window=MAX_DEPTH,
            **_LOADING,
        )
        self._client.indices.create(index=name, **index.to_dict())

    def check(self, generation: Generation) -> None:
        """Raises `EngineUnavailableError` if somebody else may have taken it for a leftover."""
        self._building[generation.name].check()

    def loaded(self, generation: Generation) -> None:
        """Makes it ready to be searched, with a copy where there is another node."""
        self._client.indices.put_settings(index=generation.name, settings=_SERVING)
        self._client.indices.flush(index=generation.name)
        self._client.indices.refresh(index=generation.name)

    def make_current(self, generation: Generation) -> None:
        """Turns the alias in one act, and removes what is older than the previous one."""
        previous = self.current_names()
        actions: list[Map] = [{"remove": {"index": name, "alias": self.alias}} for name in previous]
        actions.append(
            {"add": {"index": generation.name, "alias": self.alias, "is_write_index": True}}
        )
        self._client.indices.update_aliases(actions=actions)
        self._release(generation)
        self._sweep(keep={*previous, generation.name})

    def discard(self, generation: Generation) -> None:
        self._client.indices.delete(index=generation.name, ignore_unavailable=True)
        self._release(generation)

    def current_name(self) -> str | None:
        names = self.current_names()
        return names[0] if names else None

    def current_names(self) -> list[str]:
        try:
            return sorted(self._client.indices.get_alias(name=self.alias))
        except NotFoundError:
            if self._client.indices.exists(index=self.alias):
                raise EngineUnavailableError(
                    f"„{self.alias}“ ist in Elasticsearch ein Index und müsste ein Alias sein. "
                    "Löschen Sie ihn, oder wählen Sie in SEARCH_URL ein anderes Präfix."
                ) from None
            return []

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
                lease.give_back()

    def _release(self, generation: Generation) -> None:
        if lease := self._building.pop(generation.name, None):
            lease.give_back()
