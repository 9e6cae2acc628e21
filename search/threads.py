"""Threads that work beside the requests of a process."""

import threading
from collections.abc import Callable

from django.db import connections

#: Rows of a process that died, or that an absent engine left, are looked for this often.
POLL_SECONDS = 5.0
LONGEST_PAUSE = 60.0
#: How long the end of the process may be held up to index what it has changed.
FLUSH_SECONDS = 20.0


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
