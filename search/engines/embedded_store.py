"""The directory of the embedded engine: generations, the pointer to the current one, the lock.

    write.lock              held by whoever writes
    current                 the name of the generation that is searched
    doubtful                a search has failed on the current generation: it must be looked at
    generations/<name>/     one index: tantivy's files, `generation.json`, and `building.lock`,
                            held by the rebuild that fills it

A rebuild fills a new generation and then replaces the pointer in one act. Readers that still
have the previous generation open go on reading it; it stays on disk until the next rebuild.
"""

import json
import logging
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from ..locks import acquire
from .base import EngineUnavailableError, IndexUnusableError

logger = logging.getLogger(__name__)

REBUILD = "„manage.py search_rebuild“"


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
        #: The locks of the generations that this process is filling.
        self._building: dict[str, IO] = {}

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    @property
    def _generations(self) -> Path:
        return self.path / "generations"

    @property
    def _doubt(self) -> Path:
        return self.path / "doubtful"

    def current_name(self) -> str:
        """The name of the current generation; raises `EngineUnavailableError` without one."""
        try:
            name = self._pointer.read_text().strip()
        except FileNotFoundError:
            raise IndexUnusableError(
                f"Es gibt noch keinen Suchindex. {REBUILD} baut ihn auf."
            ) from None
        except OSError as error:
            raise self.not_readable(error) from error
        except ValueError as error:
            raise self._damaged(self._pointer) from error
        if not name:
            raise self._damaged(self._pointer)
        return name

    def load(self, name: str, *, expected_fingerprint: str) -> Generation:
        """The generation, if it is readable and made by this version of the analysis."""
        path = self._generations / name
        try:
            about = json.loads((path / "generation.json").read_text())
            generation = Generation(
                path, about["fingerprint"], datetime.fromisoformat(about["built_at"])
            )
        except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
            raise self._damaged(path) from error
        except OSError as error:
            raise self.not_readable(error) from error
        if generation.fingerprint != expected_fingerprint:
            raise IndexUnusableError(
                "Der Suchindex stammt von einer anderen Fassung des Programms. "
                f"{REBUILD} baut ihn neu auf."
            )
        return generation

    def create(self, *, fingerprint: str) -> Generation:
        """An empty generation that nobody searches yet; removes what dead rebuilds have left."""
        now = datetime.now(UTC)
        path = self._generations / f"{now:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(2)}"
        about = {"fingerprint": fingerprint, "built_at": now.isoformat()}
        generation = Generation(path, fingerprint, now)
        try:
            path.mkdir(parents=True)
            building = (path / "building.lock").open("a")
            acquire(building, 0)
            self._building[path.name] = building
            self._sweep(keep={path.name, self._current_or_none()})
            (path / "generation.json").write_text(json.dumps(about))
        except OSError as error:
            self.discard(generation)
            raise self.not_writable(error) from error
        return generation

    def make_current(self, generation: Generation) -> None:
        """Swaps the pointer in one act, and removes what is older than the previous one."""
        previous = self._current_or_none()
        fresh = self.path / f"current.{generation.name}"
        try:
            with fresh.open("w") as file:
                file.write(generation.name)
                file.flush()
                # The name must not reach the disk before what it stands for.
                os.fsync(file.fileno())
            fresh.replace(self._pointer)
            _sync_directory(self.path)
            self._doubt.unlink(missing_ok=True)
        except OSError as error:
            raise self.not_writable(error) from error
        self._release(generation)
        self._sweep(keep={previous, generation.name})

    def discard(self, generation: Generation) -> None:
        self._release(generation)
        shutil.rmtree(generation.path, ignore_errors=True)

    def doubt(self) -> None:
        """Notes that a search has failed, for whoever can look at the index thoroughly."""
        try:
            self._doubt.touch()
        except OSError as error:
            logger.warning("%s", self.not_writable(error))

    @property
    def doubtful(self) -> bool:
        return self._doubt.exists()

    def trust(self) -> None:
        """The index has been found whole."""
        self._doubt.unlink(missing_ok=True)

    def _current_or_none(self) -> str | None:
        try:
            return self.current_name()
        except EngineUnavailableError:
            return None

    def _sweep(self, *, keep: set[str | None]) -> None:
        """Removes all generations but these, and but those that a living rebuild fills."""
        for path in self._generations.iterdir():
            if path.name not in keep and not _is_held(path / "building.lock"):
                shutil.rmtree(path, ignore_errors=True)
        for path in self.path.glob("current.*"):
            if not _is_held(self._generations / path.suffix[1:] / "building.lock"):
                path.unlink(missing_ok=True)

    def _release(self, generation: Generation) -> None:
        if building := self._building.pop(generation.name, None):
            building.close()

    def _damaged(self, path: Path) -> IndexUnusableError:
        return IndexUnusableError(
            f"Der Suchindex in {path} ist beschädigt. {REBUILD} baut ihn neu auf."
        )

    def not_readable(self, error: OSError) -> EngineUnavailableError:
        return EngineUnavailableError(
            f"Der Suchindex in {self.path} ist nicht lesbar: {error.strerror or error}."
        )

    def not_writable(self, error: OSError) -> EngineUnavailableError:
        return EngineUnavailableError(
            f"In {self.path} kann nicht geschrieben werden: {error.strerror or error}."
        )

    def free_megabytes(self) -> int:
        """How much more the disk takes; 0 where that cannot be told."""
        try:
            return shutil.disk_usage(self.path).free // 2**20
        except OSError:
            return 0

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
            raise self.not_writable(error) from error
        with file:
            if not acquire(file, wait):
                yield False
                return
            self._held.depth = 1
            try:
                yield True
            finally:
                self._held.depth = 0


class PinnedStore(Store):
    """The same directory, seen as if one generation were the current one."""

    def __init__(self, path: Path, generation: Generation):
        super().__init__(path)
        self._pinned = generation.name

    def current_name(self) -> str:
        return self._pinned


def _is_held(lock: Path) -> bool:
    """Whether a process that lives holds the lock."""
    try:
        with lock.open("a") as file:
            return not acquire(file, 0)
    except FileNotFoundError:
        return False


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
