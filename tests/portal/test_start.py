"""What `make run` does after installing: `prepare`, then `serve` until Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

PREPARE = ("manage.py", "prepare")
SERVE = ("manage.py", "serve")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, server: subprocess.Popen, seconds: float = 30) -> bytes:
    """The answer at `url`, as soon as there is one."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            return urlopen(url, timeout=10).read()
        except HTTPError:
            raise
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"No answer from {url}: {server.stdout and server.communicate(timeout=10)}")


# The longest test of all, and one without a database: it runs while the other process migrates.
@pytest.mark.xdist_group("start")
def test_prepares_once_serves_and_ends_cleanly(run_program, tmp_path):
    port = free_port()
    variables = {"PORT": str(port), "STATIC_ROOT": str(tmp_path / "static")}
    prepared = run_program(*PREPARE, **variables)
    assert prepared.returncode == 0, prepared.stderr
    again = run_program(*PREPARE, **variables)
    assert again.returncode == 0, again.stderr

    server = subprocess.Popen(
        [sys.executable, *SERVE],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
            "SEARCH_URL": f"embedded://{tmp_path}/search",
        }
        | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        site = f"http://127.0.0.1:{port}"
        assert json.loads(wait_for(f"{site}/healthz/ready", server))["status"] == "ok"
        assert b"<h1" in urlopen(f"{site}/", timeout=10).read()
        assert b"<h1" in urlopen(f"{site}/suche/?q=Vielfalt", timeout=10).read()
        busy = run_program(*SERVE, **variables)
        server.send_signal(signal.SIGINT)
        output, errors = server.communicate(timeout=30)
    finally:
        server.kill()

    assert server.returncode == 0
    assert errors == ""
    assert f"{site}/suche/" in output
    assert output.rstrip().endswith("Das Portal ist beendet.")
    assert busy.returncode == 1
    assert f"Port {port} ist belegt. Wählen Sie einen anderen" in busy.stderr


def test_serve_asks_for_prepare_where_tables_are_missing(run_program):
    done = run_program(*SERVE)

    assert done.returncode == 1
    assert "Führen Sie aus: python manage.py prepare" in done.stderr
    assert "Traceback" not in done.stderr
