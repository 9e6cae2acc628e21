"""Exclusive rights among all processes that share an Elasticsearch.

A right is a document with its owner and the time of the owner's last sign of life. Elasticsearch
compares and sets it in one act and by its own clock, so that the clocks of the processes do not
matter. The owner gives a sign of life now and then; without one for `LEASE_SECONDS` the right is
anybody's.
"""

import contextlib
import logging
import secrets
import threading
import time
from collections.abc import Iterator

from elasticsearch import ApiError, ConflictError, Elasticsearch, TransportError
from elasticsearch_dsl import Index, Keyword, Long, Mapping

from .base import EngineUnavailableError
from .elasticsearch_connection import speaking

logger = logging.getLogger(__name__)

LEASE_SECONDS = 30.0
_PAUSE = 0.05
_LONGEST_PAUSE = 0.5

_TAKE = """
if (ctx._source.owner == '' || ctx._source.owner == params.owner
    || ctx._now - ctx._source.seen > params.lease) {
  ctx._source.owner = params.owner; ctx._source.seen = ctx._now
} else { ctx.op = 'none' }
"""
_RENEW = """
if (ctx._source.owner == params.owner) { ctx._source.seen = ctx._now } else { ctx.op = 'none' }
"""
_GIVE_BACK = "if (ctx._source.owner == params.owner) { ctx.op = 'delete' } else { ctx.op = 'none' }"


class Lease:
    """A right that is held: renewed by a thread until it is given back."""

    def __init__(self, leases: "Leases", name: str, owner: str):
        self._leases = leases
        self._name = name
        self._owner = owner
        self._ended = threading.Event()
        self._valid_until = time.monotonic() + leases.seconds
        self._taken = False
        threading.Thread(target=self._renew, name="search-lease", daemon=True).start()

    def check(self) -> None:
        """Raises `EngineUnavailableError` if the right may be another's by now."""
        if self._taken or time.monotonic() > self._valid_until:
            raise EngineUnavailableError(
                "Das Recht, den Suchindex zu schreiben, ist unterwegs verloren gegangen."
            )

    def give_back(self) -> None:
        self._ended.set()
        try:
            self._leases.run(_GIVE_BACK, self._name, self._owner)
        except (ApiError, TransportError) as error:
            # Then it runs out by itself.
            logger.warning("The lease %s was not given back: %s", self._name, type(error).__name__)

    def _renew(self) -> None:
        while not self._ended.wait(self._leases.seconds / 4):
            asked = time.monotonic()
            try:
                renewed = self._leases.run(_RENEW, self._name, self._owner)
            except (ApiError, TransportError) as error:
                kind = type(error).__name__
                logger.warning("The lease %s was not renewed: %s", self._name, kind)
                continue
            if not renewed:
                self._taken = not self._ended.is_set()
                return
            self._valid_until = asked + self._leases.seconds


class Leases:
    """The rights in one index of Elasticsearch, which is made when it is first needed."""

    def __init__(self, client: Elasticsearch, index: str, *, seconds: float = LEASE_SECONDS):
        self._client = client
        self._index = index
        self.seconds = seconds
        self._held = threading.local()

    def take(self, name: str, wait: float | None = 0.0) -> Lease | None:
        """The right, or None if it was not to be had in `wait` seconds; None waits for ever."""
        owner = secrets.token_hex(8)
        began = time.monotonic()
        deadline = None if wait is None else began + wait
        pause = _PAUSE
        while True:
            with speaking():
                if self.run(_TAKE, name, owner, create=True):
                    return Lease(self, name, owner)
            now = time.monotonic()
            if deadline is not None:
                if now >= deadline:
                    return None
                pause = min(pause, deadline - now)
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)

    @contextlib.contextmanager
    def holding(self, name: str, wait: float | None) -> Iterator[Lease | None]:
        """Holds the right, re-entrant in a thread; None if it was not to be had."""
        held: dict[str, Lease] = self._held.__dict__
        if lease := held.get(name):
            yield lease
            return
        lease = self.take(name, wait)
        if lease is None:
            yield None
            return
        held[name] = lease
        try:
            yield lease
        finally:
            del held[name]
            lease.give_back()

    def run(self, script: str, name: str, owner: str, *, create: bool = False) -> bool:
        """Whether the script changed the document; raises the client's errors."""
        parameters = {"owner": owner, "lease": int(self.seconds * 1000)}
        body: dict = {"script": {"source": script, "params": parameters}}
        if create:
            body |= {"scripted_upsert": True, "upsert": {"owner": "", "seen": 0}}
        for attempt in (1, 2):
            try:
                answer = self._client.update(index=self._index, id=name, require_alias=True, **body)
            except ConflictError:
                return False
            except ApiError as error:
                if error.status_code != 404:
                    raise
                if not create or attempt == 2:
                    if error.error == "document_missing_exception":
                        return False
                    raise
                self._create_index()
            else:
                return answer["result"] != "noop"
        return False

    def _create_index(self) -> None:
        index = Index(f"{self._index}-1")
        mapping = Mapping()
        mapping.meta("dynamic", "strict")
        mapping.field("owner", Keyword())
        mapping.field("seen", Long())
        index.mapping(mapping)
        index.settings(number_of_shards=1, auto_expand_replicas="0-1", hidden=True)
        # Through an alias, so that no update makes an index that nobody has described.
        index.aliases(**{self._index: {}})
        try:
            self._client.indices.create(index=f"{self._index}-1", **index.to_dict())
        except ApiError as error:
            if error.error != "resource_already_exists_exception":
                raise
