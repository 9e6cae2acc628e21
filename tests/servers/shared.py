"""One server for all processes of a test run, which starts when the first one asks.

Whoever asks finds it running or starts its keeper: a process of its own, so that the server
outlives the test process that happened to be first. Users hold a lock that the system frees
however they end; once nobody holds it, the keeper ends the server and itself.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .elasticsearch import ElasticsearchNode
from .postgresql import PostgresqlServer
from .processes import ServerUnavailableError

SERVERS = {server.name: server for server in (ElasticsearchNode, PostgresqlServer)}
CHECKOUT = Path(__file__).resolve().parents[2]
_PAUSE = 0.5


@contextmanager
def shared(name: str, directory: Path) -> Iterator[str]:
    """The URL of the server that all users of the directory share, running while they use it.

    Raises `ServerUnavailableError` if it cannot be started.
    """
    with (directory / "users.lock").open("a") as users:
        with _locked(directory / "start.lock"):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not _url(directory).exists():
                _start_keeper(name, directory)
            url = _url(directory).read_text()
        yield url


def keep(name: str, directory: Path) -> None:
    """What the keeper does: serves as long as there are users, then ends."""
    # The locks are opened before anything else: the directory may be gone before we are.
    with (
        (directory / "users.lock").open("a") as users,
        (directory / "start.lock").open("a") as newcomers,
        SERVERS[name]() as server,
    ):
        _publish(_url(directory), server.url)
        print(server.url, flush=True)  # noqa: T201 - who started us waits for it
        while server.running and not _abandoned(users, newcomers):
            time.sleep(_PAUSE)
        # Nobody comes in between: newcomers need the lock that `_abandoned` left us.
        _url(directory).unlink(missing_ok=True)
        fcntl.flock(newcomers, fcntl.LOCK_UN)


def _abandoned(users, newcomers) -> bool:
    """Whether nobody uses the server; if so, both locks are ours, and nobody can begin to."""
    try:
        fcntl.flock(newcomers, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(newcomers, fcntl.LOCK_UN)
        return False
    fcntl.flock(users, fcntl.LOCK_UN)
    return True


def _start_keeper(name: str, directory: Path) -> None:
    with (directory / "keeper.log").open("w") as errors:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.servers", "keep", name, str(directory)],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
    with keeper.stdout:
        url = keeper.stdout.readline()
    if not url:
        keeper.wait()
        raise ServerUnavailableError((directory / "keeper.log").read_text().strip())


def _url(directory: Path) -> Path:
    return directory / "url"


def _publish(path: Path, text: str) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(text)
    fresh.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
