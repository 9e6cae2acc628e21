"""The process that reads one file: `python -m portal.media.reading.child KIND LIMITS`.

The file comes by standard input; the answer is JSON on standard output, or the exit status of
a failure. The limits are set before the first byte of the file is looked at, and nothing that
the file can do lifts them.
"""

import contextlib
import json
import os
import resource
import signal
import sys
import traceback

from . import failures
from .collecting import EnoughError, Text
from .formats import READERS
from .limits import Limits


def restrict(limits: Limits) -> None:
    """What is exceeded ends in MemoryError, in an error of writing, or in this process's end."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    # The second number kills what survives the first.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output, limits.output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Outlives no parent that has been killed.
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
    os.nice(5)


def read(kind: str, file) -> str:
    """The answer for a file: its text as JSON."""
    text = Text()
    with contextlib.suppress(EnoughError):
        READERS[kind](file, text)
    content, cut = text.finished()
    return json.dumps({"text": content, "cut": cut}, ensure_ascii=False)


def main(kind: str, limits: str) -> int:
    restrict(Limits(**json.loads(limits)))
    try:
        answer = read(kind, sys.stdin.buffer).encode()
    except MemoryError:
        return failures.EXIT_STATUS[failures.MEMORY]
    except failures.UnreadableError as error:
        return failures.EXIT_STATUS[error.reason]
    except RecursionError:
        return failures.EXIT_STATUS[failures.SUSPICIOUS]
    except Exception:  # noqa: BLE001 - the parsers document no errors for damaged files
        traceback.print_exc(limit=-3)
        return failures.EXIT_STATUS[failures.DAMAGED]
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
