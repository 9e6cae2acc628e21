"""What SQLite says is wrong (https://sqlite.org/rescode.html)."""

import sqlite3


def primary_code(error: sqlite3.Error) -> int:
    """The code without what extends it; 0 where Python itself found the error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
