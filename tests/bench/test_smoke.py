"""The measurements run, and give every ratio; how large these are is no test's concern."""

import argparse
import json
from io import StringIO

import pytest
from rich.console import Console

from .__main__ import PARTS
from .corpus import documents, searches
from .report import Report
from .run import measure


@pytest.mark.django_db
def test_every_ratio_is_there_and_positive(site, tmp_path):
    options = argparse.Namespace(only=PARTS, searches=12, rounds=1, rebuilds=1, no_peer=False)
    report = Report()
    measure(report, options, 200, tell=lambda sentence: None)
    found = {(figure.group, figure.against) for figure in report.figures}
    assert found == {
        ("rebuild", "bare bulk of the same"),
        ("rebuild", "Wagtail's search"),
        ("rebuild of pages", "bare bulk of the same"),
        ("rebuild of pages", "Wagtail's search"),
        ("search", "same query, bare"),
        ("search", "same words, bare"),
        ("search", "Wagtail's search"),
        ("suggestions", "same query, bare"),
    }
    assert all(figure.ratio > 0 for figure in report.figures)
    [share] = report.shares
    assert all(milliseconds > 0 for milliseconds in share["parts"].values())

    report.write(tmp_path / "bench.json")
    written = json.loads((tmp_path / "bench.json").read_text())
    assert [figure["ratio"] for figure in written["figures"]] == [
        figure.ratio for figure in report.figures
    ]
    shown = StringIO()
    report.show(Console(file=shown, width=200))
    assert all(figure.against in shown.getvalue() for figure in report.figures)


def test_documents_and_searches_are_the_same_in_every_run():
    assert list(documents(3)) == list(documents(5))[:3]
    assert len({document.title for document in documents(200)}) > 150
    assert searches(20) == searches(20)
    assert any(request.filters for request in searches(20))
