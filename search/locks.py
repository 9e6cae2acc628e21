"""Locks that end with the process that holds them, however it ends.

No clock says whether the holder still lives: the system frees a file lock, and PostgreSQL an
advisory lock, when the process or its connection is gone.
"""

import fcntl
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import connection

_PAUSE = 0.02
#: Keeps our advisory locks apart from those of other programs in the same database.
_NAMESPACE = zlib.crc32(b"search") - 2**31

_of_threads: dict[str, threading.Lock] = defaultdict(threading.Lock)


@contextmanager
def shared_lock(name: str, *, wait: float = 0.0) -> Iterator[bool]:
    """An exclusive right among all processes that share the database; not re-entrant.

    Yields False if it was not to be had within `wait` seconds. Beside SQLite it is a file, in
    PostgreSQL a lock of a connection of its own: the holder's transactions do not matter.
    """
    if connection.vendor == "postgresql":
        lock = _advisory_lock(name, wait)
    elif connection.is_in_memory_db():
        lock = _thread_lock(name, wait)
    else:
        database = Path(connection.settings_dict["NAME"])
        lock = _file_lock(database.with_name(f"{database.name}-{name}.lock"), wait)
    with lock as mine:
        yield mine


def acquire(file: IO, wait: float | None) -> bool:
    """Takes the system's lock on an open file; None waits for ever."""
    if wait is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True

    def attempt() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    return _attempts(attempt, wait)


def _attempts(attempt: Callable[[], bool], wait: float) -> bool:
    deadline = time.monotonic() + wait
    while not attempt():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE)
    return True


@contextmanager
def _file_lock(path: Path, wait: float) -> Iterator[bool]:
    with path.open("a") as file:
        yield acquire(file, wait)


@contextmanager
def _thread_lock(name: str, wait: float) -> Iterator[bool]:
    """A database in memory belongs to one process."""
    lock = _of_threads[name]
    mine = lock.acquire(timeout=wait) if wait > 0 else lock.acquire(blocking=False)
    try:
        yield mine
    finally:
        if mine:
            lock.release()


@contextmanager
def _advisory_lock(name: str, wait: float) -> Iterator[bool]:
    own = connection.copy()
    try:
        with own.cursor() as cursor:

            def attempt() -> bool:
                cursor.execute(
                    "SELECT pg_try_advisory_lock(%s, %s)",
                    [_NAMESPACE, zlib.crc32(name.encode()) - 2**31],
                )
                return cursor.fetchone()[0]

            yield _attempts(attempt, wait)
    finally:
        own.close()
