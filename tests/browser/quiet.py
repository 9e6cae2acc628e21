"""Whether the live server still has something to do: what pages say in closing comes after them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished, request_started

#: So long nothing has come, in seconds, before nothing more is expected.
QUIET = 0.2
#: Whoever is not through by then is not waited for: the next test finds out.
LONGEST = 10.0


class Requests:
    """Counts the requests of all threads; safe for them."""

    def __init__(self):
        self._lock = threading.Lock()
        self._running = 0
        self._last = time.monotonic()

    def begin(self, **_signal) -> None:
        self._change(1)

    def end(self, **_signal) -> None:
        self._change(-1)

    def _change(self, by: int) -> None:
        with self._lock:
            self._running = max(self._running + by, 0)
            self._last = time.monotonic()

    def wait_until_quiet(self) -> None:
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            with self._lock:
                if not self._running and time.monotonic() - self._last >= QUIET:
                    return
            time.sleep(0.02)


@contextmanager
def quiet_afterwards() -> Iterator[None]:
    """Ends when all requests that began within it are answered, and no other one comes."""
    requests = Requests()
    request_started.connect(requests.begin)
    request_finished.connect(requests.end)
    try:
        yield
        requests.wait_until_quiet()
    finally:
        request_started.disconnect(requests.begin)
        request_finished.disconnect(requests.end)
