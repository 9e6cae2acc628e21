"""Starts the process that reads an archive, and ends it with the one that asked."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from . import child
from .frames import BrokenStreamError, Reader
from .limits import LIMITS, Limits

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[3]
_MODULE = "training.packages.importing.child"
#: How the child ends → code of what is wrong; anything else is a crash.
_REASONS = {
    child.MEMORY: "memory",
    -signal.SIGXCPU: "slow",
    -signal.SIGALRM: "slow",
    # The kernel kills when memory runs out altogether.
    -signal.SIGKILL: "memory",
}


class UnreadablePackageError(Exception):
    """The archive could not be read to its end; `code` says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@contextmanager
def reading(archive: BinaryIO, *, limits: Limits = LIMITS) -> Iterator[Reader]:
    """What the child says about an archive, a file of the operating system (with `fileno`).

    Raises `UnreadablePackageError` where the stream breaks, and `OSError` where no process can be
    started.
    """
    archive.seek(0)
    command = [sys.executable, "-s", "-B", "-m", _MODULE, json.dumps(asdict(limits))]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=archive,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=_ROOT,
            # No secrets: neither the key nor the address of the database.
            env={"PATH": os.defpath, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"},
            start_new_session=True,
        )
        try:
            yield Reader(process.stdout)
        except BrokenStreamError as error:
            raise UnreadablePackageError(_reason(process, errors)) from error
        finally:
            process.stdout.close()
            if process.poll() is None:
                process.kill()
                process.wait()


def _reason(process: subprocess.Popen, errors: BinaryIO) -> str:
    try:
        # The stream has ended, so the process has, or is about to.
        status = process.wait(5)
    except subprocess.TimeoutExpired:
        return "crashed"
    errors.seek(0)
    said = errors.read(8192).decode(errors="replace").strip()
    logger.info("A package could not be read (status %d). %s", status, said)
    return _REASONS.get(status, "crashed")
