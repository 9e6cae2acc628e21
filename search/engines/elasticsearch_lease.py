"""Exclusive rights among all processes that share an Elasticsearch.

A right is a document with its owner and the time of the owner's last sign of life. Elasticsearch
compares and sets it in one act and by its own clock, so that the clocks of the processes do not
matter. The owner gives a sign of life now and then; without one for `LEASE_SECONDS` the right is
anybody's. So it is when Elasticsearch's clock has been set, in either direction.

An owner that was held up may go on after its right has become another's. Therefore each taking
has a number that is higher than all before, for what it writes, and says whether an owner was
passed over.
"""

import contextlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping

from elasticsearch import ApiError, ConflictError, Elasticsearch, TransportError
from elasticsearch_dsl import Boolean, Index, Keyword, Long
from elasticsearch_dsl import Mapping as Fields

from .base import EngineUnavailableError
from .elasticsearch_connection import speaking

logger = logging.getLogger(__name__)

LEASE_SECONDS = 30.0
LOST = "Das Recht, den Suchindex zu schreiben, ist unterwegs verloren gegangen."
_PAUSE = 0.05
_LONGEST_PAUSE = 0.5

#: Should the document be lost, the time makes the number higher than all before.
_TAKE = """
long silent = ctx._now - ctx._source.seen;
if (ctx._source.owner == '' || ctx._source.owner == params.owner
    || silent > params.lease || silent < -params.lease) {
  ctx._source.passed_over = ctx._source.owner != '';
  ctx._source.owner = params.owner; ctx._source.seen = ctx._now;
  long next = ctx._source.number + 1;
  ctx._source.number = next > ctx._now ? next : ctx._now;
} else { ctx.op = 'none' }
"""
_RENEW = """
if (ctx._source.owner == params.owner) { ctx._source.seen = ctx._now } else { ctx.op = 'none' }
"""
_GIVE_BACK = (
    "if (ctx._source.owner == params.owner) { ctx._source.owner = '' } else { ctx.op = 'none' }"
)
_DELETE = "if (ctx._source.owner == params.owner) { ctx.op = 'delete' } else { ctx.op = 'none' }"
_FREE = {"owner": "", "seen": 0, "number": 0, "passed_over": False}


class LeaseLostError(EngineUnavailableError):
    """Another process has the right by now, or may have it."""


class Lease:
    """A right that is held: renewed by a thread until it is given back.

    `number` is higher than that of all owners before. `passed_over`: the owner before has not
    given it back and may think that it still has it.
    """

    def __init__(self, leases: "Leases", name: str, owner: str, taken: Mapping, asked: float):
        self._leases = leases
        self._name = name
        self._owner = owner
        self.number: int = taken["number"]
        self.passed_over: bool = taken["passed_over"]
        self._ended = threading.Event()
        self._valid_until = asked + leases.seconds
        self._taken = False
        threading.Thread(target=self._renew, name="search-lease", daemon=True).start()

    def check(self) -> None:
        """Raises `EngineUnavailableError` if the right may be another's by now."""
        if self._taken or time.monotonic() > self._valid_until:
            raise LeaseLostError(LOST)

    def confirm(self) -> None:
        """The same, as Elasticsearch sees it at this moment."""
        asked = time.monotonic()
        with speaking():
            if not self._leases.run(_RENEW, self._name, self._owner):
                self._taken = True
                raise LeaseLostError(LOST)
        self._valid_until = asked + self._leases.seconds

    def give_back(self, *, forget: bool = False) -> None:
        """Frees the right; `forget` one that nobody will ask for again."""
        self._ended.set()
        try:
            self._leases.run(_DELETE if forget else _GIVE_BACK, self._name, self._owner)
        except (ApiError, TransportError) as error:
            self.abandon()
            logger.warning("The lease %s was not given back: %s", self._name, type(error).__name__)

    def abandon(self) -> None:
        """Leaves it as a dead owner would: only this process may have it at once."""
        self._ended.set()
        self._leases.abandoned[self._name] = self._owner

    def _renew(self) -> None:
        while not self._ended.wait(self._leases.seconds / 4):
            asked = time.monotonic()
            try:
                renewed = self._leases.run(_RENEW, self._name, self._owner)
            except (ApiError, TransportError) as error:
                kind = type(error).__name__
                logger.warning("The lease %s was not renewed: %s", self._name, kind)
                continue
            if renewed is None:
                self._taken = not self._ended.is_set()
                return
            self._valid_until = asked + self._leases.seconds


class Leases:
    """The rights in one index of Elasticsearch, which is made when it is first needed."""

    def __init__(self, client: Elasticsearch, index: str, *, seconds: float = LEASE_SECONDS):
        self._client = client
        self._index = index
        self.seconds = seconds
        #: Rights that Elasticsearch takes for ours, because it could not be told otherwise.
        self.abandoned: dict[str, str] = {}
        self._held = threading.local()

    def take(self, name: str, wait: float | None = 0.0) -> Lease | None:
        """The right, or None if it was not to be had in `wait` seconds; None waits for ever."""
        owner = self.abandoned.pop(name, None) or secrets.token_hex(8)
        began = time.monotonic()
        deadline = None if wait is None else began + wait
        pause = _PAUSE
        while True:
            asked = time.monotonic()
            try:
                with speaking():
                    taken = self.run(_TAKE, name, owner, create=True)
            except EngineUnavailableError:
                # It may have been taken all the same, with the answer lost.
                self.abandoned[name] = owner
                raise
            if taken is not None:
                return Lease(self, name, owner, taken, asked)
            now = time.monotonic()
            if deadline is not None:
                if now >= deadline:
                    return None
                pause = min(pause, deadline - now)
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)

    @contextlib.contextmanager
    def holding(
        self, name: str, wait: float | None, *, passing_over: Callable[[], None] = lambda: None
    ) -> Iterator[Lease | None]:
        """Holds the right, re-entrant in a thread; None if it was not to be had.

        `passing_over` is done first where the owner before has not given it back; until it has
        succeeded nobody holds the right.
        """
        held: dict[str, Lease] = self._held.__dict__
        if lease := held.get(name):
            yield lease
            return
        lease = self.take(name, wait)
        if lease is None:
            yield None
            return
        if lease.passed_over:
            try:
                passing_over()
            except BaseException:
                lease.abandon()
                raise
        held[name] = lease
        try:
            yield lease
        finally:
            del held[name]
            lease.give_back()

    def run(self, script: str, name: str, owner: str, *, create: bool = False) -> Mapping | None:
        """The document as the script leaves it, None if it does nothing; raises all errors."""
        parameters = {"owner": owner, "lease": int(self.seconds * 1000)}
        body: dict = {"script": {"source": script, "params": parameters}}
        if create:
            body |= {"scripted_upsert": True, "upsert": _FREE}
        for attempt in (1, 2):
            try:
                answer = self._client.update(
                    index=self._index, id=name, require_alias=True, source=True, **body
                )
            except ConflictError:
                return None
            except ApiError as error:
                if error.status_code != 404:
                    raise
                if not create or attempt == 2:
                    if error.error == "document_missing_exception":
                        return None
                    raise
                self._create_index()
            else:
                return None if answer["result"] == "noop" else answer["get"].get("_source", {})
        return None

    def _create_index(self) -> None:
        index = Index(f"{self._index}-1")
        mapping = Fields()
        mapping.meta("dynamic", "strict")
        mapping.field("owner", Keyword())
        mapping.field("seen", Long())
        mapping.field("number", Long())
        mapping.field("passed_over", Boolean())
        index.mapping(mapping)
        index.settings(number_of_shards=1, auto_expand_replicas="0-1", hidden=True)
        # Through an alias, so that no update makes an index that nobody has described.
        index.aliases(**{self._index: {}})
        try:
            self._client.indices.create(index=f"{self._index}-1", **index.to_dict())
        except ApiError as error:
            if error.error != "resource_already_exists_exception":
                raise
