"""Several addresses of one database server: the first that answers is taken."""

import threading
import time

import pytest
from psycopg import OperationalError
from psycopg.errors import ConnectionTimeout

from portal.postgresql.racing import addresses, first_answer

#: More than any test takes.
LONG = 20.0


class Connection:
    def __init__(self):
        self.closed = threading.Event()

    def close(self):
        self.closed.set()


@pytest.fixture
def answer():
    """Set at the end of the test, for whoever still waits."""
    with_it = threading.Event()
    yield with_it
    with_it.set()


def test_the_first_is_taken_where_it_answers():
    asked = []

    def connect(address):
        asked.append(address)
        return Connection()

    first_answer(lambda: ["one", "two"], connect, seconds=LONG)
    assert asked == ["one"]


def test_one_that_says_nothing_is_passed_over_and_closed_when_it_answers(answer):
    late = Connection()

    def connect(address):
        if address == "silent":
            answer.wait(LONG)
            return late
        return address

    started = time.monotonic()
    assert first_answer(lambda: ["silent", "there"], connect, seconds=LONG) == "there"
    assert time.monotonic() - started < 2
    assert not late.closed.is_set()
    answer.set()
    assert late.closed.wait(LONG)


def test_one_that_refuses_is_passed_over_at_once():
    def connect(address):
        if address == "there":
            return address
        raise OperationalError("refused")

    started = time.monotonic()
    several = [*["refusing"] * 20, "there"]
    assert first_answer(lambda: several, connect, seconds=LONG) == "there"
    assert time.monotonic() - started < 2


def test_where_all_refuse_the_last_reason_is_told():
    def connect(address):
        raise OperationalError(f"{address} refuses")

    with pytest.raises(OperationalError, match="two refuses"):
        first_answer(lambda: ["one", "two"], connect, seconds=LONG)


@pytest.mark.parametrize("count", [1, 30])
def test_each_of_many_is_asked_within_the_time(answer, count):
    asked = []

    def connect(address):
        asked.append(address)
        answer.wait(LONG)
        return Connection()

    started = time.monotonic()
    with pytest.raises(ConnectionTimeout):
        first_answer(lambda: range(count), connect, seconds=0.6)
    assert 0.5 < time.monotonic() - started < 2
    assert asked == list(range(count))


def test_a_refusal_beside_silence_counts_as_silence(answer):
    """So that the others are spared the waiting."""

    def connect(address):
        if address == "refusing":
            raise OperationalError("refused")
        answer.wait(LONG)
        return Connection()

    with pytest.raises(ConnectionTimeout):
        first_answer(lambda: ["silent", "refusing"], connect, seconds=0.6)


def test_hosts_in_a_list_have_their_ports():
    found = addresses({"host": "127.0.0.1,127.0.0.2", "port": "5,6", "dbname": "portal"})
    assert found == [
        {"host": "127.0.0.1", "hostaddr": "127.0.0.1", "port": "5", "dbname": "portal"},
        {"host": "127.0.0.2", "hostaddr": "127.0.0.2", "port": "6", "dbname": "portal"},
    ]


def test_hosts_in_a_list_share_a_port_and_have_postgresql_s_without_one():
    for given, used in (({"port": 7}, "7"), ({}, "5432"), ({"port": ""}, "5432")):
        found = addresses({"host": "127.0.0.1,::1", **given})
        assert [(one["hostaddr"], one["port"]) for one in found] == [
            ("127.0.0.1", used),
            ("::1", used),
        ]
