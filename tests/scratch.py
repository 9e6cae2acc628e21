"""Where the tests put their files: in memory, where that has room for them.

Indexes, databases and uploads of tests are written durably, as everybody's are, and a disk takes
some milliseconds for each time. `TMPDIR="$(python -m tests.scratch)"` spares a run that wait.
"""

import os
import sys
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
#: A run of all tests takes a third of it: two databases, a node's indexes, a browser's profiles.
_ROOM = 3 * 2**30


def directory(memory: Path = _MEMORY, room: int = _ROOM) -> str:
    """The directory for temporary files; where `TMPDIR` names one already, that."""
    if "TMPDIR" not in os.environ and _suits(memory, room):
        return str(memory)
    return tempfile.gettempdir()


def _suits(memory: Path, room: int) -> bool:
    """Containers have little of it, and often forbid programs there, which servers unpack."""
    if not os.access(memory, os.W_OK):
        return False
    found = os.statvfs(memory)
    return found.f_bavail * found.f_frsize >= room and not found.f_flag & os.ST_NOEXEC


if __name__ == "__main__":
    sys.stdout.write(directory())
