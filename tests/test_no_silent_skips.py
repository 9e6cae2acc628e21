"""`CI=true` turns every skip into a failure that tells its reason."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SKIPS = {
    "a test": "import pytest\n\ndef test_one():\n    pytest.skip('no chromium here')\n",
    "a module": "import pytest\n\npytest.skip('no chromium here', allow_module_level=True)\n",
    "a mark": (
        "import pytest\n\n@pytest.mark.skipif(True, reason='no chromium here')\n"
        "def test_one():\n    pass\n"
    ),
}


@pytest.fixture(params=SKIPS.values(), ids=SKIPS.keys())
def outcome(request, tmp_path):
    """Runs pytest, with the hooks that all tests use, on a file that skips."""
    (tmp_path / "test_skips.py").write_text(request.param)

    def run(**variables: str) -> subprocess.CompletedProcess[str]:
        options = ["-ra", "-p", "tests.skips", "-p", "no:django", "-c", os.devnull]
        return subprocess.run(
            [sys.executable, "-m", "pytest", *options, str(tmp_path)],
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"]} | variables,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_a_skip_in_ci_fails_with_its_reason(outcome):
    done = outcome(CI="true")

    assert done.returncode != 0
    assert "no chromium here (CI=true allows no skips)" in done.stdout


def test_a_skip_elsewhere_is_reported(outcome):
    done = outcome()

    assert "1 skipped" in done.stdout
    assert "no chromium here" in done.stdout
