"""The directory of the embedded engine: generations, the pointer to the current one, the lock.

    write.lock              held by whoever writes
    current                 the name of the generation that is searched
    generations/<name>/     one index: tantivy's files and `generation.json`

A rebuild fills a new generation and then replaces the pointer in one act. Readers that still
have the previous generation open go on reading it; it stays on disk until the next rebuild.
"""

import fcntl
import json
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .base import EngineUnavailableError

REBUILD = "„manage.py search_rebuild“"
_LOCK_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Generation:
    """One index on disk, and what it says about itself."""

    path: Path
    fingerprint: str
    built_at: datetime

    @property
    def name(self) -> str:
        return self.path.name


class Store:
    """Finds, makes and swaps generations below one directory."""

    def __init__(self, path: Path):
        self.path = path
        self._held = threading.local()

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    def current_name(self) -> str:
        """The name of the current generation; raises `EngineUnavailableError` without one."""
        try:
            return self._pointer.read_text().strip()
        except FileNotFoundError:
            raise EngineUnavailableError(
                f"Es gibt noch keinen Suchindex. {REBUILD} baut ihn auf."
            ) from None
        except OSError as error:
            raise EngineUnavailableError(
                f"Der Suchindex in {self.path} ist nicht lesbar: {error.strerror}."
            ) from error

    def load(self, name: str, *, expected_fingerprint: str) -> Generation:
        """The generation, if it is readable and made by this version of the analysis."""
        path = self.path / "generations" / name
        try:
            about = json.loads((path / "generation.json").read_text())
            generation = Generation(
                path, about["fingerprint"], datetime.fromisoformat(about["built_at"])
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineUnavailableError(
                f"Der Suchindex in {path} ist beschädigt. {REBUILD} baut ihn neu auf."
            ) from error
        if generation.fingerprint != expected_fingerprint:
            raise EngineUnavailableError(
                "Der Suchindex stammt von einer anderen Fassung des Programms. "
                f"{REBUILD} baut ihn neu auf."
            )
        return generation

    def create(self, *, fingerprint: str) -> Generation:
        """An empty generation that nobody searches yet."""
        now = datetime.now(UTC)
        path = self.path / "generations" / f"{now:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(2)}"
        about = {"fingerprint": fingerprint, "built_at": now.isoformat()}
        try:
            path.mkdir(parents=True)
            (path / "generation.json").write_text(json.dumps(about))
        except OSError as error:
            raise self._not_writable(error) from error
        return Generation(path, fingerprint, now)

    def make_current(self, generation: Generation) -> None:
        """Swaps the pointer in one act, and removes what is older than the previous one."""
        try:
            previous = self.current_name()
        except EngineUnavailableError:
            previous = ""
        fresh = self.path / f"current.{generation.name}"
        fresh.write_text(generation.name)
        fresh.replace(self._pointer)
        for path in (self.path / "generations").iterdir():
            # A younger one may be a rebuild that is still under way.
            if path.name not in (previous, generation.name) and path.name < generation.name:
                shutil.rmtree(path, ignore_errors=True)

    def discard(self, generation: Generation) -> None:
        shutil.rmtree(generation.path, ignore_errors=True)

    def _not_writable(self, error: OSError) -> EngineUnavailableError:
        return EngineUnavailableError(
            f"In {self.path} kann nicht geschrieben werden: {error.strerror}."
        )

    @contextmanager
    def lock(self, wait: float | None) -> Iterator[bool]:
        """The exclusive right to write, between threads and processes; re-entrant in a thread.

        Yields False if it was not to be had within `wait` seconds; None waits for ever. The
        system frees the lock of a process that died.
        """
        if getattr(self._held, "depth", 0):
            self._held.depth += 1
            try:
                yield True
            finally:
                self._held.depth -= 1
            return
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            file = (self.path / "write.lock").open("a")
        except OSError as error:
            raise self._not_writable(error) from error
        with file:
            if not _acquire(file, wait):
                yield False
                return
            self._held.depth = 1
            try:
                yield True
            finally:
                self._held.depth = 0


def _acquire(file, wait: float | None) -> bool:
    if wait is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_LOCK_PAUSE)
        else:
            return True
