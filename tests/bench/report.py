"""Figures: what they are, and how they are shown."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .timing import Times


@dataclass(frozen=True, slots=True)
class Figure:
    """A ratio, and the two measurements that it is of.

    In milliseconds a ratio says how many times as long ours takes as the other, at p95; in
    documents or writes a second how many times as many are ours. `limit` is what is wanted of
    `ratio`, or with `limits` of the measurement itself: at most that in milliseconds, else at
    least.
    """

    group: str
    engine: str
    documents: int
    against: str
    unit: str
    ours: Mapping[str, float]
    other: Mapping[str, float]
    ratio: float
    limit: float | None = None
    limits: str = "ratio"

    @property
    def met(self) -> bool | None:
        if self.limit is None:
            return None
        value = self.ratio if self.limits == "ratio" else self.ours[self.limits]
        return value <= self.limit if self.unit == "ms" else value >= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What importing packages came to; `other` is None where there was nobody beside us.

    Wanted of ours is `least` or `most`, in the same unit.
    """

    what: str
    unit: str
    ours: float
    other: float | None = None
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool | None:
        if self.least is None and self.most is None:
            return None
        return (self.least is None or self.ours >= self.least) and (
            self.most is None or self.ours <= self.most
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An address of a portal with so many practices; wanted are at most `most` milliseconds."""

    name: str
    documents: int
    milliseconds: float
    queries: int
    kilobytes: float
    most: float

    @property
    def met(self) -> bool:
        return self.milliseconds <= self.most


@dataclass(slots=True)
class Report:
    """All figures of a run; `notes` are sentences on what has been left out, and the like."""

    figures: list[Figure] = field(default_factory=list)
    shares: list[dict] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def times(
        self,
        group: str,
        engine: str,
        documents: int,
        ours: Times,
        others: Mapping[str, Times],
        *,
        limits: Mapping[str, tuple[str, float]] | None = None,
    ) -> None:
        """One figure for each of the others; `limits` by the other's name."""
        for against, other in others.items():
            which, limit = (limits or {}).get(against, ("ratio", None))
            about = (group, engine, documents, against, "ms", ours.percentiles, other.percentiles)
            self.figures.append(Figure(*about, ours.p95 / other.p95, limit, which))

    def rate(
        self,
        group: str,
        engine: str,
        documents: int,
        against: str,
        ours: float,
        other: float,
        limit: float | None = None,
        *,
        unit: str = "docs/s",
    ) -> None:
        about = (group, engine, documents, against, unit, {"rate": ours}, {"rate": other})
        self.figures.append(Figure(*about, ours / other, limit))

    def imported(
        self, what: str, unit: str, ours: float, other: float | None = None, **wanted: float
    ) -> None:
        self.imports.append(Import(what=what, unit=unit, ours=ours, other=other, **wanted))

    def write(self, path: Path) -> None:
        about = {
            "machine": {"processors": os.cpu_count(), "load": os.getloadavg()[0]},
            "python": platform.python_version(),
        }
        figures = [asdict(figure) | {"met": figure.met} for figure in self.figures]
        imports = [asdict(each) | {"met": each.met} for each in self.imports]
        values = about | {"figures": figures, "shares": self.shares, "imports": imports}
        values["visits"] = [asdict(each) | {"met": each.met} for each in self.visits]
        values["notes"] = self.notes
        path.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n")

    def show(self, console: Console) -> None:
        if times := [figure for figure in self.figures if figure.unit == "ms"]:
            console.print(_times(times))
        for unit, title in _RATES.items():
            if rates := [figure for figure in self.figures if figure.unit == unit]:
                console.print(_rates(rates, title))
        if self.shares:
            console.print(_shares(self.shares))
        if self.imports:
            console.print(_imports(self.imports))
        if self.visits:
            console.print(_visits(self.visits))
        console.print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}.")
        for note in self.notes:
            console.print(note, soft_wrap=True)


def _times(figures: Sequence[Figure]) -> Table:
    table = _table("Milliseconds, and how many times as long as the other takes at p95")
    columns = ("p50", "p95", "p99", "p50", "p95", "ratio", "wanted")
    for column in columns:
        table.add_column(column, justify="right")
    for figure in figures:
        ours = [_number(figure.ours[name]) for name in ("p50", "p95", "p99")]
        other = [_number(figure.other[name]) for name in ("p50", "p95")]
        table.add_row(*_head(figure), *ours, *other, f"{figure.ratio:.2f}", _wanted(figure))
    return table


_RATES = {
    "docs/s": "Documents a second, and how many times as many as the other loads",
    "writes/s": "Progress writes a second, and how many times as many as the other keeps",
}


def _rates(figures: Sequence[Figure], title: str) -> Table:
    table = _table(title)
    for column in ("ours", "other", "ratio", "wanted"):
        table.add_column(column, justify="right")
    for figure in figures:
        rates = f"{figure.ours['rate']:.0f}", f"{figure.other['rate']:.0f}"
        table.add_row(*_head(figure), *rates, f"{figure.ratio:.2f}", _wanted(figure))
    return table


def _shares(shares: Sequence[Mapping]) -> Table:
    table = Table(title="A search page, in milliseconds (mean) and shares", title_justify="left")
    table.add_column("engine")
    table.add_column("documents", justify="right")
    parts = list(shares[0]["parts"])
    for column in ("whole", *parts):
        table.add_column(column, justify="right")
    for share in shares:
        whole = share["whole"]
        cells = [f"{_number(ms)} ({ms / whole:.0%})" for ms in share["parts"].values()]
        table.add_row(share["engine"], f"{share['documents']:,}", _number(whole), *cells)
    return table


def _imports(imports: Sequence[Import]) -> Table:
    table = Table(title="Packages imported, beside wagtail-lms", title_justify="left")
    table.add_column("what")
    table.add_column("unit")
    for column in ("ours", "other", "ratio", "wanted"):
        table.add_column(column, justify="right")
    for each in imports:
        ours, other = (_amount(value) for value in (each.ours, each.other))
        table.add_row(each.what, each.unit, ours, other, _ratio(each), _wanted_of_import(each))
    return table


def _visits(visits: Sequence[Visit]) -> Table:
    title = f"Visits with {visits[0].documents:,} practices"
    table = Table(title=title, title_justify="left")
    table.add_column("address")
    for column in ("ms", "queries", "KB", "wanted"):
        table.add_column(column, justify="right")
    for visit in visits:
        wanted = f"≤ {visit.most:g} {'✓' if visit.met else '✗'}"
        ms, kilobytes = f"{visit.milliseconds:.0f}", f"{visit.kilobytes:.0f}"
        table.add_row(visit.name, ms, str(visit.queries), kilobytes, wanted)
    return table


def _ratio(each: Import) -> str:
    """Empty beside nothing, and beside what is too little to be measured."""
    if not each.other or each.ours > 100 * each.other:
        return ""
    return f"{each.ours / each.other:.2f}"


def _amount(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else _number(value)


def _wanted_of_import(each: Import) -> str:
    if each.met is None:
        return ""
    sign, limit = ("≥", each.least) if each.most is None else ("≤", each.most)
    return f"{sign} {limit:g} {'✓' if each.met else '✗'}"


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in ("what", "engine", "documents", "against"):
        table.add_column(column, justify="right" if column == "documents" else "left")
    return table


def _head(figure: Figure) -> tuple[str, ...]:
    return figure.group, figure.engine, f"{figure.documents:,}", figure.against


def _wanted(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    sign = "≤" if figure.unit == "ms" else "≥"
    what = "" if figure.limits == "ratio" else f"{figure.limits} "
    return f"{what}{sign} {figure.limit:g} {'✓' if figure.met else '✗'}"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
