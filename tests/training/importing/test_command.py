"""`import_modules`: exit codes, JSON, sentences instead of tracebacks."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.training.importing.records import RECORD, as_json, run
from training.models import TrainingModulePage

pytestmark = pytest.mark.django_db

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children),
    max_leaves=8,
)


def command(*arguments) -> str:
    out = io.StringIO()
    call_command("import_modules", *arguments, stdout=out, stderr=io.StringIO(), no_color=True)
    return out.getvalue()


def test_report_for_people(cast, tmp_path):
    file = tmp_path / "modul.json"
    file.write_bytes(as_json(RECORD))

    assert "Datensatz 1 · neu · Herne · Deeskalation am Schalter" in command(str(file))
    assert "1 unverändert" in command(str(file))


def test_report_for_machines(cast, tmp_path):
    file = tmp_path / "module.json"
    file.write_bytes(as_json([RECORD, {"name": "Kaputt"}]))
    out = io.StringIO()

    with pytest.raises(CommandError, match="nicht übernommen"):
        call_command("import_modules", str(file), "--json", "--dry-run", stdout=out)

    report = json.loads(out.getvalue())
    assert (report["dry_run"], report["counts"]["new"], report["errors"]) == (True, 1, 1)
    refused = report["files"][0]["rows"][1]
    assert (refused["row"], refused["title"]) == (2, "Kaputt")
    assert {problem["column"] for problem in refused["problems"]} == {"@context", "id", "type"}
    assert not TrainingModulePage.objects.exists()


def test_city_for_records_without_one(cast, tmp_path):
    file = tmp_path / "modul.json"
    file.write_bytes(as_json(RECORD | {"publisher": []}))

    command(str(file), "--city", "bochum")

    assert TrainingModulePage.objects.get().get_parent().specific == cast.bochum


def test_missing_file_gets_a_sentence(cast):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_modules", "fehlt.json", stdout=out)
    assert "gibt es nicht" in out.getvalue()


# The cast is only read here, so that all examples may share it.
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    changes=st.dictionaries(
        st.sampled_from([*RECORD, "about", "keywords", "license", "teaches", "timeRequired"]), JSON
    )
)
def test_any_json_is_taken_or_refused(cast, changes):
    report = run(RECORD | changes, dry_run=True)

    for row in report.files[0].rows:
        assert row.outcome in {"new", "error"}
        assert row.outcome == "new" or row.problems
        json.dumps(row.as_json()).encode()
