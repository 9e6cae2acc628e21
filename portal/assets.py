"""Static files, collected when they changed and not at every start."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def fingerprint() -> str:
    """A digest of name, size and time of every static file; reads no file's content."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_changed() -> bool:
    """Runs `collectstatic` unless the very same files were collected before.

    Hashing and compressing all files takes many seconds, comparing them a fraction of one. The
    digest is written last: a run that was cut off is done again.
    """
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(f"{root.name}.sha256")
    current = fingerprint()
    if root.exists() and stamp.exists() and stamp.read_text() == current:
        return False
    # Cleared first: npm dates all files to 1985, and `collectstatic` alone would take every
    # newer copy of an older version for current.
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp.write_text(current)
    return True
