"""What tests need of Maven Central: fetched once, checked, kept outside the checkout."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .processes import ServerUnavailableError

_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:2.8:get"
_FETCH_SECONDS = 1800


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """One process at a time, of all that name this file."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def download(artifact: str, repository: Path, *, sha256: str, name: str, instead: str) -> Path:
    """The file of `group:name:version:type` in a new directory, if it is the expected one.

    `name` and `instead` are for people: what it is and how large, and what to do without it.
    Raises `ServerUnavailableError`.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerUnavailableError(
            f"Maven fehlt: Installieren Sie es, unter Debian mit apt install maven, {instead}"
        )
    repository.parent.mkdir(parents=True, exist_ok=True)
    print(f"Lade {name}.", file=sys.stderr, flush=True)  # noqa: T201
    command = [maven, "-q", "-B", f"-Dmaven.repo.local={repository}", _PLUGIN]
    done = subprocess.run(
        [*command, "-Dtransitive=false", f"-Dartifact={artifact}"],
        cwd=repository.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_FETCH_SECONDS,
    )
    _group, stem, _version, ending = artifact.split(":")
    files = list(repository.rglob(f"{stem}-*.{ending}"))
    if done.returncode or not files:
        raise ServerUnavailableError(f"{name} ließ sich nicht laden:\n{done.stdout[-2000:]}")
    if _digest(files[0]) != sha256:
        raise ServerUnavailableError(f"{files[0].name} ist nicht das erwartete Archiv.")
    return files[0]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
