"""The server is killed in the middle of 1,000 writes: what it has acknowledged is there."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.conf import settings

from tests.factories import EnrolmentFactory
from tests.portal.test_start import free_port
from tests.search.faults.processes import PATIENCE, Portal

from .courses import course_of
from .sending import SESSION, address_of

WRITES, THREADS = 1000, 4
#: After so many acknowledgements the server is killed, whatever the others are doing.
KILLS = (250, 600)


class Server:
    """The portal as it is served to everybody, in a process group that can be killed whole."""

    def __init__(self, portal: Portal):
        self.port = free_port()
        self.acknowledged: set[int] = set()
        # With the tests' key, so that it knows the addresses that they make.
        own = {"PORT": str(self.port), "SECRET_KEY": settings.SECRET_KEY, "LOG_LEVEL": "ERROR"}
        self._environment = portal.environment | own
        self._log = portal.directory / "serve.log"
        self._child: subprocess.Popen | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        with self._log.open("a") as log:
            self._child = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=settings.BASE_DIR,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + PATIENCE
        while not self._is_alive():
            assert self._child.poll() is None, self._log.read_text()
            assert time.monotonic() < end, self._log.read_text()
            time.sleep(0.1)

    def kill(self) -> None:
        if self._child:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait(PATIENCE)
            self._child = None

    def write(self, address: str, number: int, activity: str) -> None:
        """Sends one record; without an answer nobody knows whether it is kept."""
        record = {"activity": activity, "sequence": number, "state": {"text": f"Notiz {number}"}}
        body = json.dumps({"device": str(UUID(int=7)), "records": [record]})
        try:
            status, answer = self._ask("POST", address, body)
        except (OSError, http.client.HTTPException):
            return
        assert status == 200, answer
        assert json.loads(answer)["acknowledged"] == [number]
        with self._lock:
            self.acknowledged.add(number)
            if len(self.acknowledged) in KILLS:
                self.kill()

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            cookie = f"{settings.SESSION_COOKIE_NAME}={SESSION}"
            connection.request(method, address, body, {"Cookie": cookie})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _is_alive(self) -> bool:
        try:
            return self._ask("GET", "/healthz/live")[0] == 200
        except OSError:
            return False


@pytest.fixture
def enrolment(committed_cast):
    notes = [
        {"type": "reflection", "value": {"prompt": "Und jetzt?"}, "id": note_id(number)}
        for number in range(1, WRITES + 1)
    ]
    return EnrolmentFactory(
        user=committed_cast.learner, course=course_of(committed_cast.bochum, body=notes)
    )


@pytest.fixture
def portal(enrolment, tmp_path):
    portal = Portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def server(portal):
    server = Server(portal)
    yield server
    server.kill()


def note_id(number: int) -> str:
    return str(UUID(int=number + 1_000_000))


def kept(portal: Portal) -> dict[str, str]:
    """The notes as another process reads them."""
    return portal.run(
        "from training.progress.models import ActivityProgress\n"
        "tell(**{row.activity: row.state['text'] for row in ActivityProgress.objects.all()})"
    )


def test_every_acknowledged_write_is_there(server, portal, enrolment):
    address = address_of(enrolment)
    for _start in range(len(KILLS) + 1):
        server.start()
        waiting = [n for n in range(1, WRITES + 1) if n not in server.acknowledged]
        with ThreadPoolExecutor(THREADS) as executor:
            list(executor.map(lambda n: server.write(address, n, note_id(n)), waiting))
        rows = kept(portal)
        lost = [n for n in server.acknowledged if rows.get(note_id(n)) != f"Notiz {n}"]
        assert lost == []

    assert len(server.acknowledged) == len(rows) == WRITES
