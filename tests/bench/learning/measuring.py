"""The portal and wagtail-lms on SQLite and on PostgreSQL, each in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings

from tests.bench.report import Report
from tests.bench.timing import Times
from tests.servers.postgresql import PostgresqlServer
from tests.servers.processes import ServerUnavailableError

PEER = "wagtail-lms==0.11.1"
ELEMENTS = 20
#: Wanted: at most so many queries a write, and so many times the peer's writes a second.
MOST_QUERIES, TIMES_THE_WRITES = 3, 10


def measure_learning(
    report: Report, *, writes: int, rounds: int, peer: bool, tell: Callable[[str], None]
) -> None:
    """Figures of writes where there is something to measure them against, and of pages."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as directory:
        packages = _install(Path(directory) / "packages", report, tell) if peer else ""
        sqlite = f"sqlite:///{directory}/bench.sqlite3"
        _measure(report, "sqlite", sqlite, packages, writes, rounds, tell)
        try:
            with PostgresqlServer() as server:
                _measure(report, "postgresql", server.url, packages, writes, rounds, tell)
        except ServerUnavailableError as error:
            report.notes.append(f"Without PostgreSQL: {error}")


def _measure(
    report: Report,
    database: str,
    url: str,
    packages: str,
    writes: int,
    rounds: int,
    tell: Callable[[str], None],
) -> None:
    tell(f"  courses, {database}")
    ours = _side("portal", url, writes, rounds)
    other = _side("peer", url, writes, rounds, PYTHONPATH=packages) if packages else None
    if other:
        note_writes(report, database, ours, other)
    else:
        report.notes.append(
            f"Progress writes, {database}: {ours['write']['rate']:.0f} a second by 4 learners, p95 "
            f"{Times(ours['write']['milliseconds']).p95:.1f} ms, {ours['queries']} queries each."
        )
    note_pages(report, database, ours["pages"])


def note_writes(report: Report, database: str, ours: Mapping, other: Mapping) -> None:
    for group, elements in (("progress write", 1), (f"{ELEMENTS} elements", ELEMENTS)):
        name = "write" if elements == 1 else "session"
        mine, theirs = ours[name], other[name]
        about = (group, database, elements)
        report.times(
            *about,
            Times(mine["milliseconds"]),
            {"wagtail-lms": Times(theirs["milliseconds"])},
        )
        rates = (elements * mine["rate"], elements * theirs["rate"])
        wanted = TIMES_THE_WRITES if elements > 1 else None
        report.rate(*about, "wagtail-lms", *rates, wanted, unit="writes/s")
    queries = ours["queries"]
    verdict = "as wanted" if queries <= MOST_QUERIES else f"wanted: {MOST_QUERIES}"
    report.notes.append(
        f"Queries, {database}: {queries} a progress write ({verdict}), wagtail-lms "
        f"{other['queries']}; {ours['session_queries']} for {ELEMENTS} elements, wagtail-lms "
        f"{other['session_queries']}."
    )


def note_pages(report: Report, database: str, pages: list[Mapping]) -> None:
    """Each size with everything read against nothing read, and against the smallest course."""
    smallest = Times(pages[0]["everything"])
    for page in pages:
        read, unread = Times(page["everything"]), Times(page["nothing"])
        others = {"nothing read": unread}
        if page is not pages[0]:
            others[f"{pages[0]['lessons']} lessons"] = smallest
        limits = {"nothing read": ("ratio", 1.25)}
        report.times("lesson page", database, page["lessons"], read, others, limits=limits)
    queries = {page[name] for page in pages for name in ("nothing_queries", "everything_queries")}
    report.notes.append(
        f"Queries of a lesson page, {database}: {' to '.join(map(str, sorted(queries)))}."
    )


def _side(side: str, url: str, writes: int, rounds: int, **variables: str) -> dict:
    command = [sys.executable, "-m", "tests.bench.learning", side, str(writes), str(rounds)]
    environment = os.environ | {"DATABASE_URL": url} | variables
    # Its own settings; those of this process are for the search.
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{side} on {url}:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _install(directory: Path, report: Report, tell: Callable[[str], None]) -> str:
    """Where wagtail-lms has been installed; empty, with a note, where it cannot be."""
    tell(f"{PEER} is installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "--no-deps", "--target", str(directory), PEER], capture_output=True, text=True
    )
    if done.returncode:
        report.notes.append(f"Without wagtail-lms: {done.stderr.strip().splitlines()[-1]}")
        return ""
    return str(directory)
