"""The portal and wagtail-lms on SQLite and on PostgreSQL, each in a process of its own."""

import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from tests.bench.report import Report
from tests.bench.timing import Times
from tests.servers.postgresql import PostgresqlServer
from tests.servers.processes import ServerUnavailableError

from .launching import measure_packages
from .sides import install_peer, run_side

ELEMENTS = 20
#: Wanted: at most so many queries a write, and so many times the peer's writes a second.
MOST_QUERIES, TIMES_THE_WRITES = 3, 10


def measure_learning(
    report: Report,
    *,
    parts: Collection[str],
    writes: int,
    rounds: int,
    files: int,
    megabytes: int,
    peer: bool,
    tell: Callable[[str], None],
) -> None:
    """Of the parts “courses” and “packages” those that are asked for.

    Of courses: figures of writes where there is something to measure them against, and of pages.
    """
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        directory = Path(name)
        packages = install_peer(directory / "peer", report, tell) if peer else ""
        if "packages" in parts:
            sizes = {"files": files, "megabytes": megabytes}
            measure_packages(report, directory / "packages", **sizes, packages=packages, tell=tell)
        if "courses" in parts:
            _measure_courses(report, directory, packages, writes, rounds, tell)


def _measure_courses(
    report: Report,
    directory: Path,
    packages: str,
    writes: int,
    rounds: int,
    tell: Callable[[str], None],
) -> None:
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
    asked = ("courses", url, str(writes), str(rounds))
    ours = run_side("portal", *asked)
    other = run_side("peer", *asked, PYTHONPATH=packages) if packages else None
    if other:
        note_writes(report, database, ours, other)
    else:
        report.notes.append(
            f"Progress writes, {database}: {ours['write']['rate']:.0f} a second by 4 learners, p95 "
            f"{Times(ours['write']['milliseconds']).p95:.1f} ms, {ours['queries']} queries each."
        )
    note_lengths(report, database, ours["lengths"])
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


def note_lengths(report: Report, database: str, lengths: list[Mapping]) -> None:
    """Writes in courses of each length against the shortest one."""
    for name, group in (("state", "write by length"), ("done", "done by length")):
        shortest = lengths[0]
        against = f"{shortest['lessons']} lessons"
        for course in lengths[1:]:
            others = {against: Times(shortest[name])}
            times = Times(course[name])
            report.times(group, database, course["lessons"], times, others)
        queries = {course[f"{name}_queries"] for course in lengths}
        report.notes.append(
            f"Queries, {group}, {database}: {' to '.join(map(str, sorted(queries)))}."
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
