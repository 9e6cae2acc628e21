"""Has an index rebuilt that nothing but a rebuild mends: missing, damaged, or of other code."""

import logging
import time
from collections.abc import Callable

from .engines import EngineHealth, EngineUnavailableError, get_engine
from .rebuilding import RebuildUnderWayError, rebuild
from .status import probe

logger = logging.getLogger(__name__)

#: A rebuild that failed is tried again after a pause that doubles up to the longest.
FIRST_PAUSE = 10.0
LONGEST_PAUSE = 3600.0
#: A doubt is looked into this often at most: a thorough look reads the whole index.
DOUBT_PAUSE = 60.0
#: While all is well, the engine is asked this often how it is.
LOOK_PAUSE = 5.0


class IndexKeeper:
    """Looks after the index for the one who drains; not for several threads at once.

    Several processes may have one each: who finds another one rebuilding leaves it at that.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._pause = FIRST_PAUSE
        self._next_rebuild = self._next_doubt = self._next_look = float("-inf")
        self._known = False

    def keep(self) -> bool:
        """Looks, and rebuilds if need be; returns whether changes can be applied. Never raises."""
        now = self._clock()
        if now < self._next_look:
            return True
        try:
            health = self._look(now)
            if health.needs_rebuild:
                return self._rebuild(now, health.problem)
        except Exception:
            logger.exception("The search index could not be looked after.")
            return False
        if health.ok:
            self._pause = FIRST_PAUSE
            self._next_look = now + LOOK_PAUSE
        return health.ok

    def _look(self, now: float) -> EngineHealth:
        """The first look is a thorough one: this process may have followed a crash."""
        health = probe()
        if (not self._known or health.doubtful) and now >= self._next_doubt:
            self._known = True
            self._next_doubt = now + DOUBT_PAUSE
            health = get_engine().health(thorough=True)
        return health

    def _rebuild(self, now: float, problem: str) -> bool:
        if now < self._next_rebuild:
            return False
        self._next_rebuild = now + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        logger.warning("The search index is rebuilt by itself: %s", problem)
        try:
            report = rebuild()
        except RebuildUnderWayError:
            return False
        except EngineUnavailableError as error:
            logger.warning("The search index could not be rebuilt: %s", error)
            return False
        logger.warning("The search index is new: %d documents.", report.documents)
        self._next_rebuild = float("-inf")
        self._pause = FIRST_PAUSE
        return True


keeper = IndexKeeper()
