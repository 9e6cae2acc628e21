"""`scorm_check`: exit codes, sentences for people, JSON for machines."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.training.packages.manifests import ITEM, manifest, package


@pytest.fixture
def good(tmp_path) -> str:
    path = tmp_path / "gut.zip"
    path.write_bytes(package(manifest(title="Umgang\nmiteinander")).getvalue())
    return str(path)


@pytest.fixture
def broken(tmp_path) -> str:
    path = tmp_path / "kaputt.zip"
    path.write_bytes(package(manifest(items=ITEM.replace("R1", "R9"))).getvalue())
    return str(path)


def command(*arguments) -> str:
    out = io.StringIO()
    call_command("scorm_check", *arguments, stdout=out, no_color=True)
    return out.getvalue()


def test_report_for_people(good):
    assert command(good).splitlines() == [good, "  startet · SCORM 1.2 · Umgang miteinander"]


def test_problems_with_remedies(good, broken):
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 Paket lässt sich nicht starten"):
        call_command("scorm_check", good, broken, stdout=out, no_color=True)

    lines = out.getvalue().splitlines()
    assert lines[2:4] == [broken, "  startet nicht · SCORM 1.2 · Kurs"]
    assert lines[4].startswith(
        "      imsmanifest.xml, Zeile 1 (I1): Der Abschnitt verweist auf „R9“"
    )
    assert lines[4].endswith("Exportieren Sie das Paket neu, oder entfernen Sie den Abschnitt.")


def test_report_for_machines(good, broken, tmp_path):
    missing = str(tmp_path / "fehlt.zip")
    out = io.StringIO()

    with pytest.raises(CommandError, match="2 Pakete"):
        call_command("scorm_check", good, broken, missing, "--json", stdout=out)

    first, second, third = json.loads(out.getvalue())
    assert first["file"] == good
    assert (first["launchable"], first["version"], first["title"]) == (
        True,
        "1.2",
        "Umgang miteinander",
    )
    assert first["items"][0]["launch"] == "a.html"
    assert (first["sequencing"], first["problems"]) == (None, [])
    assert second["launchable"] is False
    assert {problem["code"] for problem in second["problems"]} == {
        "resource-missing",
        "nothing-to-launch",
    }
    assert all(problem["remedy"] for problem in second["problems"])
    assert [problem["code"] for problem in third["problems"]] == ["unreadable"]
    assert third["items"] == []


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("scorm_check", "--help")

    assert ended.value.code == 0
    assert "manage.py scorm_check --json *.zip *.h5p" in capsys.readouterr().out
