"""How much reading a package may cost. The operating system holds the child process to it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

#: Bytes of an archive as it is uploaded.
MAX_UPLOAD = 500 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the process that reads one archive may take.

    `memory` is its whole address space in bytes, `cpu_seconds` its computing time,
    `wall_seconds` the time that passes until the last file is stored.
    """

    memory: int = 140 * MEGABYTE
    cpu_seconds: int = 120
    wall_seconds: float = 20 * 60.0


LIMITS = Limits()
