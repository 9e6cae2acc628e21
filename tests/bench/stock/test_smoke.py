"""All addresses answer as they should, at a small size; how fast is no test's concern."""

import json

import pytest
from rich.console import Console

from tests.bench import engines
from tests.bench.report import Report

from .measuring import measure_stock


@pytest.mark.django_db
def test_every_address_answers(site, tmp_path, capsys):
    report = Report()
    with engines.embedded() as engine:
        measure_stock(report, engine, size=40, rounds=1, tell=lambda sentence: None)
    visits = {visit.name: visit for visit in report.visits}
    assert len(visits) == len(report.visits) > 40
    assert all(visit.milliseconds > 0 for visit in report.visits)
    assert visits["sitemap"].queries < 10
    for paper in ("PDF, short", "PDF, long", "templates, 60 MB"):
        # Told how far it is, and then given it.
        assert visits[f"{paper}, ordered"].kilobytes < visits[paper].kilobytes, paper
        assert any(note.startswith(f"{paper}: made in") for note in report.notes)
    assert visits["templates, 60 MB"].kilobytes > 60_000 > visits["templates, 1 MB"].kilobytes
    # Beside that, a page with nothing to compare is small.
    assert visits["comparison"].kilobytes > 2 * visits["shortlist"].kilobytes
    report.write(tmp_path / "bench.json")
    written = json.loads((tmp_path / "bench.json").read_text())["visits"]
    assert {visit["name"] for visit in written} == set(visits)
    report.show(Console(width=130))
    assert "Visits with 40 practices" in capsys.readouterr().out
