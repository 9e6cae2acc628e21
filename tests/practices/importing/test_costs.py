"""A preview's queries grow by two a row, and by nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.practices.importing.sheets import ROW, outcomes, run, xlsx

pytestmark = pytest.mark.django_db


def queries_for(count: int) -> int:
    rows = [
        ROW | {"Titel": f"Nr. {number}", "Kostenstufe": "keine", "Schlagwörter": "a; b"}
        for number in range(count)
    ]
    with CaptureQueriesContext(connection) as queries:
        report = run(xlsx(*rows), dry_run=True)
    assert outcomes(report) == ["new"] * count
    return len(queries)


def test_preview_asks_twice_a_row(cast):
    queries_for(1)  # What a process asks once, such as content types.

    assert queries_for(20) - queries_for(10) == 2 * 10
