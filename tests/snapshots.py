"""The rows of a database as they are at one moment, put back in a few milliseconds.

The site and the cast take hundreds of queries to make, and most tests start with them.
"""

import time
from collections.abc import Iterator

from django.core.cache import cache
from django.db import IntegrityError, OperationalError, connection, transaction

Rows = list[tuple]
#: How often the database is looked at again, and so many seconds after it was refused.
ATTEMPTS = 20
PAUSE = 0.2


class Snapshot:
    """What differs between the freshly migrated database and the present one.

    The rows are the driver's own, without models and their signals: a look at `Page.objects`
    after `restore` sees what it saw when the snapshot was taken, primary keys included.
    """

    def __init__(self, before: dict[str, Rows], after: dict[str, Rows]):
        self._tables = {table: rows for table, rows in after.items() if rows != before[table]}

    def restore(self) -> None:
        """Replaces the rows of the tables that differ."""
        _replace(self._tables)


def put_back(all_rows: dict[str, Rows]) -> None:
    """Makes the database what it was when `present_rows` gave these.

    In place of Django's flush, which takes what migrations have put in, gives content types
    and permissions other keys, and is several times slower: most tables have not changed.

    Looks again until nothing differs: what a browser sent last, such as a beacon, may reach the
    live server when its page is closed already, and write while tables are compared.
    """
    for _attempt in range(ATTEMPTS):
        changed = {table: rows for table, rows in all_rows.items() if rows_of(table) != rows}
        if not changed:
            cache.clear()
            return
        try:
            _replace(changed)
        except (IntegrityError, OperationalError) as error:
            last = error
            time.sleep(PAUSE)
        else:
            last = None
    raise last or AssertionError(f"somebody goes on writing: {', '.join(changed)}")


def _replace(tables: dict[str, Rows]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in tables.items():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
            for batch in _batches(rows):
                one = f"({', '.join(['%s'] * len(batch[0]))})"
                cursor.execute(
                    f"INSERT INTO {connection.ops.quote_name(table)} "
                    f"VALUES {', '.join([one] * len(batch))}",
                    [value for row in batch for value in row],
                )
    cache.clear()


def present_rows() -> dict[str, Rows]:
    """All rows by table, in one order.

    SQLite's table of Wagtail's own search is left out: triggers keep it.
    """
    tables = sorted(connection.introspection.django_table_names())
    return {table: rows_of(table) for table in tables if not table.endswith("_fts")}


def rows_of(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
        return cursor.fetchall()


def _batches(rows: Rows, size: int = 50) -> Iterator[Rows]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
