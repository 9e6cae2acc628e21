"""One visit after another: how long each takes, what it asks of the database, what it sends."""

import time
from collections.abc import Callable
from io import StringIO
from statistics import median
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.people.roles import PROJECT_GROUP
from practices.packing import services as packing
from practices.packing import worker
from tests.bench import practices
from tests.bench.report import Report, Visit

from .addresses import Address, addresses
from .filling import fill
from .papers import papers

#: Wanted: at most so many milliseconds for a visit.
MOST_MILLISECONDS = 300


def measure_stock(
    report: Report, engine, *, size: int, rounds: int, tell: Callable[[str], None]
) -> None:
    """So many practices, a fifth as many modules, and every address in turn.

    The database is empty before. The downloads are made first, as a timer does it.
    """
    tell(f"{size:,} practices are written")
    fill(practices_=size, modules=size // 5, reuses=300, requests=200, in_review=50)
    engine.rebuild(practices.documents(), replay=list)
    started = time.perf_counter()
    call_command("export_stock", json=True, stdout=StringIO())
    report.notes.append(f"Both downloads were made in {time.perf_counter() - started:.0f} s.")
    visitor, project_group = Client(), Client()
    user = get_user_model().objects.create_user(email="projektgruppe@bench.example")
    user.groups.add(Group.objects.get(name=PROJECT_GROUP))
    project_group.force_login(user)
    for address in addresses():
        client = project_group if address.admin else visitor
        report.visits.append(_measured(client, address, size, rounds))
    _measure_papers(report, visitor, size, rounds)


def _measure_papers(report: Report, client: Client, size: int, rounds: int) -> None:
    """What a visit costs while a paper is being made, how long that takes, and fetching it.

    Nothing is made by itself here, so that both are measured apart.
    """
    with patch.object(worker.maker, "notify"):
        for paper in papers():
            if paper.beside:
                ordered = Address(f"{paper.name}, ordered", paper.path, status=202)
                report.visits.append(_measured(client, ordered, size, rounds))
                started = time.perf_counter()
                packing.make_waiting()
                taken = time.perf_counter() - started
                report.notes.append(f"{paper.name}: made in {taken:.1f} s, beside the requests.")
            fetched = Address(paper.name, paper.path)
            report.visits.append(_measured(client, fetched, size, rounds))


def _measured(client: Client, address: Address, size: int, rounds: int) -> Visit:
    """The median of the rounds, after a visit that fills what processes keep in memory."""
    _visit(client, address)
    taken, sent = [], 0
    for _round in range(rounds):
        started = time.perf_counter()
        sent = _visit(client, address)
        taken.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as captured:
        _visit(client, address)
    return Visit(
        name=address.name,
        documents=size,
        milliseconds=median(taken),
        queries=len(captured),
        kilobytes=sent / 1024,
        most=MOST_MILLISECONDS,
    )


def _visit(client: Client, address: Address) -> int:
    """How many bytes came."""
    response = client.get(address.path)
    if response.status_code != address.status:
        raise RuntimeError(f"{response.status_code} for {address.path}")
    if not response.streaming:
        return len(response.content)
    return sum(len(piece) for piece in response)
