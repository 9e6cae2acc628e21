"""Starts each side in a process of its own, and installs wagtail-lms for the run."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from tests.bench.report import Report

PEER = "wagtail-lms==0.11.1"


def run_side(side: str, part: str, url: str, *arguments: str, **variables: str) -> dict:
    """What `python -m tests.bench.learning` tells of a part, on the database of that address."""
    command = [sys.executable, "-m", "tests.bench.learning", side, part, *arguments]
    environment = os.environ | {"DATABASE_URL": url} | variables
    # Its own settings; those of this process are for the search.
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{part}, {side} on {url}:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def install_peer(directory: Path, report: Report, tell: Callable[[str], None]) -> str:
    """Where wagtail-lms has been installed; empty, with a note, where it cannot be."""
    tell(f"{PEER} is installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "--no-deps", "--target", str(directory), PEER], capture_output=True, text=True
    )
    if done.returncode:
        report.notes.append(f"Without wagtail-lms: {done.stderr.strip().splitlines()[-1]}")
        return ""
    return str(directory)
