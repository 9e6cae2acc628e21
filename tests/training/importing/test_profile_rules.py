"""Each rule of the profile refuses what breaks it, and names property, value and remedy."""

import pytest

from tests.training.importing.records import CONTEXT, RECORD, outcomes, run, sentences
from training.models import TrainingModulePage

pytestmark = pytest.mark.django_db

AGENT = {"type": "Organization", "name": "Herne"}
BROKEN = {
    "no id": ({"id": ...}, "id: Die Eigenschaft fehlt."),
    "no name": ({"name": ...}, "name: Die Eigenschaft fehlt."),
    "no type": ({"type": ...}, "type: Die Eigenschaft fehlt."),
    "no context": ({"@context": ...}, "@context: Die Eigenschaft fehlt."),
    "@id": ({"id": ..., "@id": "urn:x"}, "ohne @"),
    "context as text": ({"@context": CONTEXT[0]}, "@context"),
    "other context": ({"@context": ["https://schema.org", CONTEXT[1]]}, "Kontext des Profils"),
    "no language": ({"@context": [CONTEXT[0]]}, "Sprache der Texte fehlt"),
    "wrong language": ({"@context": [CONTEXT[0], {"@language": "deutsch"}]}, "@language"),
    "relative id": ({"id": "modul/7"}, "id „modul/7“: Das ist keine vollständige Adresse"),
    "id with space": ({"id": "https://x.example/a b"}, "vollständige Adresse"),
    "name as number": ({"name": 7}, "name „7“: Hier muss ein Text stehen."),
    "empty name": ({"name": "  "}, "Titel ist leer"),
    "long name": ({"name": "x" * 256}, "256 Zeichen"),
    "type as text": ({"type": "LearningResource"}, "type „LearningResource“: Hier muss eine Liste"),
    "foreign type": ({"type": ["LearningResource", "Offer"]}, "type[2] „Offer“"),
    "no resource": ({"type": ["Course"]}, "LearningResource"),
    "description list": ({"description": ["a"]}, "description"),
    "null": ({"description": None}, "description „null“"),
    "keywords text": ({"keywords": "a, b"}, "keywords „a, b“: Hier muss eine Liste"),
    "language text": ({"inLanguage": "de"}, "inLanguage"),
    "language name": ({"inLanguage": ["deutsch"]}, "inLanguage[1] „deutsch“"),
    "subject": ({"about": [{"id": "https://x.example/1"}]}, "Fächersystematiken"),
    "subject as text": ({"about": ["Recht"]}, "about[1] „Recht“: Hier muss ein Objekt"),
    "concept type": (
        {"audience": [{"id": "urn:x", "type": "Thing"}]},
        "audience[1].type „Thing“: Dieser Wert ist hier nicht erlaubt. Erlaubt: 'Concept'",
    ),
    "label as text": ({"audience": [{"id": "urn:x", "prefLabel": "A"}]}, "je Sprache"),
    "label language": ({"teaches": [{"id": "urn:x", "prefLabel": {"xx": "A"}}]}, "ISO 639-1"),
    "no concept id": ({"teaches": [{"prefLabel": {"de": "A"}}]}, "teaches[1].id"),
    "resource type": ({"learningResourceType": [{"id": "urn:x"}]}, "HCRT"),
    "level": ({"educationalLevel": [{"id": "urn:x"}]}, "educationalLevel[1].id „urn:x“"),
    "licence as text": ({"license": "CC BY"}, "license „CC BY“: Hier muss ein Objekt"),
    "licence": ({"license": {"id": "https://opensource.org/licenses/MPL-2.0"}}, "license.id"),
    "access": ({"conditionsOfAccess": {"id": "urn:x"}}, "conditionsOfAccess.id"),
    "free as text": ({"isAccessibleForFree": "true"}, "Hier muss true oder false stehen."),
    "free as number": ({"isAccessibleForFree": 1}, "Hier muss true oder false stehen."),
    "agent type": ({"creator": [{"name": "X", "type": "Bot"}]}, "creator[1].type „Bot“"),
    "agent name": ({"publisher": [{"type": "Person"}]}, "publisher[1].name"),
    "funder": ({"funder": [{"type": "Offer", "name": "X"}]}, "funder[1].type"),
    "origin": ({"isBasedOn": [{"creator": [AGENT]}]}, "weder Namen noch Adresse"),
    "part": ({"hasPart": [{"name": "X"}]}, "hasPart[1].id"),
    "media": ({"encoding": [{"type": "MediaObject"}]}, "Medium hat keine Adresse"),
    "media size": (
        {"encoding": [{"type": "MediaObject", "contentUrl": "urn:x", "contentSize": "5 MB"}]},
        "contentSize „5 MB“",
    ),
    "date": ({"dateCreated": "06.05.2024"}, "ISO 8601"),
    "no such day": ({"dateModified": "2024-02-30"}, "ISO 8601"),
    "duration": ({"duration": "90 Minuten"}, "PT6H30M"),
    "bare duration": ({"duration": "P"}, "PT6H30M"),
    "workload in months": ({"timeRequired": "P2M"}, "Minuten ausdrücken"),
    "workload too short": ({"timeRequired": "PT1M"}, "timeRequired „1“"),
    "workload too long": ({"timeRequired": "P9999999999D"}, "timeRequired"),
    "control characters": ({"name": "A\x00B"}, "Steuerzeichen"),
    "text turned round": ({"name": "Plan\u202egfa"}, "Steuerzeichen"),
    "image": ({"image": "bild.png"}, "image „bild.png“"),
    "keyword too long": ({"keywords": ["x" * 101]}, "101 Zeichen"),
    "goal too long": (
        {"teaches": [{"id": "urn:x", "prefLabel": {"de": "x" * 251}}]},
        "251 Zeichen",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_rule_is_explained_and_the_record_refused(cast, name):
    change, sentence = BROKEN[name]
    record = {key: value for key, value in (RECORD | change).items() if value is not ...}

    report = run(record)

    assert outcomes(report) == ["error"]
    assert sentence in sentences(report)
    assert all(problem.remedy for problem in report.files[0].rows[0].problems if problem.is_error)
    assert not TrainingModulePage.objects.exists()


@pytest.mark.parametrize(
    "iri",
    [
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "http://creativecommons.org/publicdomain/zero/1.0/",
        "https://www.apache.org/licenses/LICENSE-2.0",
        "https://opensource.org/licenses/MIT",
        "http://www.opensource.org/licenses/BSD-3-Clause",
    ],
)
def test_licences_of_the_profile_are_accepted(cast, iri):
    assert outcomes(run(RECORD | {"license": {"id": iri}})) == ["new"]


def test_all_that_is_wrong_is_said_at_once(cast):
    said = sentences(run({"name": 1, "type": "x", "id": "y"}))

    assert all(name in said for name in ("@context", "name", "type", "id"))


def test_hundreds_of_mistakes_do_not_flood_the_report(cast):
    report = run(RECORD | {"keywords": list(range(500))})

    assert "Und 480 weitere Fehler." in sentences(report)


def test_good_records_beside_bad_ones_are_kept(cast):
    report = run([RECORD, {"name": "Kaputt"}, "Text", None, 7, []])

    assert outcomes(report) == ["new", "error", "error", "error", "error", "error"]
    assert TrainingModulePage.objects.count() == 1
