"""JSON that is broken or hostile gets a sentence, and leaves nothing behind."""

import pytest

from tests.training.importing.records import RECORD, as_json, outcomes, run, sentences
from training.importing import reading
from training.models import TrainingModulePage

pytestmark = pytest.mark.django_db

BROKEN = {
    "empty": (b"", "leer"),
    "blank": (b"  \n", "kein gültiges JSON"),
    "no JSON": (b"Titel;Stadt", "kein gültiges JSON"),
    "cut off": (as_json(RECORD)[:-5], "kein gültiges JSON"),
    "two documents": (as_json(RECORD) * 2, "kein gültiges JSON"),
    "deep lists": (b"[" * 100_000 + b"]" * 100_000, "zu tief"),
    "deep objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "zu tief"),
    "deep within a property": (
        as_json(RECORD | {"x": "X"}).replace(b'"X"', b"[" * 500 + b"]" * 500),
        "zu tief",
    ),
    "NaN": (b'{"a": NaN}', "NaN"),
    "Infinity": (b'{"a": -Infinity}', "Infinity"),
    "huge number": (b'{"a": ' + b"9" * 5000 + b"}", "Zahl"),
    "key twice": (b'{"name": "A", "name": "B"}', "name"),
    "Latin-1": ('{"name": "Größe"}'.encode("latin-1"), "UTF-8"),
    "empty list": (b"[]", "keinen Datensatz"),
    "empty graph": (b'{"@graph": []}', "keinen Datensatz"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_gets_a_sentence_and_leaves_nothing(cast, name):
    data, sentence = BROKEN[name]

    report = run(data)

    [problem] = report.files[0].problems
    assert sentence in problem.message
    assert problem.remedy
    assert not TrainingModulePage.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_encodings_are_recognised(cast, encoding):
    assert outcomes(run(as_json(RECORD).decode().encode(encoding))) == ["new"]


@pytest.mark.parametrize("escape", [b"\\ud800", b"\\u0000"])
@pytest.mark.parametrize("place", ["name", "id", "keywords", "eigenes"])
def test_half_characters_never_reach_the_database(cast, escape, place):
    value = ["X-Y-Z"] if place == "keywords" else "X-Y-Z"
    data = as_json(RECORD | {place: value}).replace(b"X-Y-Z", b"https://x.example/" + escape)

    report = run(data)

    assert outcomes(report) == (["new"] if place == "eigenes" else ["error"])
    sentences(report).encode()


def test_number_of_records_is_limited(cast, monkeypatch):
    monkeypatch.setattr(reading, "MAX_RECORDS", 2)

    assert "mehr als 2" in sentences(run([RECORD] * 3))
