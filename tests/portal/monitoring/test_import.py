"""A workbook becomes figures as a whole, or says what to mend and where."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from portal.monitoring.importing.template import make_template
from portal.monitoring.models import Figure

from .figures import make_figure
from .sheets import ROW, run, sentences, xlsx

pytestmark = pytest.mark.django_db


def entered() -> list[tuple]:
    return list(
        Figure.objects.order_by("group__position", "year").values_list(
            "group__key", "year", "base", "count", "share"
        )
    )


def test_rows_become_figures(cast):
    report = run(
        ROW,
        {
            **ROW,
            "Personengruppe": "bevoelkerung",
            "n": None,
            "Anzahl": None,
            "Anteil in Prozent": "37,7 %",
        },
        {**ROW, "Jahr": 2020, "n": None, "Anzahl": None, "Keine Erhebung": "ja", "Grund": "Offen."},
    )
    assert report.error_count == 0, sentences(report)
    assert entered() == [
        ("bevoelkerung", 2021, None, None, Decimal("37.7")),
        ("auszubildende", 2020, None, None, None),
        ("auszubildende", 2021, 159, 40, None),
    ]


def test_numbers_as_offices_write_them(cast):
    run(
        {
            **ROW,
            "n": "1.590",
            "Anzahl": "400",
            "Rücklauf in Prozent": 88.1,
            "Stichtag": "31.12.2021",
        }
    )
    figure = Figure.objects.get()
    assert (figure.base, figure.response_rate) == (1590, Decimal("88.1"))
    assert figure.day.isoformat() == "2021-12-31"


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"Stadt": "Xanten"}, "Stadt (Spalte A)", "Diese Stadt gibt es im Portal nicht."),
        ({"Stadt": None}, "Stadt (Spalte A)", "Bitte wählen Sie die Stadt"),
        ({"Personengruppe": "Azubienen"}, "Personengruppe (Spalte C)", "steht nicht im Vokabular"),
        ({"Definition": None}, "Definition (Spalte D)", "Tragen Sie Bezeichnung oder Schlüssel"),
        ({"Jahr": "bald"}, "Jahr (Spalte E)", "keine ganze Zahl"),
        ({"Jahr": 2999}, "Jahr (Spalte E)", "Das Jahr liegt in der Zukunft"),
        ({"Anzahl": 160}, "Anzahl (Spalte H)", "mehr Personen (160) als insgesamt erfasst (159)"),
        ({"Rücklauf in Prozent": "101"}, "Rücklauf in Prozent (Spalte J)", "100"),
        ({"Rücklauf in Prozent": "viele"}, "Rücklauf in Prozent (Spalte J)", "Prozentzahl"),
        ({"Quelle": None}, "Quelle (Spalte M)", ""),
        ({"Anteil in Prozent": "25"}, "Anteil in Prozent (Spalte I)", "entweder den Anteil"),
    ],
)
def test_a_refusal_names_sheet_row_and_column(cast, changes, column, sentence):
    report = run(ROW, {**ROW, "Jahr": 2020, **changes})
    [_first, second] = report.files[0].rows
    assert second.place == "Blatt „Kennzahlen“, Zeile 3"
    told = [problem for problem in second.problems if problem.column == column]
    assert told, sentences(report)
    assert sentence in str(told[0])


def test_nothing_is_written_half(cast):
    report = run(ROW, {**ROW, "Jahr": 2020, "Anzahl": 160})
    assert entered() == []
    assert [row.outcome for row in report.files[0].rows] == ["skipped", "error"]
    assert "Wegen der Fehler ist aus dieser Datei nichts übernommen." in sentences(report)


def test_a_dry_run_writes_nothing_and_says_the_same(cast):
    report = run(ROW, dry_run=True)
    assert [row.outcome for row in report.files[0].rows] == ["new"]
    assert entered() == []


def test_a_second_run_changes_what_has_changed(cast):
    run(ROW, {**ROW, "Jahr": 2020})
    report = run({**ROW, "Anzahl": 41}, {**ROW, "Jahr": 2020})
    assert [row.outcome for row in report.files[0].rows] == ["changed", "unchanged"]
    assert [count for _group, _year, _base, count, _share in entered()] == [40, 41]


def test_one_figure_twice_in_a_file(cast):
    report = run(ROW, ROW)
    assert "Derselbe Eintrag steht schon hier: Blatt „Kennzahlen“, Zeile 2." in sentences(report)
    assert entered() == []


def test_a_file_may_change_a_whole_and_its_parts(cast):
    make_figure(cast.herne, "beschaeftigte", base=1000, count=300)
    make_figure(cast.herne, "auszubildende", base=159, count=40)
    whole = {**ROW, "Personengruppe": "Beschäftigte gesamt", "n": 100, "Anzahl": 40}
    refused = run(whole)
    assert "Auszubildende sind mehr Personen als Beschäftigte gesamt" in sentences(refused)
    taken = run(whole, {**ROW, "n": 50, "Anzahl": 20})
    assert taken.error_count == 0, sentences(taken)


@pytest.mark.parametrize(
    ("user", "place", "taken"),
    [
        ("editor_herne", {"Stadt": "Herne"}, True),
        ("editor_herne", {"Stadt": "Bochum"}, False),
        ("editor_herne", "elsewhere", False),
        ("editor_bochum", {"Stadt": "Herne"}, False),
        ("editor_bochum", {"Stadt": "Bochum"}, True),
        ("editor_bochum", "elsewhere", False),
        ("reviewer", {"Stadt": "Herne"}, True),
        ("reviewer", {"Stadt": "Bochum"}, True),
        ("reviewer", "elsewhere", True),
        ("administrator", {"Stadt": "Herne"}, True),
        ("administrator", "elsewhere", True),
        ("hr_developer", {"Stadt": "Herne"}, False),
        ("learner", {"Stadt": "Bochum"}, False),
    ],
)
def test_who_may_import_for_whom(cast, user, place, taken):
    share = {"Stadt": None, "Vergleichsort": "Bremen", "n": None, "Anzahl": None}
    changes = {**share, "Anteil in Prozent": "13"} if place == "elsewhere" else place
    report = run({**ROW, **changes}, user=getattr(cast, user))
    assert (Figure.objects.count() == 1) is taken, sentences(report)
    if not taken:
        assert "dürfen Sie keine Zahlen eintragen" in sentences(report) or (
            "Vergleichsorte trägt die Projektgruppe ein." in sentences(report)
        )


def test_the_template_can_be_filled_in_and_imported(cast):
    workbook = load_workbook(io.BytesIO(make_template()))
    sheet = workbook["Kennzahlen"]
    titles = [cell.value.removesuffix(" *") for cell in sheet[1]]
    sheet.append([ROW.get(title) for title in titles])
    buffer = io.BytesIO()
    workbook.save(buffer)
    report = run(data=buffer.getvalue())
    assert [row.outcome for row in report.files[0].rows] == ["skipped", "new"], sentences(report)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Die Datei ist leer."),
        (b"Stadt;n\nHerne;5\n", "keine gültige Excel-Arbeitsmappe"),
        (xlsx(ROW, columns=["Stadt", "n", "Anzahl"]), "Es fehlt eine Kopfzeile"),
        (xlsx(ROW, columns=["Personengruppe", "Definition", "n", "n"]), "kommt zweimal vor"),
    ],
)
def test_an_unreadable_file_says_why(cast, data, sentence):
    report = run(data=data)
    assert sentence in sentences(report)
    assert report.error_count == 1


def test_the_command_reports_as_json_and_by_its_exit_code(cast, tmp_path, capsys):
    good, bad = tmp_path / "gut.xlsx", tmp_path / "falsch.xlsx"
    good.write_bytes(xlsx({key: value for key, value in ROW.items() if key != "Stadt"}))
    bad.write_bytes(xlsx({**ROW, "Jahr": 2020, "Anzahl": 160}))

    call_command("import_figures", str(good), "--city", "herne", "--json")
    report = json.loads(capsys.readouterr().out)
    assert report["counts"]["new"] == 1
    assert entered() == [("auszubildende", 2021, 159, 40, None)]

    with pytest.raises(CommandError, match="1 Eintrag oder Datei wurde nicht übernommen"):
        call_command("import_figures", str(bad))
    assert "Blatt „Kennzahlen“, Zeile 2" in capsys.readouterr().out

    call_command("import_figures", "--template", str(tmp_path / "leer.xlsx"))
    assert load_workbook(tmp_path / "leer.xlsx").sheetnames[0] == "Kennzahlen"
    with pytest.raises(CommandError, match=r"gibt es als \.xlsx\."):
        call_command("import_figures", "--template", str(tmp_path / "leer.csv"))
    assert not (tmp_path / "leer.csv").exists()


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit):
        call_command("import_figures", "--help")
    assert "manage.py import_figures --dry-run" in capsys.readouterr().out
