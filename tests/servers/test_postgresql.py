"""A PostgreSQL of our own: unprivileged, durable enough to be killed, gone afterwards."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from portal.settings.environment import Environment
from tests.servers.postgresql import PostgresqlServer
from tests.servers.processes import ServerUnavailableError, wait_until
from tests.servers.shared import CHECKOUT


@pytest.fixture
def server():
    try:
        with PostgresqlServer() as server:
            yield server
    except ServerUnavailableError as error:
        pytest.skip(str(error))


def connect(server, monkeypatch) -> psycopg.Connection:
    """As the portal does, with what its settings make of the address."""
    monkeypatch.setenv("DATABASE_URL", server.url)
    settings = Environment().db_url("DATABASE_URL")
    return psycopg.connect(
        host=settings["HOST"],
        user=settings["USER"],
        dbname=settings["NAME"],
        autocommit=True,
    )


def test_a_kill_leaves_data_that_a_restart_finds(server, monkeypatch):
    with connect(server, monkeypatch) as connection:
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('Herne')")
    url = server.url

    server.kill()
    with pytest.raises(psycopg.OperationalError):
        connect(server, monkeypatch)
    server.start()

    assert server.url == url
    with connect(server, monkeypatch) as connection:
        assert connection.execute("SELECT name FROM kept").fetchall() == [("Herne",)]


def test_nothing_is_left_of_it(server, monkeypatch):
    assert Path(server.state).is_dir()

    server.close()

    assert not Path(server.state).exists()
    with pytest.raises(psycopg.OperationalError):
        connect(server, monkeypatch)


def test_it_ends_with_whoever_started_it(tmp_path):
    """Also with one that is killed and can clean up nothing."""
    script = (
        "import time; from tests.servers.postgresql import PostgresqlServer\n"
        "server = PostgresqlServer().start(); print(server.state, flush=True); time.sleep(60)\n"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", script], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    with starter.stdout:
        state = Path(starter.stdout.readline().strip())
    assert (state / "data" / "postmaster.pid").exists()

    starter.kill()
    starter.wait()

    assert wait_until(lambda: not (state / "data" / "postmaster.pid").exists(), 20)
    subprocess.run(["rm", "-rf", str(state)], check=True)


def test_what_is_missing_names_the_package(monkeypatch):
    monkeypatch.setattr("tests.servers.postgresql.shutil.which", lambda program: None)
    monkeypatch.setattr("tests.servers.postgresql._DEBIAN", Path("/nowhere"))

    with pytest.raises(ServerUnavailableError, match="apt install postgresql"):
        PostgresqlServer()
