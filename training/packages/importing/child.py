"""The process that reads one archive: `python -m training.packages.importing.child LIMITS`.

The archive comes by standard input, its contents go to standard output as frames. The limits are
set before the first byte is looked at. The process knows neither the database nor the storage
nor a secret; of Django it has the translations alone.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import django
from django.conf import settings

from .frames import Writer
from .limits import Limits

#: Exit status, far from what Python and shells use.
MEMORY = 46
MAX_ERRORS = 64 * 1024
_ROOT = Path(__file__).resolve().parents[3]


def restrict(limits: Limits) -> None:
    """What is exceeded ends in MemoryError or in this process's end."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    # The second number kills what survives the first.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    # Standard output is a pipe and knows no size; of files it writes the end of a traceback.
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_ERRORS, MAX_ERRORS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Outlives no parent that has been killed.
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
    os.nice(5)


def speak_german() -> None:
    settings.configure(
        LANGUAGE_CODE="de", USE_I18N=True, LOCALE_PATHS=[_ROOT / "portal" / "locale"]
    )
    django.setup()


def storable(value):
    """JSON data as every database takes it: PostgreSQL knows neither NUL nor half a character."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {storable(key): storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    return value


def send(archive_file: BinaryIO, writer: Writer) -> None:
    """The report of a package and, if it can be launched, all its files."""
    from training.packages.reading.archive import chunks, open_archive
    from training.packages.reading.members import safe_members
    from training.packages.reading.package import read_package

    # Checksums are seen to while the files pass.
    report = read_package(archive_file, verify=False)
    said = {
        "kind": report.kind,
        "title": report.title,
        "manifest": report.manifest,
        "is_launchable": report.is_launchable,
        "file_count": len(report.files),
        "total_size": report.total_size,
        "problems": [problem.kept() for problem in report.problems],
    }
    writer.report(storable(said))
    if report.is_launchable:
        with open_archive(archive_file) as archive:
            for member in safe_members(archive, root=report.root):
                if member.name in report.files:
                    writer.file(member.name, chunks(archive, member.info))
    writer.end()


def main(limits: str) -> int:
    restrict(Limits(**json.loads(limits)))
    speak_german()
    from training.packages.reading.problems import RefusedPackageError

    writer = Writer(sys.stdout.buffer)
    try:
        send(sys.stdin.buffer, writer)
    except MemoryError:
        return MEMORY
    except RefusedPackageError as error:
        # Found in the middle of the files: what was sent does not count.
        writer.refusal(error.problem.kept())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
