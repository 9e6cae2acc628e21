"""Large things that are read when they are first needed."""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


def once(read: Callable[[], T]) -> Callable[[], T]:
    """`functools.cache` for threads: who comes while another reads waits for it, instead of
    reading all of it as well. What raises is tried again."""
    lock = Lock()
    known: list[T] = []

    @wraps(read)
    def get() -> T:
        if not known:
            with lock:
                if not known:
                    known.append(read())
        return known[0]

    return get
