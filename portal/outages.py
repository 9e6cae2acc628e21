"""When it is the database that is away, and nothing that this program did."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError

from .sqlite.codes import primary_code

#: PostgreSQL's classes and codes (its documentation, appendix A) for a connection that broke, a
#: server that stops or starts, one that has no place left for a connection, and a lock that was
#: waited for as long as was allowed.
_POSTGRESQL_AWAY = ("08", "57P", "53300", "55P03")
#: SQLite's (https://sqlite.org/rescode.html) for a file that is held by another, that cannot be
#: opened, read or written, or has no room left. Its "error" is what any wrong query gives.
_SQLITE_AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
#: For so long the log says no second time that the database is away.
QUIET_SECONDS = 60.0


def is_away(error: object) -> bool:
    """Whether an exception of Django's says that the database is not to be reached just now.

    A query that the database could not do (a missing table, a deadlock) is not such a one.
    """
    if isinstance(error, InterfaceError):
        return "connection" in str(error)
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return primary_code(cause) in _SQLITE_AWAY
    # Without an answer from the server there is no code.
    code = getattr(cause, "sqlstate", None)
    return code is None or code.startswith(_POSTGRESQL_AWAY)


class OnceAMinute(logging.Filter):
    """Lets one record in a minute through that has the absent database for its reason.

    Whoever logs it: each request meets the same error, and so does what runs beside them.
    """

    def __init__(self, name: str = "", *, clock: Callable[[], float] = time.monotonic):
        super().__init__(name)
        self._clock = clock
        self._lock = threading.Lock()
        self._said_at = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        if not is_away(_error_of(record)):
            return True
        with self._lock:
            now = self._clock()
            if now - self._said_at < QUIET_SECONDS:
                return False
            self._said_at = now
        return True


def _error_of(record: logging.LogRecord) -> object:
    """The exception that a record is about: given as such, or named in the sentence."""
    if record.exc_info:
        return record.exc_info[1]
    values = record.args if isinstance(record.args, tuple) else ()
    return next((value for value in values if isinstance(value, Exception)), None)
