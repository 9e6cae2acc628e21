"""Where the time of a search page goes, from the request to the finished HTML."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from pydoc import locate
from statistics import mean
from unittest.mock import patch

from django.template.response import SimpleTemplateResponse
from django.test import Client

from search.request import SearchRequest

from .report import Report


class _Watch:
    """Adds up the time within some functions, each without what a nested one takes."""

    def __init__(self):
        self.spent: dict[str, float] = {}
        self._within: list[float] = []

    def around(self, part: str, function):
        def timed(*arguments, **options):
            self._within.append(0.0)
            started = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                elapsed = time.perf_counter() - started
                nested = self._within.pop()
                self.spent[part] = self.spent.get(part, 0.0) + elapsed - nested
                if self._within:
                    self._within[-1] += elapsed

        return timed


def measure_pages(
    report: Report,
    engine,
    requests: Sequence[SearchRequest],
    *,
    address: str,
    documents: int,
    rounds: int,
) -> None:
    """The mean page's time in analysing the query, in the engine, in marking what matched, in
    the template, and in the rest: middleware, labels, pins."""
    module = type(engine).__module__
    parts = (
        ("analysis", f"{module}.parse_query"),
        ("analysis", f"{module}.plan_query"),
        ("analysis", f"{module}.corrected_text"),
        ("engine", f"{module}.{type(engine).__name__}.search"),
        ("highlighting", "search.services.dress"),
    )
    client = Client()
    wholes: list[float] = []
    spent = dict.fromkeys(("analysis", "engine", "highlighting", "template"), 0.0)
    with ExitStack() as stack:
        watch = _Watch()
        for part, target in parts:
            place, _dot, name = target.rpartition(".")
            owner = locate(place)
            stack.enter_context(patch.object(owner, name, watch.around(part, getattr(owner, name))))
        render = watch.around("template", SimpleTemplateResponse.render)
        stack.enter_context(patch.object(SimpleTemplateResponse, "render", render))
        for turn in range(rounds + 1):
            for request in requests:
                watch.spent.clear()
                started = time.perf_counter()
                response = client.get(f"{address}?{request.query_string()}")
                elapsed = time.perf_counter() - started
                if response.status_code != 200:
                    raise RuntimeError(f"{response.status_code} for {request.text!r}")
                if turn:
                    wholes.append(elapsed)
                    for part in spent:
                        spent[part] += watch.spent.get(part, 0.0)
    means = {part: total / len(wholes) * 1000 for part, total in spent.items()}
    whole = mean(wholes) * 1000
    means["rest"] = whole - sum(means.values())
    report.shares.append(
        {"engine": engine.name, "documents": documents, "whole": whole, "parts": means}
    )
