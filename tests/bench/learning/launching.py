"""Packages are imported by the portal and by wagtail-lms, and what became of them is judged.

The sides do not know what is right. On SQLite: a package is a handful of rows.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

from tests.bench.report import Report

from .importing import CASES, LARGE, digest
from .packages import Case, cases, write_large
from .sides import run_side

#: Wanted: megabytes that an import takes at most, whatever the package.
MOST_MEMORY = 150
ROUNDS = 3


def measure_packages(
    report: Report,
    directory: Path,
    *,
    files: int,
    megabytes: int,
    packages: str,
    tell: Callable[[str], None],
) -> None:
    """`packages` is where wagtail-lms has been installed; empty where it has not been."""
    tell("  packages are written")
    written = write(directory, files=files, megabytes=megabytes)
    url = f"sqlite:///{directory}/bench.sqlite3"
    found = {}
    for side in ("portal", "peer") if packages else ("portal",):
        tell(f"  packages, {side}")
        variables = {"PYTHONPATH": packages} if side == "peer" else {}
        found[side] = run_side(side, "packages", url, str(directory), str(ROUNDS), **variables)
    note_packages(report, written, found["portal"], found.get("peer"))


def write(directory: Path, *, files: int, megabytes: int) -> dict[str, Case]:
    """Writes all archives; gives those whose outcome is judged, by file name."""
    for name in (CASES, LARGE):
        (directory / name).mkdir(parents=True)
    write_large(directory / LARGE / f"{files:,} files.zip", files=files)
    write_large(directory / LARGE / f"{megabytes} MB.zip", megabytes=megabytes)
    written = {}
    for number, case in enumerate(cases(bomb_megabytes=megabytes)):
        path = directory / CASES / f"{number:02d}.zip"
        path.write_bytes(case.data)
        written[path.name] = case
    return written


def note_packages(
    report: Report, written: Mapping[str, Case], ours: Mapping, other: Mapping | None
) -> None:
    sides = (ours, other) if other else (ours,)
    good = {name: case for name, case in written.items() if case.is_launchable}
    bad = {name: case for name, case in written.items() if not case.is_launchable}

    def row(what: str, unit: str, value: Callable[[Mapping], float], **limits: float) -> None:
        report.imported(what, unit, *map(value, sides), **limits)

    row(
        "correctly launchable",
        f"of {len(good)}",
        lambda side: sum(_launches(case, side["outcomes"][name]) for name, case in good.items()),
        least=len(good),
    )
    row(
        "sections that start",
        f"of {sum(len(case.starts) for case in good.values())}",
        lambda side: sum(_sections(case, side["outcomes"][name]) for name, case in good.items()),
    )
    row(
        "correctly refused",
        f"of {len(bad)}",
        lambda side: sum(side["outcomes"][name]["is_refused"] for name in bad),
        least=len(bad),
    )
    row(
        "refused, no file left",
        f"of {len(bad)}",
        lambda side: sum(_leaves_nothing(side["outcomes"][name]) for name in bad),
        least=len(bad),
    )
    for name in ours["seconds"]:
        row(
            f"import, {Path(name).stem}", "s", lambda side, name=name: median(side["seconds"][name])
        )
    for name in ours["seconds"]:
        row(
            f"memory, {Path(name).stem}",
            "MB",
            lambda side, name=name: _memory(side["outcomes"][name]),
            most=MOST_MEMORY,
        )
    row(
        "memory, any package",
        "MB",
        lambda side: max(map(_memory, side["outcomes"].values())),
        most=MOST_MEMORY,
    )
    reading, storing = _most(ours, "child"), _most(ours, "before")
    report.notes.append(
        f"Memory of an import is what it adds. The portal's process that reads the package had "
        f"{reading:.0f} MB at most; the one that stores it has {storing:.0f} MB with everything "
        f"loaded and grew by {_most(ours, 'grown'):.0f}."
    )
    if other:
        report.notes.append(
            f"wagtail-lms does both in one of {_most(other, 'before'):.0f} MB, which grew by "
            f"{_most(other, 'grown'):.0f}."
        )
    for name, side in zip(("the portal", "wagtail-lms"), sides, strict=False):
        if wrong := "; ".join(_wrong(written, side["outcomes"])):
            report.notes.append(f"Otherwise than is right, {name}: {wrong}.")


def _most(side: Mapping, key: str) -> float:
    return max(outcome[key] for outcome in side["outcomes"].values())


def _wrong(written: Mapping[str, Case], outcomes: Mapping) -> Iterator[str]:
    for file, case in written.items():
        outcome = outcomes[file]
        is_right = _launches(case, outcome) if case.is_launchable else outcome["is_refused"]
        if not is_right:
            yield case.name


def _launches(case: Case, outcome: Mapping) -> bool:
    """The right version, and the first section starts with the file that it should."""
    first = [digest(content) for content in case.starts[:1]]
    return outcome["version"] == case.version and list(outcome["starts"][:1]) == first


def _sections(case: Case, outcome: Mapping) -> int:
    return len({digest(content) for content in case.starts} & set(outcome["starts"]))


def _leaves_nothing(outcome: Mapping) -> bool:
    return outcome["is_refused"] and not outcome["files"]


def _memory(outcome: Mapping) -> float:
    return outcome["child"] + outcome["grown"]
