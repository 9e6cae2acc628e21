"""The first of a server's addresses that answers, within a time that holds for all of them.

libpq and psycopg wait for each address by itself: a name with two that say nothing costs twice
the time. And nothing limits how long a name may be looked up.
"""

import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from ipaddress import ip_address
from threading import Thread
from typing import Protocol, TypeVar

from psycopg import OperationalError
from psycopg.errors import ConnectionTimeout


class Closing(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closing)

#: The next address is tried after so many seconds without an answer, or at once after a refusal.
STAGGER_SECONDS = 0.25
_DEFAULT_PORT = "5432"


def is_single(parameters: dict) -> bool:
    """Whether libpq's parameters need no looking up and mean one place: a socket, a number."""
    host = str(parameters.get("host", ""))
    return not host or host.startswith("/") or "hostaddr" in parameters or _is_number(host)


def addresses(parameters: dict) -> list[dict]:
    """The parameters once for each address of each host, in the order in which to try them.

    `host` and `port` may be lists, as in libpq. Looks names up, for as long as the system wants;
    raises `OperationalError` if none is known.
    """
    hosts = str(parameters["host"]).split(",")
    ports = (str(parameters.get("port", "")) or _DEFAULT_PORT).split(",")
    if len(ports) == 1:
        ports *= len(hosts)
    found, problems = [], []
    for host, port in zip(hosts, ports, strict=True):
        one = parameters | {"host": host, "port": port}
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            problems.append(f"failed to resolve host {host!r}: {error}")
        else:
            found += [one | {"hostaddr": address[0]} for *_kind, address in known]
    if not found:
        raise OperationalError("; ".join(problems))
    return found


def first_answer(
    find: Callable[[], Iterable[dict]], connect: Callable[[dict], C], *, seconds: float
) -> C:
    """What `connect` returns for the first of the found addresses that answers.

    Raises the last refusal if all refuse, and `ConnectionTimeout` after `seconds`, however many
    there are. Connections that come too late are closed.
    """
    deadline = time.monotonic() + seconds
    finding = _begin(find)
    wait([finding], timeout=seconds)
    waiting = list(finding.result()) if finding.done() else []
    stagger = min(STAGGER_SECONDS, seconds / 2 / (len(waiting) or 1))
    begun: list[Future] = []
    pending: set[Future] = set()
    refusal: BaseException | None = None
    try:
        while waiting or pending:
            if waiting:
                begun.append(_begin(partial(connect, waiting.pop(0))))
                pending.add(begun[-1])
            left = deadline - time.monotonic()
            pause = min(left, stagger) if waiting else left
            done, pending = wait(pending, timeout=max(pause, 0), return_when=FIRST_COMPLETED)
            for attempt in done:
                refusal = attempt.exception()
                if refusal is None:
                    begun.remove(attempt)
                    return attempt.result()
            if time.monotonic() >= deadline:
                break
        if refusal is not None and not pending:
            raise refusal
        raise ConnectionTimeout(f"no address answered within {seconds:g} seconds")
    finally:
        for attempt in begun:
            attempt.add_done_callback(_close)


def _begin(act: Callable[[], object]) -> Future:
    """Runs it in a thread that holds up no end of the process, as an executor's would."""
    future: Future = Future()

    def run() -> None:
        try:
            result = act()
        except BaseException as error:  # noqa: BLE001 - handed on to who waits
            future.set_exception(error)
        else:
            future.set_result(result)

    Thread(target=run, name="database-address", daemon=True).start()
    return future


def _close(attempt: Future) -> None:
    if attempt.exception() is None:
        attempt.result().close()


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
