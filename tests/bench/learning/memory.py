"""How much memory something takes at most, as the operating system counts what is resident.

Not `ru_maxrss`: a process inherits it from the one that started it.
"""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

_PROCESSES = Path("/proc")
_SELF = _PROCESSES / "self"
#: Seconds between two looks at the processes that have been started.
_PAUSE = 0.002


class Memory(NamedTuple):
    """Megabytes that this process had before, and how many more it had at most."""

    before: float
    grown: float


def measured(work: Callable[[], object]) -> Memory:
    # Sets the mark of the highest back to what there is now.
    (_SELF / "clear_refs").write_text("5")
    before = _highest(_SELF)
    work()
    return Memory(before, _highest(_SELF) - before)


class ChildWatch:
    """Looks at the children of this process that run a program, while the context lasts.

    `highest` is the most megabytes that one of them had; each is seen until its last moments.
    """

    def __init__(self, program: str):
        self.highest = 0.0
        self._program = program.encode()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "ChildWatch":
        self._thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(_PAUSE):
            for process in _children():
                try:
                    # Before it runs the program, a child shares the memory of this process.
                    if self._program in (process / "cmdline").read_bytes():
                        self.highest = max(self.highest, _highest(process))
                except (FileNotFoundError, ProcessLookupError):
                    continue


def _children() -> Iterator[Path]:
    for thread in (_SELF / "task").iterdir():
        try:
            numbers = (thread / "children").read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for number in numbers:
            yield _PROCESSES / number


def _highest(process: Path) -> float:
    """0 for one that has ended and not been waited for."""
    found = re.search(r"VmHWM:\s+(\d+) kB", (process / "status").read_text())
    return int(found[1]) / 1024 if found else 0.0
