"""`import_practices`: exit codes, JSON, templates, sentences instead of tracebacks."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from practices.models import GoodPracticePage
from tests.practices.importing.sheets import ROW, delimited, write, xlsx

pytestmark = pytest.mark.django_db


def command(*arguments) -> str:
    out = io.StringIO()
    call_command("import_practices", *arguments, stdout=out, stderr=io.StringIO(), no_color=True)
    return out.getvalue()


def test_report_for_people(cast, tmp_path):
    out = command(write(tmp_path, "praxis.xlsx", xlsx(ROW)))

    assert "Blatt „Praxisbeispiele“, Zeile 2 · neu · Bochum · Sprachmittlerpool" in out
    assert "Übernommen: 1 neu" in out


def test_report_for_machines(cast, tmp_path):
    good = write(tmp_path, "gut.xlsx", xlsx(ROW))
    bad = write(tmp_path, "schlecht.csv", delimited({"Titel": "X", "Stadt": "Y"}).encode())
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 Eintrag oder Datei wurde nicht"):
        call_command("import_practices", good, bad, "--json", stdout=out)

    report = json.loads(out.getvalue())
    assert (report["dry_run"], report["errors"]) == (False, 1)
    assert report["counts"]["new"] == 1
    [row] = report["files"][1]["rows"]
    assert (row["row"], row["outcome"]) == (2, "error")
    [problem] = row["problems"]
    assert (problem["column"], problem["value"]) == ("Stadt (Spalte B)", "Y")
    assert problem["remedy"]


def test_dry_run_writes_nothing(cast, tmp_path):
    assert "Probelauf" in command(write(tmp_path, "p.xlsx", xlsx(ROW)), "--dry-run")
    assert not GoodPracticePage.objects.exists()


@pytest.mark.parametrize("city", ["herne", "Herne", "HERNE", "Stadt Herne"])
def test_city_for_rows_without_one(cast, tmp_path, city):
    file = write(tmp_path, "p.csv", b"Titel;Kurzfassung\nOhne;Stadt\n")

    command(file, "--city", city)

    assert GoodPracticePage.objects.get().get_parent().specific == cast.herne


def test_unknown_city_stops_before_reading(cast, tmp_path):
    with pytest.raises(CommandError, match="Möglich sind: bochum, herne"):
        command("gibt-es-nicht.csv", "--city", "atlantis")


@pytest.mark.parametrize("name", ["fehlt.xlsx", ""])
def test_missing_file_gets_a_sentence(cast, tmp_path, name):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_practices", str(tmp_path / name), stdout=out)
    assert "gibt es nicht, oder es ist ein Ordner" in out.getvalue()


def test_no_file_at_all(cast):
    with pytest.raises(CommandError, match="mindestens eine Datei"):
        command()


@pytest.mark.parametrize("name", ["Vorlage.xlsx", "Vorlage.csv"])
def test_template_can_be_read_back(cast, tmp_path, name):
    path = str(tmp_path / name)

    command("--template", path)

    assert "übersprungen" in command(path)


@pytest.mark.parametrize("name", ["Vorlage.ods", "kein/ordner/Vorlage.xlsx"])
def test_template_that_cannot_be_written(cast, tmp_path, name):
    with pytest.raises(CommandError, match="Vorlage"):
        command("--template", str(tmp_path / name))


def test_hostile_text_cannot_steer_the_terminal(cast, tmp_path):
    row = {"Titel": "a\x1b[31m\u202eb", "Stadt": "Y\x1b]0;x\x07"}

    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_practices",
            write(tmp_path, "p.csv", delimited(row).encode()),
            stdout=out,
            no_color=True,
        )

    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()


def test_text_that_turns_the_writing_round_is_stored_without_the_turn(cast, tmp_path):
    row = {"Titel": "Plan\u202egfa", "Stadt": "Herne"}

    command(write(tmp_path, "p.csv", delimited(row).encode()))

    assert GoodPracticePage.objects.get().title == "Plangfa"
