"""How much a file may cost. The operating system holds the child process to it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

#: Characters of a file that are kept: about twenty full pages.
MAX_TEXT = 50_000
#: Larger files are not even copied. Uploads through the admin are smaller still.
MAX_FILE = 50 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the process that reads one file may take.

    `memory` is its whole address space in bytes, `cpu_seconds` its computing time,
    `wall_seconds` the time that passes meanwhile, `output` the bytes of its answer.
    """

    memory: int = 512 * MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: float = 45.0
    output: int = MEGABYTE


LIMITS = Limits()
