"""How the search is: its engine, its index, and what waits for them."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from . import outbox
from .breaker import breaker_of
from .engines import EngineHealth, get_engine
from .models import OutboxEntry

#: Changes that wait longer than this are a problem for those who watch the site.
LAG_LIMIT_SECONDS = 120.0
#: A sick engine is not asked more often than this, however often outsiders ask about it.
_PROBE_SECONDS = 1.0
LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchStatus:
    """The engine, and what the outbox still holds for it.

    `pending` rows have not been applied, `failing` ones among them wait for another attempt.
    `troubled` are rows with a reason, those that were set aside first, at most `LISTED`.
    """

    engine: EngineHealth
    pending: int
    failing: int
    refused: int
    oldest_pending: datetime | None
    troubled: Sequence[OutboxEntry]
    rebuilding: bool

    @property
    def lag_seconds(self) -> float:
        """How long the oldest change has been waiting; 0 when nothing waits.

        By the clock on the wall, which this process has not watched: see `Watch`.
        """
        return _seconds_since(self.oldest_pending)

    @property
    def index_age_seconds(self) -> float:
        """How long ago the index was built from the whole database."""
        return _seconds_since(self.engine.built_at)


def status() -> SearchStatus:
    """Three queries, and one look at the engine. Never raises for the engine's sake."""
    counts = OutboxEntry.objects.aggregate(
        pending=Count("pk", filter=_PENDING),
        failing=Count("pk", filter=_PENDING & Q(attempts__gt=0)),
        refused=Count("pk", filter=~Q(refused_at=None)),
        oldest_pending=Min("created_at", filter=_PENDING),
    )
    troubled = OutboxEntry.objects.exclude(error="").filter(applied_at=None)
    return SearchStatus(
        engine=probe(),
        troubled=list(troubled.order_by("refused_at", "pk")[:LISTED]),
        rebuilding=outbox.rebuild_under_way(),
        **counts,
    )


def probe(*, patient: bool = True) -> EngineHealth:
    """Asks the engine how it is, and lets visitors' searches through again if it is well.

    An impatient caller gets the last answer where the engine has failed a moment ago.
    """
    engine = get_engine()
    breaker = breaker_of(engine)
    if not patient and breaker.opened_for < _PROBE_SECONDS:
        return EngineHealth(ok=False, engine=engine.name, problem=breaker.reason)
    started = time.monotonic()
    health = engine.health()
    if health.ok:
        breaker.reset()
    else:
        breaker.failed(health.problem, seconds=time.monotonic() - started)
    return health


def changes_arrive() -> bool:
    """Whether no change waits for long, and none has been refused; two queries."""
    return watch.lag_seconds() <= LAG_LIMIT_SECONDS and not OutboxEntry.objects.refused().exists()


class Watch:
    """Notices that a change waits too long, by a clock that nobody sets.

    One object a process, asked now and then: the row that was the oldest one the last time and
    still is has been waiting at least since then.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._lock = threading.Lock()
        self._oldest: int | None = None
        self._since = 0.0

    def lag_seconds(self) -> float:
        """One query. Rows that failed and wait for another attempt hold up nobody: not these."""
        oldest = OutboxEntry.objects.pending().filter(attempts=0)
        pk = oldest.values_list("pk", flat=True).first()
        with self._lock:
            if pk is None or pk != self._oldest:
                self._oldest, self._since = pk, self._clock()
            return self._clock() - self._since


watch = Watch()

_PENDING = Q(applied_at=None, refused_at=None)


def _seconds_since(moment: datetime | None) -> float:
    if moment is None:
        return 0.0
    return max(0.0, (timezone.now() - moment).total_seconds())
