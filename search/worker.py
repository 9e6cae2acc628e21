"""Runs the drain after a commit, as `settings.SEARCH_DRAIN` says.

"thread"  one daemon thread in this process: the editor does not wait
"inline"  the request itself, for tests
"worker"  nobody here: `manage.py search_drain --follow` runs elsewhere
"""

import atexit
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections

from .engines import EngineUnavailableError

logger = logging.getLogger(__name__)

#: Rows of a process that died, or that an absent engine left, are looked for this often.
POLL_SECONDS = 5.0
LONGEST_PAUSE = 60.0
#: How long the end of the process may be held up to index what it has changed.
FLUSH_SECONDS = 20.0


def notify() -> None:
    """Called after each commit that wrote to the outbox. Never raises: the save has succeeded."""
    if settings.SEARCH_DRAIN == "inline":
        drain_quietly()
    elif settings.SEARCH_DRAIN == "thread":
        thread.wake()


def start() -> None:
    """Starts the threads before the first change, to take up what an earlier process left."""
    if settings.SEARCH_DRAIN == "thread":
        for each in (thread, *_companions):
            each.wake()


def stop() -> None:
    """Ends the threads, the drain's last: what its companions leave in the outbox is applied."""
    for each in (*_companions, thread):
        each.stop()


def accompany(companion: "DrainThread") -> None:
    """Has other slow work done wherever the drain runs, in a thread of its own.

    It starts and ends with the drain's thread, or within `search_drain --follow`.
    """
    _companions.append(companion)


@contextmanager
def companions() -> Iterator[None]:
    """The companions at work, in a process that drains by itself."""
    for companion in _companions:
        companion.wake()
    try:
        yield
    finally:
        for companion in _companions:
            companion.stop()


def look_after_index() -> None:
    """Called where a search has failed: the thread, or the worker elsewhere, mends the index."""
    if settings.SEARCH_DRAIN == "thread":
        thread.wake()


def drain_quietly() -> bool:
    """Drains; whatever goes wrong is logged, and the rows stay. Returns whether all went well."""
    from .drain import drain

    try:
        drain()
    except EngineUnavailableError as error:
        logger.warning("Changes wait for the search engine: %s", error)
    except Exception:
        logger.exception("The changes for the search index could not be applied.")
    else:
        return True
    return False


def work() -> bool:
    """What the thread and the worker do again and again; returns whether all went well."""
    from .keeper import keeper

    return keeper.keep() and drain_quietly()


class DrainThread:
    """One daemon thread that calls `work` when woken, and every `poll` seconds."""

    def __init__(
        self, work: Callable[[], bool], *, poll: float = POLL_SECONDS, name: str = "search-drain"
    ):
        self._work = work
        self._name = name
        self._poll = poll
        self._starting = threading.Lock()
        self._woken = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Has the work done soon; starts the thread where there is none, as after a fork."""
        self._woken.set()
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._stopping = False
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def stop(self, timeout: float = FLUSH_SECONDS) -> None:
        """Does what is still to be done, then ends; gives up after `timeout` seconds."""
        self._stopping = True
        self._woken.set()
        if self._thread is not None and self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        pause = self._poll
        while True:
            self._woken.wait(pause)
            self._woken.clear()
            stopping = self._stopping
            try:
                # An absent engine is asked less and less often, up to once a minute.
                pause = self._poll if self._work() else min(pause * 2, LONGEST_PAUSE)
            finally:
                # The thread sleeps without a connection that the database must keep.
                connections.close_all()
            if stopping:
                return


_companions: list[DrainThread] = []
thread = DrainThread(work)
atexit.register(stop)
