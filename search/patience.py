"""How long somebody waits for what another is writing.

SQLite has one writer at a time, and a long import may be it; in PostgreSQL a table may be held
while it is changed. Reading waits for neither. Whoever works beside the visitors (commands, the
drain, editors' saves) waits as long as the settings say.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils.translation import gettext as _

#: What somebody waits who has sent a form: with the page around it less than three seconds.
WAIT_SECONDS = 2.0
_LOCK_NOT_AVAILABLE = "55P03"


class BusyError(OperationalError):
    """The database is held by another for longer than somebody waits; nothing was written.

    Its text tells whoever filled in a form. Uncaught it is an absent database, and answered so.
    """


@contextmanager
def patience(seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """No statement within waits longer for another's lock: `BusyError` is raised instead.

    Put it around a write for which a visitor waits, outside of any transaction.
    """
    connection.ensure_connection()
    usual = _limit(seconds)
    try:
        yield
    except OperationalError as error:
        if not _is_busy(error.__cause__):
            raise
        raise BusyError(
            _(
                "Gerade wird an anderer Stelle viel gespeichert. Ihre Eingabe ist noch nicht "
                "gespeichert, sie steht aber unverändert hier. Bitte schicken Sie sie in einigen "
                "Sekunden noch einmal ab."
            )
        ) from error.__cause__
    finally:
        if connection.connection is not None:
            _limit(usual)


def _limit(seconds: float) -> float:
    """Sets how long this connection waits for locks; returns how long it did (0: for ever).

    Past Django's log of queries: it is no question, and costs SQLite nothing.
    """
    milliseconds = round(seconds * 1000)
    if connection.vendor == "sqlite":
        (before,) = connection.connection.execute("PRAGMA busy_timeout").fetchone()
        connection.connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
    else:
        question = "SELECT setting::int FROM pg_settings WHERE name = 'lock_timeout'"
        (before,) = connection.connection.execute(question).fetchone()
        connection.connection.execute(f"SET lock_timeout = {milliseconds}")
    return before / 1000


def _is_busy(cause: BaseException | None) -> bool:
    if isinstance(cause, sqlite3.OperationalError):
        # An extended code has the primary one in its lowest byte.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) == _LOCK_NOT_AVAILABLE
