"""What is wrong with a package, in the language of whoever reads it."""

import io
import json
import zipfile

from django.utils import translation

from training.packages.importing.problems import problem
from training.packages.reading.package import read_package
from training.packages.reading.problems import Findings, shown
from training.packages.reading.saying import in_words, said, said_many


def problems_of(**files: str):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, text in files.items():
            opened.writestr(name.replace("_", "."), text)
    archive.seek(0)
    return read_package(archive).problems


def test_what_is_kept_is_read_in_each_language():
    [found] = problems_of(imsmanifest_xml="<manifest>")
    kept = json.loads(json.dumps(found.kept()))
    assert kept["sentence"].startswith("Die Datei ist kein gültiges XML (Zeile")
    assert shown(kept)["sentence"] == kept["sentence"]
    with translation.override("en"):
        english = shown(kept)
        assert english["sentence"].startswith("The file is not valid XML (line")
        assert english["remedy"] != kept["remedy"]
        assert "said" not in english
        assert found.as_json()["sentence"] == english["sentence"]
        assert english["sentence"] in str(found)


def test_problems_beside_the_package_and_those_kept_before():
    kept = json.loads(json.dumps(problem("damaged")))
    before = {name: value for name, value in kept.items() if name != "said"}
    with translation.override("en"):
        assert shown(kept)["sentence"] == "A file in the archive is damaged."
        assert shown(before) == shown(kept) != before
    assert shown(before) == before


def test_a_sentence_kept_before_with_a_value_in_it_stays_as_it_was():
    before = {
        "code": "x",
        "sentence": "Die Datei „imsmanifest.xml“ fehlt.",
        "remedy": "",
        "where": "",
        "is_fatal": True,
    }
    with translation.override("en"):
        assert shown(before) == before


def test_sentences_with_numbers_and_with_other_sentences():
    kind = said("ein Video")
    whole = said("Die Datei ist kein ZIP-Archiv, sondern %(kind)s.") % {"kind": kind}
    kept = json.loads(json.dumps(whole.as_json()))
    assert in_words(kept) == whole == "Die Datei ist kein ZIP-Archiv, sondern ein Video."
    many = said_many(
        "Dasselbe an %(count)d weiteren Stelle.", "Dasselbe an %(count)d weiteren Stellen.", 3
    ) % {"count": 3}
    assert many == "Dasselbe an 3 weiteren Stellen."
    with translation.override("en"):
        assert in_words(json.loads(json.dumps(many.as_json()))) == "The same in 3 more places."
        assert "ein Video" not in in_words(kept)


def test_foreign_text_in_a_sentence_is_storable():
    findings = Findings()
    findings.note("x", said("„%(name)s“ fehlt.") % {"name": "a\x00b\ud800"}, said("Neu."))
    [found] = findings.problems()
    assert found.sentence == "„ab“ fehlt."
    assert found.kept()["said"]["sentence"]["with"] == {"name": "ab"}
