"""Starts the process that reads a file, and ends it when it takes too long."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from . import failures
from .limits import LIMITS, MAX_TEXT, Limits

logger = logging.getLogger(__name__)

SLOW = "slow"
CRASHED = "crashed"

_ROOT = Path(__file__).resolve().parents[3]
_REASONS = {status: reason for reason, status in failures.EXIT_STATUS.items()}
#: Signals that the child's own limits send. The kernel kills when memory runs out altogether.
_SIGNALS = {
    signal.SIGXCPU: SLOW,
    signal.SIGALRM: SLOW,
    signal.SIGKILL: failures.MEMORY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The text of a file, `cut` if it goes on; or the `reason` why there is none."""

    text: str = ""
    cut: bool = False
    reason: str = ""


def read_file(file: BinaryIO, kind: str, *, limits: Limits = LIMITS) -> Answer:
    """Reads a file of the operating system (it needs a `fileno`), from its beginning.

    Takes `limits.wall_seconds` at most, and of this process's memory no more than the answer
    needs. Raises `OSError` where no process can be started.
    """
    file.seek(0)
    module = "portal.media.reading.child"
    command = [sys.executable, "-s", "-B", "-m", module, kind, json.dumps(asdict(limits))]
    return run(command, stdin=file, limits=limits)


def run(command: Sequence[str], *, stdin: BinaryIO, limits: Limits) -> Answer:
    """Runs the child with files instead of pipes, so that nothing it writes can block either."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603 - our own program, and a kind from a fixed list
            command,
            stdin=stdin,
            stdout=output,
            stderr=errors,
            cwd=_ROOT,
            # No secrets: neither the key nor the address of the database.
            env={"PATH": os.defpath, "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        try:
            status = child.wait(limits.wall_seconds)
        except subprocess.TimeoutExpired:
            return Answer(reason=SLOW)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        if status == 0:
            return _answer(output, limits)
        _log(status, errors)
    return Answer(reason=_reason(status))


def _answer(output: BinaryIO, limits: Limits) -> Answer:
    output.seek(0)
    try:
        answer = json.loads(output.read(limits.output))
        return Answer(text=str(answer["text"])[:MAX_TEXT], cut=bool(answer["cut"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        logger.exception("The process that reads documents gave no answer.")
        return Answer(reason=CRASHED)


def _reason(status: int) -> str:
    if status < 0:
        return _SIGNALS.get(-status, CRASHED)
    return _REASONS.get(status, CRASHED)


def _log(status: int, errors: BinaryIO) -> None:
    errors.seek(0)
    said = errors.read(4096).decode(errors="replace").strip()
    logger.info("A document could not be read (status %d). %s", status, said)
