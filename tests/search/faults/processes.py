"""Processes of the portal that tests start, stop half-way and kill.

They share a database and an index with each other, as two web servers and a worker do.
"""

import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from search.engines.embedded import EmbeddedEngine

#: Far more than anything takes; a machine that is busy with other tests must not fail them.
PATIENCE = 120.0

_PRELUDE = """
import json, os, sys
import django
django.setup()

def tell(**answer):
    print(json.dumps(answer), flush=True)

def stop_here(*arguments, **options):
    tell(stopped=True)
    sys.stdin.read()
"""


class Portal:
    """A database with the present content of the tests' database, and an empty directory."""

    def __init__(self, directory: Path):
        self.directory = directory
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.development",
            "DATABASE_URL": self._share_database(),
            "SEARCH_URL": f"embedded://{directory}/search",
            "SEARCH_DRAIN": "worker",
            "LOG_LEVEL": "WARNING",
            "PYTHONUNBUFFERED": "1",
        }
        self._started: list[Process] = []

    def _share_database(self) -> str:
        """A server's database is shared as it is; one in memory is copied to a file."""
        values = connection.settings_dict
        if connection.vendor == "sqlite":
            path = self.directory / "portal.sqlite3"
            copy = sqlite3.connect(path)
            connection.ensure_connection()
            connection.connection.backup(copy)
            copy.close()
            return f"sqlite:///{path}"
        user = f"{quote(values['USER'])}:{quote(values['PASSWORD'])}"
        host, port = values["HOST"] or "localhost", values["PORT"] or 5432
        # The directory of a socket stands before the name, as part of the path.
        place = f"/{host}" if host.startswith("/") else f"{host}:{port}"
        return f"postgres://{user}@{place}/{values['NAME']}"

    @property
    def engine(self) -> EmbeddedEngine:
        """The index as a process sees it that starts now."""
        return EmbeddedEngine(self.directory / "search")

    def start(self, script: str) -> "Process":
        """A process that has Django set up, `tell(key=value)` and `stop_here()`."""
        process = Process([sys.executable, "-c", _PRELUDE + script], self.environment)
        self._started.append(process)
        return process

    def manage(self, *arguments: str) -> "Process":
        """A command that goes on."""
        manage = str(settings.BASE_DIR / "manage.py")
        process = Process([sys.executable, manage, *arguments], self.environment)
        self._started.append(process)
        return process

    def run(self, script: str) -> dict:
        """What the script tells; fails with its errors where it does not end well."""
        process = self.start(script)
        answer = process.answer()
        process.end()
        return answer

    def close(self) -> None:
        for process in self._started:
            process.kill()


class Process:
    """A child that answers in lines of JSON."""

    def __init__(self, command: list[str], environment: dict[str, str]):
        self._errors_to = Path(environment["SEARCH_URL"].removeprefix("embedded://")).parent
        self._log = self._errors_to / f"log-{time.monotonic_ns()}"
        with self._log.open("w") as log:
            self.child = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                bufsize=1,
            )

    @property
    def log(self) -> str:
        return self._log.read_text()

    def answer(self, seconds: float = PATIENCE) -> dict:
        readable, _writable, _failed = select.select([self.child.stdout], [], [], seconds)
        line = self.child.stdout.readline() if readable else ""
        assert line, f"no answer\n{self.log}"
        return json.loads(line)

    def ask(self, question: str) -> dict:
        self.child.stdin.write(question + "\n")
        return self.answer()

    def kill(self) -> None:
        """As the system does it: without a word."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGKILL)
        self._close()

    def end(self) -> None:
        """Waits for the end, which must be a good one."""
        code = self.child.wait(PATIENCE)
        self._close()
        assert code == 0, self.log

    def _close(self) -> None:
        self.child.wait(PATIENCE)
        self.child.stdin.close()
        self.child.stdout.close()
