"""The freshly migrated database, made once and copied for each further test process.

Migrating takes twenty seconds of processor time. Whoever comes first migrates, and the others
wait for its copy; `migrate` still runs on a copy and finds nothing to do. Copies of PostgreSQL
last as long as the run. That of SQLite is kept below `var/` for the next run of the very same
code, packages and Python; with pytest's `--create-db` a run begins with migrating all the same.
"""

import fcntl
import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import metadata
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.db import connection

#: Where migrations are, and everything that they may import or read.
_SOURCES = ("portal", "practices", "training", "search", "tests/bench")
#: Of another version of the code; a younger one may be what another run begins with.
_IN_USE = 15 * 60
_FILES = {".py", ".json", ".toml", ".csv", ".txt", ".html"}


@contextmanager
def migrated_once(run: Path, *, anew: bool) -> Iterator[None]:
    """Copies a database that has been migrated to where Django will make its own, or leaves a copy.

    What happens within makes the database; nobody else does so meanwhile. `run` is a directory
    of the processes of this run, which share a copy even if it is to begin `anew`.
    """
    copies = _SqliteCopies(run, anew) if connection.vendor == "sqlite" else _PostgresqlCopies(run)
    with (run / "migrated.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if copies.exist():
            with copies.used():
                yield
        else:
            yield
            copies.keep()


class _SqliteCopies:
    def __init__(self, run: Path, anew: bool):
        self._file = settings.VAR_DIR / "tests" / f"migrated-{_fingerprint()}.sqlite3"
        self._of_this_run = run / "migrated"
        self._anew = anew

    def exist(self) -> bool:
        return self._file.exists() and (not self._anew or self._of_this_run.exists())

    @contextmanager
    def used(self) -> Iterator[None]:
        creation = connection.creation
        name = creation._get_test_db_name()
        with (
            closing(sqlite3.connect(name)) as target,
            closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as source,
        ):
            source.backup(target)
        # Django would begin with removing it.
        with patch.object(creation, "_create_test_db", lambda *_args, **_options: name):
            yield

    def keep(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        for other in self._file.parent.iterdir():
            if other.stat().st_mtime < time.time() - _IN_USE:
                other.unlink(missing_ok=True)
        fresh = self._file.with_suffix(f".{os.getpid()}")
        connection.ensure_connection()
        with closing(sqlite3.connect(fresh)) as target:
            connection.connection.backup(target)
        fresh.replace(self._file)
        self._of_this_run.touch()


class _PostgresqlCopies:
    """A database that is the template of the others; to copy one, nobody may be connected to it."""

    def __init__(self, run: Path):
        self._name_file = run / "migrated"

    def exist(self) -> bool:
        return self._name_file.exists()

    @contextmanager
    def used(self) -> Iterator[None]:
        test_settings = connection.settings_dict["TEST"]
        test_settings["TEMPLATE"] = self._name_file.read_text()
        yield
        test_settings["TEMPLATE"] = None

    def keep(self) -> None:
        name = f"{connection.settings_dict['NAME']}_migrated"
        connection.close()
        with connection.creation._nodb_cursor() as cursor:
            quoted = connection.ops.quote_name
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
            own = connection.settings_dict["NAME"]
            cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(own)}")
        self._name_file.write_text(name)


def remove_copy(run: Path) -> None:
    """What this process has left on a PostgreSQL that goes on; who comes later migrates."""
    name = f"{connection.settings_dict['NAME']}_migrated"
    name_file = run / "migrated"
    with (run / "migrated.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if name_file.exists() and name_file.read_text() == name:
            name_file.unlink()
            with connection.creation._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


def _fingerprint() -> str:
    """Of all that a migration may depend on."""
    parts = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for package in sorted(f"{one.name} {one.version}" for one in metadata.distributions()):
        parts.update(package.encode())
    for room in _SOURCES:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in _FILES and path.is_file():
                parts.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
                parts.update(path.read_bytes())
    return parts.hexdigest()[:24]
