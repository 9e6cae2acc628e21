"""One side imports packages of a directory; knows neither side, nor what is right.

Gives for each archive what has become of it, and for the large ones seconds and megabytes.
"""

import hashlib
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from training.packages.importing import child

from .memory import ChildWatch, measured

CASES, LARGE = "cases", "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`starts` are the digests of the files that sections start with, as learners get them.

    `files` is how many files of the package lie in the storage afterwards.
    """

    version: str
    starts: tuple[str, ...]
    is_refused: bool
    files: int


class Importer(Protocol):
    """One side. `take` is what is measured, `outcome` looks at what it has given afterwards."""

    def take(self, path: Path) -> object: ...

    def outcome(self, taken) -> Outcome: ...


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def import_all(directory: Path, importer: Importer, *, rounds: int) -> dict:
    """All archives in `cases/` once, those in `large/` `rounds` times more; by file name."""
    cases = sorted((directory / CASES).iterdir())
    large = sorted((directory / LARGE).iterdir())
    # What is loaded when it is first needed is of no package.
    importer.take(cases[0])
    return {
        "outcomes": {path.name: _measured(path, importer) for path in (*large, *cases)},
        "seconds": {path.name: [_seconds(path, importer) for _ in range(rounds)] for path in large},
    }


def _measured(path: Path, importer: Importer) -> dict:
    """What has become of it, and megabytes: `before` and `grown` of this process, `child` of the
    one that was started to read it, 0 where none was."""
    taken = []
    with ChildWatch(child.__name__) as watch:
        memory = measured(lambda: taken.append(importer.take(path)))
    return asdict(importer.outcome(taken[0])) | memory._asdict() | {"child": watch.highest}


def _seconds(path: Path, importer: Importer) -> float:
    started = time.perf_counter()
    importer.take(path)
    return time.perf_counter() - started
