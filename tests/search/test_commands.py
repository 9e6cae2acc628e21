"""search_rebuild, search_drain and search_status, as an administrator meets them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search import services
from search.models import OutboxEntry
from search.request import SearchRequest
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


def run(name, *arguments):
    """The output and the exit code."""
    out = StringIO()
    try:
        call_command(name, *arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


@pytest.mark.parametrize("name", ["search_rebuild", "search_drain", "search_status"])
def test_help_has_an_example(name, capsys):
    with pytest.raises(SystemExit) as end:
        call_command(name, "--help")
    assert end.value.code == 0
    assert f"Beispiel:\n  python manage.py {name}" in capsys.readouterr().out


def test_rebuild(cast):
    output, code = run("search_rebuild")
    assert (output, code) == ("Der Suchindex ist neu: 2 Dokumente.\n", 0)
    answer = json.loads(run("search_rebuild", "--json")[0])
    assert answer["documents"] == 2
    assert answer["refused"] == []


def test_rebuild_names_what_is_missing(cast, monkeypatch):
    page = GoodPracticeFactory(parent=cast.bochum)

    def broken(self):
        raise OSError("the image file is lost")

    monkeypatch.setattr(type(page), "search_document", broken)
    output, code = run("search_rebuild", "--json")
    assert code == 1
    (refused,) = json.loads(output)["refused"]
    assert refused["id"] == f"page-{page.pk}"
    assert "the image file is lost" in refused["error"]
    status, _code = run("search_status")
    assert "the image file is lost" in status


def test_rebuild_where_nothing_can_be_written(cast, tmp_path, settings):
    from search.engines import get_engine

    blocked = tmp_path / "file"
    blocked.write_text("")
    settings.SEARCH_URL = f"embedded://{blocked}/index"
    get_engine.cache_clear()
    with pytest.raises(CommandError, match="kann nicht geschrieben werden"):
        call_command("search_rebuild", stderr=StringIO())


def test_drain(cast):
    services.rebuild()
    GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    output, code = run("search_drain", "--json")
    assert code == 0
    assert json.loads(output)["applied"] >= 1
    assert services.find(SearchRequest(text="tandem")).total == 1
    assert run("search_drain") == ("Eingetragen: 0, abgelehnt: 0.\n", 0)


def test_drain_without_an_index_names_the_remedy(cast):
    with pytest.raises(CommandError, match=r"manage\.py search_rebuild"):
        call_command("search_drain")


def test_drain_takes_no_impossible_pause():
    with pytest.raises(CommandError, match="größer als 0"):
        call_command("search_drain", "--follow", "--pause", "0")


def test_status(cast):
    output, code = run("search_status")
    assert code == 1
    assert "search_rebuild" in output
    services.rebuild()
    GoodPracticeFactory(parent=cast.bochum)
    output, code = run("search_status", "--json")
    assert code == 0
    answer = json.loads(output)
    assert answer["ok"] is True
    assert answer["documents"] == 2
    assert answer["pending"] == OutboxEntry.objects.pending().count() > 0
    assert answer["lag_seconds"] >= 0
    output, _code = run("search_status")
    assert "2 Dokumente" in output
