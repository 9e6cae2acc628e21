import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def run_program(tmp_path):
    """Runs a program of the portal as an operator does: its own process, only these variables.

    Returns the completed process; database, index and files lie below `tmp_path`.
    """
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=inherited
            | {
                "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
                "SEARCH_URL": f"embedded://{tmp_path}/search",
            }
            | variables,
            capture_output=True,
            text=True,
            timeout=240,  # the demo is drawn and indexed; two cores may be busy
        )

    return run
