"""What people and programs meet while the database cannot be reached."""

import logging
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, contextmanager
from importlib import import_module

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.db.utils import load_backend
from django.test import Client

from portal.outages import OnceAMinute, is_away
from portal.postgresql.base import patience_with
from portal.settings.database import with_options
from portal.settings.environment import Environment
from tests.servers.postgresql import PostgresqlServer
from tests.servers.processes import ServerUnavailableError

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = {"accept": "*/*"}
#: No visitor waits longer, in seconds.
PROMISED = 3.0


@pytest.fixture
def web():
    # The first request of a process reads all addresses, which is no waiting for a database.
    import_module(settings.ROOT_URLCONF)
    return Client(raise_request_exception=False)


@pytest.fixture
def use(django_db_blocker, monkeypatch):
    """`use(DATABASE_URL)`: this thread asks that database, as an installation would."""
    # The process knows nothing yet of a server of that name that another test had.
    patience_with.cache_clear()
    own = connections["default"]

    def use(url: str, **options) -> None:
        monkeypatch.setenv("DATABASE_URL", url)
        database = with_options(Environment().db_url("DATABASE_URL"))
        database = connections.settings["default"] | database
        database["OPTIONS"] = database["OPTIONS"] | options
        wrapper = load_backend(database["ENGINE"]).DatabaseWrapper(database, "default")
        connections["default"] = wrapper

    with django_db_blocker.unblock():
        yield use
        connections["default"].close()
        connections["default"] = own


@contextmanager
def bound_port(*, listening: bool):
    """A port that refuses, or one that takes connections and then says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if listening:
            server.listen(50)
        yield server.getsockname()[1]


@contextmanager
def silent_addresses(count: int):
    """Addresses of this machine, with one port, that take connections and then say nothing."""
    port = 0
    with ExitStack() as stack:
        addresses = [f"127.0.1.{number}" for number in range(1, count + 1)]
        for address in addresses:
            server = stack.enter_context(socket.socket())
            server.bind((address, port))
            server.listen(50)
            port = server.getsockname()[1]
        yield addresses, port


@pytest.fixture
def name(monkeypatch):
    """`name(addresses)`: what the host "database.example" stands for."""
    known = socket.getaddrinfo

    def name(addresses: list[str] | Callable[[], list[str]]) -> None:
        def look_up(host, port, *args, **kwargs):
            if host != "database.example":
                return known(host, port, *args, **kwargs)
            found = addresses() if callable(addresses) else addresses
            return [entry for each in found for entry in known(each, port, *args, **kwargs)]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    return name


def seconds(act) -> float:
    started = time.monotonic()
    act()
    return time.monotonic() - started


@pytest.mark.parametrize(
    "path", ["/", "/suche/?q=Vielfalt", "/praxis/", "/konto/login/", "/gibt/es/nicht/"]
)
def test_a_page_that_asks_nothing_says_when_to_come_back(web, use, path):
    with bound_port(listening=False) as port:
        use(f"postgres://portal@127.0.0.1:{port}/portal")
        response = web.get(path, headers=BROWSER)

    page = response.content.decode()
    assert response.status_code == 503
    assert "Das Portal ist gerade nicht erreichbar" in page
    assert response["Retry-After"] == "30"
    assert "no-store" in response["Cache-Control"]
    assert f'href="{path}"' in page


def test_it_speaks_the_chosen_language(web, use):
    web.cookies["django_language"] = "en"
    with bound_port(listening=False) as port:
        use(f"postgres://portal@127.0.0.1:{port}/portal")
        page = web.get("/", headers=BROWSER).content.decode()

    assert '<html lang="en">' in page
    assert "The portal cannot be reached at the moment" in page


def test_what_was_sent_is_not_said_to_be_kept(web, use):
    with bound_port(listening=False) as port:
        use(f"postgres://portal@127.0.0.1:{port}/portal")
        response = web.post("/konto/login/", {"login": "x", "password": "y"}, headers=BROWSER)

    assert response.status_code == 503
    assert "ist nicht gespeichert" in response.content.decode()
    assert "Noch einmal versuchen" not in response.content.decode()


@pytest.mark.parametrize("path", ["/api/v3/pages/", "/lernen/kurs/"])
def test_programs_and_scripts_read_json(web, use, path):
    with bound_port(listening=False) as port:
        use(f"postgres://portal@127.0.0.1:{port}/portal")
        response = web.get(path, headers=SCRIPT)

    assert response.status_code == 503
    assert response.json() == {
        "detail": "Das Portal ist gerade nicht erreichbar. Bitte versuchen Sie es später."
    }
    assert response["Retry-After"] == "30"


def test_nobody_waits_for_a_server_that_says_nothing(web, use):
    """The second one not even as long as the first."""
    with bound_port(listening=True) as port:
        use(f"postgres://portal@127.0.0.1:{port}/portal")
        assert seconds(lambda: web.get("/", headers=BROWSER)) < PROMISED
        answers = []
        assert seconds(lambda: answers.append(web.get("/", headers=BROWSER))) < 0.5

    assert answers[0].status_code == 503


@pytest.mark.parametrize("count", [2, 6])
def test_nobody_waits_for_each_address_of_a_name(web, use, name, count):
    answers = []
    with silent_addresses(count) as (addresses, port):
        name(addresses)
        use(f"postgres://portal@database.example:{port}/portal")
        waited = seconds(lambda: answers.append(web.get("/suche/", headers=BROWSER)))

    assert waited < PROMISED
    assert answers[0].status_code == 503


def test_nobody_waits_for_each_host_of_a_list(web, use):
    answers = []
    with silent_addresses(3) as (addresses, port):
        use("postgres:///portal", host=",".join(addresses), port=str(port))
        waited = seconds(lambda: answers.append(web.get("/suche/", headers=BROWSER)))

    assert waited < PROMISED
    assert answers[0].status_code == 503


def test_nobody_waits_for_a_name_that_is_not_looked_up_in_time(web, use, name):
    answers = []
    ended = threading.Event()

    def look_up() -> list[str]:
        ended.wait(30)
        return []

    name(look_up)
    use("postgres://portal@database.example:5432/portal")
    try:
        waited = seconds(lambda: answers.append(web.get("/suche/", headers=BROWSER)))
    finally:
        ended.set()

    assert waited < PROMISED
    assert answers[0].status_code == 503


def test_a_name_that_nobody_knows(web, use, name):
    def unknown() -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    name(unknown)
    use("postgres://portal@database.example:5432/portal")
    assert web.get("/suche/", headers=BROWSER).status_code == 503
    with pytest.raises(OperationalError, match=r"database\.example.*not known"):
        connections["default"].ensure_connection()


def test_search_by_programs_waits_once_for_all_that_it_asks(web, use):
    answers = []
    with bound_port(listening=True) as port:
        use(f"postgres://portal@127.0.0.1:{port}/portal")
        waited = seconds(lambda: answers.append(web.get("/api/search/?q=Vielfalt")))

    assert waited < PROMISED
    assert answers[0].status_code == 503


def test_a_server_that_stops_and_comes_back(web, use):
    """A table that is missing meanwhile is our mistake, and stays a 500."""
    try:
        server = PostgresqlServer().start()
    except ServerUnavailableError as error:
        pytest.skip(str(error))
    with server:
        use(server.url)
        assert web.get("/", headers=BROWSER).status_code == 500
        connections["default"].ensure_connection()
        server.kill()
        assert web.get("/", headers=BROWSER).status_code == 503
        connections["default"].close()
        assert web.get("/", headers=BROWSER).status_code == 503
        server.start()
        assert web.get("/", headers=BROWSER).status_code == 500


def test_a_file_that_cannot_be_opened(web, use, tmp_path):
    use(f"sqlite:///{tmp_path}/gone/portal.sqlite3")
    assert web.get("/", headers=BROWSER).status_code == 503


def test_a_file_that_another_program_holds(web, use, tmp_path):
    path = tmp_path / "portal.sqlite3"
    use(f"sqlite:///{path}", timeout=0.1, init_command="")
    assert web.get("/", headers=BROWSER).status_code == 500
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE kept (name text)")
        other.execute("BEGIN EXCLUSIVE")
        connections["default"].close()
        assert web.get("/", headers=BROWSER).status_code == 503


def test_a_file_without_its_log_is_waited_for(use, tmp_path):
    """As several open it together, of which the first is changing it."""
    path = tmp_path / "portal.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE kept (name text)")
        other.execute("BEGIN IMMEDIATE")
        soon = threading.Timer(0.3, other.execute, ["COMMIT"])
        soon.start()
        use(f"sqlite:///{path}")
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
        soon.join()


def test_a_file_without_its_log_is_not_waited_for_without_end(web, use, tmp_path):
    path = tmp_path / "portal.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE kept (name text)")
        other.execute("BEGIN IMMEDIATE")
        use(f"sqlite:///{path}")
        before = time.monotonic()
        assert web.get("/", headers=BROWSER).status_code == 503
        assert time.monotonic() - before < PROMISED


def test_the_log_says_it_once_a_minute(web, use):
    """Through the handler that every installation has."""
    lines: list[str] = []
    now = [0.0]
    console = settings.LOGGING["handlers"]["console"]["filters"]
    assert console == ["outages"]
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    handler.addFilter(OnceAMinute(clock=lambda: now[0]))
    logging.getLogger().addHandler(handler)
    try:
        with bound_port(listening=False) as port:
            use(f"postgres://portal@127.0.0.1:{port}/portal")
            for now[0] in (0.0, 1.0, 59.0, 61.0):
                web.get("/", headers=BROWSER)
                web.get("/api/search/?q=Vielfalt")
    finally:
        logging.getLogger().removeHandler(handler)

    about_it = [line for line in lines if "onnection" in line or "away" in line]
    assert len(about_it) == 2
    assert "The database is away" in about_it[0]


def test_a_broken_connection_is_no_mistake_of_ours():
    assert is_away(InterfaceError("connection already closed"))
    assert not is_away(InterfaceError("the cursor is closed"))
