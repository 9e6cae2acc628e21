"""`search_evaluate` measures a data set and leaves the portal's index alone."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.engines import get_engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "qrels").mkdir()
    write(tmp_path / "corpus.jsonl", {"_id": "d1", "title": "", "text": "Das Integrationskonzept"})
    write(tmp_path / "corpus.jsonl", {"_id": "d2", "title": "Feuerwehr", "text": "Nachwuchs"})
    write(tmp_path / "queries.jsonl", {"_id": "q1", "text": "Konzept Integration"})
    write(tmp_path / "queries.jsonl", {"_id": "q2", "text": "Feuerwer"})
    write(tmp_path / "queries.jsonl", {"_id": "q3", "text": "ohne Urteil"})
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\n"
    )
    return tmp_path


def write(path, row):
    with path.open("a") as file:
        file.write(json.dumps(row) + "\n")


def run(*arguments):
    out = StringIO()
    call_command("search_evaluate", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_prints_quality_and_times(folder):
    result = run(str(folder))
    assert result["ndcg@10"] == result["mrr@10"] == result["recall@10"] == 1
    assert (result["documents"], result["queries"]) == (2, 2)
    assert 0 < result["p50_ms"] <= result["p95_ms"] <= result["p99_ms"]
    assert result["docs_per_s"] > 0


def test_the_portal_s_index_is_left_alone(folder):
    before = get_engine().health()
    run(str(folder))
    assert get_engine().health() == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("corpus.jsonl", "{", "corpus.jsonl, Zeile 1"),
        ("corpus.jsonl", '{"_id": "d1"}', "„text“ fehlt"),
        ("queries.jsonl", "[]", "queries.jsonl, Zeile 1"),
        ("queries.jsonl", '{"_id": "q9", "text": "x"}', "keine Frage"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 d1 1\n", "test.tsv, Zeile 2"),
    ],
)
def test_an_unreadable_file_is_named_with_its_line(folder, name, content, sentence):
    (folder / name).write_text(content)
    with pytest.raises(CommandError, match=sentence):
        run(str(folder))


def test_a_missing_file_is_named(folder):
    (folder / "queries.jsonl").unlink()
    with pytest.raises(CommandError, match=r"queries\.jsonl fehlt"):
        run(str(folder))
