"""A real PostgreSQL, from the system's package, reached through a socket in its directory."""

import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psycopg

from .processes import Server, ServerUnavailableError, as_server

#: Nothing here has to survive the machine's end, which makes the suite a good deal faster; what
#: was committed survives that of the process.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    # Tables that are empty a moment later: compiling a query takes longer than the query.
    "jit": "off",
    # In the data directory: in /dev/shm it would outlive a server that is killed.
    "dynamic_shared_memory_type": "mmap",
    "max_connections": "60",
    "shared_buffers": "128MB",
}


_DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path:
    """The directory of `initdb` and `postgres`; Debian keeps them off the path."""
    found = [Path(path) for path in [shutil.which("initdb")] if path]
    found += sorted(_DEBIAN.glob("*/bin/initdb"), key=_version, reverse=True)
    if not found:
        raise ServerUnavailableError(
            "PostgreSQL fehlt: Installieren Sie es, unter Debian mit apt install postgresql, "
            "oder nennen Sie eines, das läuft: DATABASE_URL=postgres://…"
        )
    return found[0].resolve().parent


def _version(initdb: Path) -> float:
    return float(initdb.parts[-3])


class PostgresqlServer(Server):
    """One cluster with the superuser and the database `portal`, for us alone to reach."""

    name = "postgresql"
    # "Immediate shutdown": after SIGKILL its children would clean up nothing.
    death_signal = "QUIT"
    stop_signal = signal.SIGINT

    def __init__(self):
        self._programs = programs()
        super().__init__()

    @property
    def url(self) -> str:
        return f"postgres://portal@/{self.state}/portal"

    def start(self) -> "PostgresqlServer":
        if not self._data.exists():
            self._run(
                "initdb",
                "--auth=trust",
                "--username=portal",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "--pgdata",
                self._data,
            )
        super().start()
        if not self._has_database():
            with self._connect("postgres") as connection:
                connection.execute("CREATE DATABASE portal")
        return self

    def command(self) -> Sequence[str | Path]:
        options = [f"--{name}={value}" for name, value in OPTIONS.items()]
        sockets = f"--unix_socket_directories={self.state}"
        return [self._programs / "postgres", "-D", self._data, sockets, *options]

    def answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _data(self) -> Path:
        return self.state / "data"

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.state), user="portal", dbname=database, autocommit=True
        )

    def _has_database(self) -> bool:
        with self._connect("postgres") as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = 'portal'"
            return connection.execute(query).fetchone() is not None

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            as_server([self._programs / program, *arguments]),
            cwd=self.state,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise ServerUnavailableError(f"{program} ist gescheitert:\n{done.stderr}")
