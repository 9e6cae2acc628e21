"""Several learners write at once, each as soon as the last write is answered."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

#: What begins and ends a transaction asks for nothing.
_FRAMES = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
Write = Callable[[int], Any]


def hammer(writers: list[Write], count: int) -> dict:
    """`count` writes of each: how many a second in all, and each one's milliseconds, sorted."""
    taken: list[float] = []
    failures: list[BaseException] = []
    begin = threading.Barrier(len(writers) + 1)

    def work(write: Write) -> None:
        own = []
        try:
            write(0)
            begin.wait()
            for number in range(1, count + 1):
                started = time.perf_counter()
                write(number)
                own.append((time.perf_counter() - started) * 1000)
        except BaseException as error:  # noqa: BLE001 - raised again by the main thread
            failures.append(error)
            begin.abort()
        finally:
            connections.close_all()
        taken.extend(own)

    threads = [threading.Thread(target=work, args=[write]) for write in writers]
    for thread in threads:
        thread.start()
    try:
        begin.wait()
    except threading.BrokenBarrierError:
        raise failures[0] from None
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - started
    if failures:
        raise failures[0]
    return {"rate": len(taken) / elapsed, "milliseconds": sorted(taken)}


def queries_of(write: Write) -> int:
    """What one write asks of the database, once everything is warm."""
    write(1)
    with CaptureQueriesContext(connection) as captured:
        write(2)
    return sum(not each["sql"].startswith(_FRAMES) for each in captured)
