"""Everything public as one file, with licence and address in each record."""

import io
import json
import shutil
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.opendata import files, worker
from portal.taxonomy.models import Licence
from practices.models import PracticeFigure
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

JSONL, XLSX = "/offene-daten/bestand.jsonl", "/offene-daten/bestand.xlsx"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_files_of_other_tests():
    shutil.rmtree(files.directory(), ignore_errors=True)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def records() -> list[dict]:
    response = Client().get(JSONL)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in body(response).decode().splitlines()]


def book() -> openpyxl.Workbook:
    response = Client().get(XLSX)
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(body(response)))


def rows(sheet) -> list[dict]:
    header, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


@pytest.fixture
def practice(cast):
    practice = GoodPracticeFactory(
        parent=cast.bochum,
        title="Tandem im Amt",
        licence=Licence.objects.get(key="CC-BY-4.0"),
        approach="<p>Erst <b>fragen</b>.</p><ul><li>dann handeln</li></ul>",
        keywords=["Mentoring"],
        reviewed_by="Erika Beispiel",
        owner=cast.editor_bochum,
    )
    practice.figures = [
        PracticeFigure(label="Tandems", value="12", unit="Stück", period="2025", source="Akten")
    ]
    practice.save()
    return practice


def test_each_record_says_what_whose_and_on_which_terms(practice):
    [record] = records()
    assert record["kind"] == "praxis"
    assert record["url"] == practice.full_url
    assert record["title"] == "Tandem im Amt"
    assert record["city"] == "Bochum"
    assert record["licence"] == {
        "key": "CC-BY-4.0",
        "title": "CC BY 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert record["approach"] == "Erst fragen.\n\n- dann handeln"
    assert [term["key"] for term in record["fields_of_action"]] == ["personalauswahl"]
    assert record["contract_goals"][0]["title"]
    assert record["status"]["key"] == "laufend"
    assert record["figures"][0]["value"] == "12"
    assert record["tags"] == ["Mentoring"]
    assert record["started"] == "2024-01-01"
    assert record["evidence_level"] == 1


def test_modules_are_there_too(cast):
    TrainingModuleFactory(parent=cast.herne, title="Deeskalation", language="en")
    [record] = records()
    assert (record["kind"], record["language"]) == ("training", "en")
    assert record["learning_goals"] == ["erkennen Vorurteile"]
    assert record["licence"] is None


def test_no_account_and_no_reviewer_is_named(practice, cast):
    text = json.dumps(records())
    assert cast.editor_bochum.email not in text
    assert "Beispiel" not in text
    assert "import_key" not in text


def test_drafts_and_private_entries_are_not_there(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Entwurf", live=False)
    private = TrainingModuleFactory(parent=cast.bochum, title="Intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    public = GoodPracticeFactory(parent=cast.bochum, title="Alt")
    public.title = "Geheime Neufassung"
    public.save_revision()
    assert [record["title"] for record in records()] == ["Alt"]


def test_what_is_hidden_is_gone_with_the_next_request(practice, cast):
    assert len(records()) == 1
    PageViewRestriction.objects.create(page=cast.bochum, restriction_type="login")
    assert records() == []


def test_archived_practices_are_there_and_marked(cast):
    GoodPracticeFactory(parent=cast.bochum, archived_on=date(2026, 5, 1))
    assert records()[0]["archived_on"] == "2026-05-01"


def test_the_workbook_has_a_sheet_for_each_kind_and_one_of_notes(practice, cast):
    TrainingModuleFactory(parent=cast.herne, title="Deeskalation")
    workbook = book()
    assert workbook.sheetnames[0] == "Lizenz und Hinweise"
    notes = dict(workbook.worksheets[0].iter_rows(values_only=True, max_row=7, max_col=2))
    assert "Die Lizenz steht bei jedem Eintrag." in notes["Lizenz"]
    [row] = rows(workbook["Praxisbeispiele"])
    assert row["Titel"] == "Tandem im Amt"
    assert row["Lizenz"] == "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
    assert row["Adresse"] == practice.full_url
    assert row["Kennzahlen"] == "Tandems · 12 · Stück · 2025 · Akten"
    assert row["Personalrat beteiligt"] == "nein"
    assert [row["Titel"] for row in rows(workbook["Trainingsmodule"])] == ["Deeskalation"]


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "#N/A"])
def test_no_text_becomes_a_formula(cast, title):
    GoodPracticeFactory(parent=cast.bochum, title=title)
    sheet = book()["Praxisbeispiele"]
    [cell] = [cell for cell in sheet[2] if cell.value == title]
    assert cell.data_type == "s"
    assert cell.quotePrefix == (title[0] in "=+-@")


def test_signs_that_no_sheet_can_hold_stop_nothing(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Ein\x0bZeichen", need="<p>" + "x" * 40_000)
    [row] = rows(book()["Praxisbeispiele"])
    assert row["Titel"] == "EinZeichen"
    assert row["Anlass"].endswith("(gekürzt, ganz in der JSON-Datei)")
    assert len(records()[0]["need"]) == 40_000


@pytest.mark.parametrize("address", [JSONL, XLSX])
def test_who_has_it_already_is_told_so(practice, client, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    practice.title = "Neu"
    practice.save_revision().publish()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert first["Access-Control-Allow-Origin"] == "*"
    assert not first.cookies


def test_one_state_is_made_once_and_older_files_go(practice, client):
    client.get(JSONL)
    [first] = files.directory().glob("*.jsonl")
    client.get(JSONL)
    assert list(files.directory().glob("*.jsonl")) == [first]
    practice.title = "Neu"
    practice.save_revision().publish()
    client.get(JSONL)
    [second] = files.directory().glob("*.jsonl")
    assert second != first


@pytest.mark.parametrize("address", [JSONL, XLSX])
def test_of_a_large_stock_it_is_made_beside_the_requests(practice, client, monkeypatch, address):
    monkeypatch.setattr(files, "LARGE", 0)
    monkeypatch.setattr(worker.maker, "notify", lambda: None)
    for _turn in range(2):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "Die Datei wird gerade erstellt." in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
        assert int(answer["Refresh"]) < int(answer["Retry-After"])
    assert worker.maker.attempt()
    first = client.get(address)
    assert first.status_code == 200
    assert not list(files.directory().glob("*.ordered"))


def test_while_many_publish_a_large_stock_is_given_out_as_it_was_just_now(
    practice, client, monkeypatch, time_machine
):
    monkeypatch.setattr(files, "LARGE", 0)
    monkeypatch.setattr(worker.maker, "notify", lambda: None)
    client.get(JSONL)
    worker.maker.attempt()
    practice.title = "Neu"
    practice.save_revision().publish()
    assert b"Tandem im Amt" in b"".join(client.get(JSONL))
    time_machine.move_to(timezone.now() + timedelta(seconds=files.YOUNG_SECONDS + 60))
    assert client.get(JSONL).status_code == 503
    worker.maker.attempt()
    assert b'"Neu"' in b"".join(client.get(JSONL))


def test_an_order_that_fails_stays(practice, client, monkeypatch):
    monkeypatch.setattr(files, "LARGE", 0)
    monkeypatch.setattr(worker.maker, "notify", lambda: None)
    client.get(JSONL)
    with monkeypatch.context() as broken:
        broken.setattr(files, "FORMATS", {})
        assert not worker.maker.attempt()
    assert client.get(JSONL).status_code == 503
    assert worker.maker.attempt()
    assert client.get(JSONL).status_code == 200


def test_an_unknown_format_does_not_exist(cast, client):
    assert client.get("/offene-daten/bestand.exe").status_code == 404


@pytest.mark.parametrize("address", [JSONL, XLSX])
def test_queries_do_not_grow(cast, address):
    def made_anew() -> int:
        for path in files.directory().glob("*"):
            path.unlink()
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(address).status_code == 200
        return len(captured)

    GoodPracticeFactory(parent=cast.bochum)
    TrainingModuleFactory(parent=cast.bochum)
    made_anew()
    few = made_anew()
    for _number in range(8):
        GoodPracticeFactory(parent=cast.bochum, keywords=["A", "B"])
        TrainingModuleFactory(parent=cast.herne, keywords=["A", "B"])
    assert made_anew() == few <= 48
    assert queries_for(address) <= 6


def test_the_command_makes_both_and_copies_them(practice, tmp_path, capsys):
    call_command("export_stock", output=str(tmp_path), json=True)
    made = json.loads(capsys.readouterr().out)
    assert {file["format"]: file["entries"] for file in made} == {"jsonl": 1, "xlsx": 1}
    assert json.loads((tmp_path / "bestand.jsonl").read_text())["title"] == "Tandem im Amt"
    assert (tmp_path / "bestand.xlsx").stat().st_size > 1000
