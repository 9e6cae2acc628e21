"""The stock as files on disk, made when it has changed, and given out as they are.

Neither making nor giving out holds more than a batch in memory, and many downloads of one state
cost its making once. Of a large stock the files are made beside the requests: they take minutes.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import storages
from django.utils import translation

from search.locks import shared_lock

from . import stock, worker
from .stock import Record
from .workbook import StockBook

#: So long somebody waits for a file that another request is making.
WAIT_SECONDS = 60
#: More entries than these are not made while a request waits: a few seconds of work.
LARGE = 2000
#: As long as caches may give it out.
YOUNG_SECONDS = 300


class StockBusyError(Exception):
    """The file is still being made, for somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    name: str
    content_type: str
    #: Writes the records to the path; returns how many.
    write: Callable[[Path, "hashlib._Hash"], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockFile:
    """`digest` is that of what the file says, and stays when it is made anew of the same."""

    path: Path
    digest: str
    entries: int

    @property
    def etag(self) -> str:
        """Weak: another workbook of the same content has another time in it."""
        return f'W/"{self.digest}{self.path.suffix}"'


def current(name: str) -> StockFile:
    """The file of a format as the stock is now; made, if it has changed since.

    Five queries where the file is there. Raises `StockBusyError`.
    """
    state = stock.state()
    return _found(name, state.key) or _made(name, state.key)


def soon(name: str) -> StockFile:
    """Likewise, for who cannot wait for long: of a large stock it is ordered, and not there yet.

    There a young file will do as well, or nobody would get one while many publish.
    """
    state = stock.state()
    if found := _found(name, state.key):
        return found
    if state.entries <= LARGE:
        return _made(name, state.key)
    if young := _found(name, "*", younger_than=YOUNG_SECONDS):
        return young
    _order(name)
    raise StockBusyError


def opened(name: str) -> tuple[StockFile, BinaryIO]:
    """The current file, open: from now on it is there, even if a newer one takes its place."""
    for _attempt in range(3):
        file = soon(name)
        try:
            return file, file.path.open("rb")
        except FileNotFoundError:
            continue  # A newer one has taken its place in this moment.
    raise StockBusyError


def make_ordered() -> int:
    """Makes the files that have been ordered; returns how many were.

    The order goes when its file is there: one of a process that died is made by the next.
    """
    count = 0
    for order in sorted(directory().glob("*.ordered")):
        current(order.stem)
        order.unlink(missing_ok=True)
        count += 1
    return count


def _order(name: str) -> None:
    directory().mkdir(parents=True, exist_ok=True)
    (directory() / f"{name}.ordered").touch()
    worker.maker.notify()


def _made(name: str, state: str) -> StockFile:
    with shared_lock("open-data", wait=WAIT_SECONDS) as mine:
        if not mine:
            raise StockBusyError
        return _found(name, state) or _make(FORMATS[name], state)


def directory() -> Path:
    return Path(storages["private"].path("open-data"))


def _found(name: str, state: str, younger_than: float | None = None) -> StockFile | None:
    for path in directory().glob(f"{state}-*.{name}"):
        if younger_than is not None and time.time() - path.stat().st_mtime > younger_than:
            continue
        _state, digest, entries = path.stem.split("-")
        return StockFile(path=path, digest=digest, entries=int(entries))
    return None


def _make(format_: Format, state: str) -> StockFile:
    folder = directory()
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with _temporary(folder) as unfinished, translation.override(settings.LANGUAGE_CODE):
        entries = format_.write(unfinished, digest)
        short = digest.hexdigest()[:20]
        path = folder / f"{state}-{short}-{entries}.{format_.name}"
        unfinished.replace(path)
    for old in folder.glob(f"*.{format_.name}"):
        # Who is being given an old one keeps it: an open file is there until it is closed.
        if old != path:
            old.unlink(missing_ok=True)
    return StockFile(path=path, digest=short, entries=entries)


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=folder, suffix=".unfinished")
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _lines(digest) -> Iterator[tuple[Record, str]]:
    for model, layout in stock.layouts().items():
        for record in stock.records(model, layout):
            line = json.dumps(record, ensure_ascii=False)
            digest.update(line.encode())
            yield record, line


def _write_jsonl(path: Path, digest) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for _record, line in _lines(digest):
            file.write(f"{line}\n")
            count += 1
    return count


def _write_xlsx(path: Path, digest) -> int:
    count = 0
    book = StockBook(stock.layouts().values())
    for record, _line in _lines(digest):
        book.add(record)
        count += 1
    book.save(path)
    return count


FORMATS = {
    "jsonl": Format(name="jsonl", content_type="application/x-ndjson", write=_write_jsonl),
    "xlsx": Format(
        name="xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=_write_xlsx,
    ),
}
