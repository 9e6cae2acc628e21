"""PostgreSQL, without visitors who wait one after the other for one that cannot be reached."""

import threading
import time
from collections.abc import Callable
from functools import cache, partial
from typing import TypeVar

from django.db.backends.postgresql import base
from psycopg.errors import ConnectionTimeout

from .racing import addresses, first_answer, is_single

T = TypeVar("T")

#: For so long nobody tries again, once somebody has waited in vain.
PAUSE_SECONDS = 5.0


class Patience:
    """What threads of a process know of a server that did not answer in time; safe for threads.

    A connection that is refused costs nothing, and is tried each time. One that gets no answer
    costs its visitor `connect_timeout` seconds, and a server that is asked by all would hold all
    of them up. So after a timeout one thread tries, every `pause` seconds, and the others are
    told at once.
    """

    def __init__(
        self, *, pause: float = PAUSE_SECONDS, clock: Callable[[], float] = time.monotonic
    ):
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._failed_at: float | None = None

    def connect(self, attempt: Callable[[], T]) -> T:
        """What `attempt` returns; raises `ConnectionTimeout` at once during the pause."""
        with self._lock:
            if self._failed_at is not None:
                if self._clock() - self._failed_at < self._pause:
                    raise ConnectionTimeout("not asked again: it did not answer a moment ago")
                # This thread tries; the others go on without until it knows more.
                self._failed_at = self._clock()
        failed_at = None
        try:
            return attempt()
        except ConnectionTimeout:
            failed_at = self._clock()
            raise
        finally:
            self._failed_at = failed_at


@cache
def patience_with(host: str, port: str) -> Patience:
    """What this process knows of one server."""
    return Patience()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        patience = patience_with(conn_params.get("host", ""), str(conn_params.get("port", "")))
        return patience.connect(lambda: self._connect(conn_params))

    def _connect(self, conn_params):
        """Within `connect_timeout` seconds, whatever the host's name stands for.

        A pool has its own threads and its own patience, and 0 is for who wants none.
        """
        make = super().get_new_connection
        seconds = float(conn_params.get("connect_timeout") or 0)
        if self.pool or seconds <= 0 or is_single(conn_params):
            return make(conn_params)
        return first_answer(partial(addresses, conn_params), make, seconds=seconds)
