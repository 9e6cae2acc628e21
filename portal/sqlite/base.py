"""SQLite, opened by several at once while its file has no write-ahead log yet."""

import sqlite3
import time

from django.db.backends.sqlite3 import base

from .codes import primary_code

#: Who changes the file has done so in milliseconds; whoever holds it longer does something else.
WAIT_SECONDS = 2.0
_PAUSE = 0.01


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        """Tries again, for `WAIT_SECONDS` at most, while another holds the file.

        A file that is new, or restored from a copy, is changed to the write-ahead log by its
        first connection. That needs the file alone and, unlike all other statements, fails at
        once whatever `timeout` says: waiting could be for one who waits for us
        (https://sqlite.org/c3ref/busy_handler.html). So of several that open it together all
        but one would fail.
        """
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                return super().get_new_connection(conn_params)
            except sqlite3.OperationalError as error:
                is_busy = primary_code(error) == sqlite3.SQLITE_BUSY
                if not is_busy or time.monotonic() >= deadline:
                    raise
            time.sleep(_PAUSE)
