"""Times several ways to do the same, in turn, so that what disturbs one disturbs all."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from search.evaluation.measures import percentile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one way, one for each input."""

    milliseconds: Sequence[float]

    @property
    def p50(self) -> float:
        return percentile(self.milliseconds, 0.5)

    @property
    def p95(self) -> float:
        return percentile(self.milliseconds, 0.95)

    @property
    def p99(self) -> float:
        return percentile(self.milliseconds, 0.99)

    @property
    def percentiles(self) -> Mapping[str, float]:
        return {"p50": self.p50, "p95": self.p95, "p99": self.p99}


def in_turn(
    ways: Mapping[str, Callable[[T], object]],
    inputs: Sequence[T],
    *,
    rounds: int,
    uncounted: int = 1,
) -> dict[str, Times]:
    """Every way with every input, `rounds` times after one that nobody counts.

    Who goes first changes with each input. Of the rounds each input counts with its median: a
    neighbour on the machine that takes the processor for a moment is nobody's property.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _ in inputs] for name in ways}
    names = list(ways)
    gc.collect()
    gc.freeze()
    try:
        for turn in range(-uncounted, rounds):
            for number, value in enumerate(inputs):
                shift = (turn + number) % len(names)
                for name in names[shift:] + names[:shift]:
                    started = time.perf_counter()
                    ways[name](value)
                    elapsed = (time.perf_counter() - started) * 1000
                    if turn >= 0:
                        taken[name][number].append(elapsed)
    finally:
        gc.unfreeze()
    return {name: Times([median(of_input) for of_input in of]) for name, of in taken.items()}


def rates(ways: Mapping[str, Callable[[], float]], *, count: int, rounds: int) -> dict[str, float]:
    """Documents a second of ways that load `count` documents; a way returns its own seconds.

    The median of the rounds, in which the ways take turns in going first.
    """
    taken: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for turn in range(rounds):
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:
            gc.collect()
            taken[name].append(count / ways[name]())
    return {name: median(of) for name, of in taken.items()}


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
