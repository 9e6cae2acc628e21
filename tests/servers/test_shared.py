"""All processes of a test run share one server, which ends with the last of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.postgresql import programs
from tests.servers.processes import ServerUnavailableError, wait_until
from tests.servers.shared import CHECKOUT, shared

USER = """
import sys
from pathlib import Path
from tests.servers.shared import shared
with shared("postgresql", Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def start_user(tmp_path):
    """Starts a process that uses the server until its input ends."""
    try:
        programs()
    except ServerUnavailableError as error:
        pytest.skip(str(error))
    users = []

    def start() -> subprocess.Popen[str]:
        users.append(
            subprocess.Popen(
                [sys.executable, "-c", USER, str(tmp_path)],
                cwd=CHECKOUT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return users[-1]

    yield start
    for user in users:
        user.kill()
        user.communicate()


def socket_of(url: str) -> Path:
    return Path(url.removeprefix("postgres://portal@/")).parent / ".s.PGSQL.5432"


def test_one_server_for_two_that_come_at_once_gone_after_the_last(start_user):
    first, second = start_user(), start_user()
    url = first.stdout.readline().strip()
    assert second.stdout.readline().strip() == url

    first.kill()
    first.wait()
    assert not wait_until(lambda: not socket_of(url).exists(), 2)

    second.communicate("\n")
    assert wait_until(lambda: not socket_of(url).parent.exists(), 20)


def test_who_comes_after_the_end_gets_a_new_one(start_user):
    first = start_user()
    url = first.stdout.readline().strip()
    first.communicate("\n")

    second = start_user()

    fresh = second.stdout.readline().strip()
    assert socket_of(fresh).exists()
    assert fresh == url or wait_until(lambda: not socket_of(url).exists(), 20)


def test_a_failed_start_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with (
        pytest.raises(ServerUnavailableError, match="setpriv fehlt"),
        shared("postgresql", tmp_path),
    ):
        pass
