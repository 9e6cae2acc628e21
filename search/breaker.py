"""Spares visitors the time that a sick engine takes.

One failure that took long, or a few quick ones in a row, and for a while nobody asks the engine
any more; then one call is let through to see whether it answers again. Nothing is locked while
the engine works, so that one hanging call holds up no other, and time is measured by a clock
that nobody sets.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from .engines import EngineUnavailableError, SearchEngine, get_engine
from .waking import announce_failure

logger = logging.getLogger(__name__)

T = TypeVar("T")

#: A failure that took as long is felt by the visitor; no second one is to wait for it.
SLOW_SECONDS = 0.5
QUICK_FAILURES = 3
PAUSE_SECONDS = 5.0


class NotAskedError(EngineUnavailableError):
    """The engine failed a moment ago, with these words, and has not been asked again."""


class Breaker:
    """Lets calls through, or not; safe for threads."""

    def __init__(
        self, *, pause: float = PAUSE_SECONDS, clock: Callable[[], float] = time.monotonic
    ):
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened_at: float | None = None
        self._reason = ""

    @property
    def is_open(self) -> bool:
        return self._opened_at is not None

    @property
    def reason(self) -> str:
        """What the last failure said."""
        return self._reason

    @property
    def opened_for(self) -> float:
        """Seconds since the last failure opened it; endless while it is closed."""
        opened_at = self._opened_at
        return float("inf") if opened_at is None else self._clock() - opened_at

    def call(self, act: Callable[[], T]) -> T:
        """What `act` returns; raises `NotAskedError` at once while it is open."""
        self._enter()
        started = self._clock()
        try:
            answer = act()
        except EngineUnavailableError as error:
            self.failed(str(error), seconds=self._clock() - started)
            raise
        self.reset()
        return answer

    def failed(self, reason: str, *, seconds: float) -> None:
        """Counts a failure that took `seconds`."""
        with self._lock:
            self._failures += 1
            self._reason = reason
            if self.is_open or seconds >= SLOW_SECONDS or self._failures >= QUICK_FAILURES:
                self._opened_at = self._clock()
        if self._failures == 1:
            logger.warning("The search answers from the database: %s", reason)

    def reset(self) -> None:
        """The engine has answered."""
        with self._lock:
            recovered = self._failures > 0
            self._failures = 0
            self._opened_at = None
        if recovered:
            logger.warning("The search engine answers again.")

    def _enter(self) -> None:
        with self._lock:
            if self._opened_at is None:
                return
            if self._clock() - self._opened_at < self._pause:
                raise NotAskedError(self._reason)
            # This call tries it; the others go on without, until it has an answer.
            self._opened_at = self._clock()


_breakers: WeakKeyDictionary[SearchEngine, Breaker] = WeakKeyDictionary()
_making = threading.Lock()


def breaker_of(engine: SearchEngine) -> Breaker:
    """The breaker of this engine in this process."""
    with _making:
        return _breakers.setdefault(engine, Breaker())


def ask(question: Callable[[SearchEngine], T]) -> T:
    """What the engine of this installation answers; raises `EngineUnavailableError`.

    Everything that a visitor waits for is asked in this way. A failure wakes whoever mends the
    index.
    """
    engine = get_engine()
    try:
        return breaker_of(engine).call(lambda: question(engine))
    except NotAskedError:
        raise
    except EngineUnavailableError:
        announce_failure()
        raise
