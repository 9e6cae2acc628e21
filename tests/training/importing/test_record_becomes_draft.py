"""A valid record becomes a module draft; what the portal has no field for is listed."""

import pytest

from tests.training.importing.records import RECORD, concept, outcomes, run, sentences
from training.models import TrainingModulePage

pytestmark = pytest.mark.django_db

SUBJECT = "https://w3id.org/kim/hochschulfaechersystematik/n059"
COURSE = "https://w3id.org/kim/hcrt/course"
FULL = RECORD | {
    "description": "Wie man ruhig bleibt.\n\n- üben\n- auswerten",
    "keywords": ["Deeskalation", "deeskalation", "Bürgerbüro"],
    "inLanguage": ["de", "fr"],
    "about": [
        concept(SUBJECT, de="Kommunikationswissenschaft"),
        concept("https://portal.example/kompetenz#fuehrung"),
        concept("https://portal.example/kompetenz/1", de="Konflikt und Deeskalation"),
    ],
    "audience": [
        concept("https://portal.example/zielgruppe/beschaeftigte"),
        concept("http://purl.org/dcx/lrmi-vocabs/educationalAudienceRole/student", de="Lernende"),
    ],
    "teaches": [
        {"id": "https://portal.example/z/1", "prefLabel": {"en": "calm", "de": "bleiben ruhig"}},
        {"id": "https://portal.example/z/2"},
    ],
    "competencyRequired": [{"id": "https://portal.example/v/1", "prefLabel": {"de": "Keine."}}],
    "learningResourceType": [concept(COURSE, de="Kurs"), concept("urn:x:praesenz")],
    "funder": [{"type": "FundingScheme", "name": "KOMM-AN NRW"}],
    "creator": [{"type": "Person", "name": "Erika Mustermann"}],
    "license": {"id": "http://creativecommons.org/licenses/by/4.0/deed.de"},
    "conditionsOfAccess": {"id": "http://w3id.org/kim/conditionsOfAccess/login"},
    "isAccessibleForFree": False,
    "isBasedOn": [
        {
            "id": "https://anderswo.example/kurs",
            "name": "Vorlage",
            "license": {"id": "https://creativecommons.org/licenses/by-sa/4.0/"},
        },
        {"name": "Zweite Vorlage"},
    ],
    "timeRequired": "PT6H30M",
    "image": "https://lernen.example/bild.png",
    "dateCreated": "2024-05-06",
    "eigenes": {"tief": [1, 2]},
}


def test_every_property_finds_its_field(cast):
    report = run(FULL)

    assert outcomes(report) == ["new"], sentences(report)
    page = TrainingModulePage.objects.get()
    assert (page.live, page.get_parent().specific) == (False, cast.herne)
    assert page.title == "Deeskalation am Schalter"
    assert page.description.endswith("<ul><li>üben</li><li>auswerten</li></ul>")
    assert set(page.tags.names()) == {"Deeskalation", "Bürgerbüro"}
    assert {c.key for c in page.competences.all()} == {"fuehrung", "konflikt-deeskalation"}
    assert [group.key for group in page.target_groups.all()] == ["beschaeftigte"]
    assert [goal.text for goal in page.learning_goals.all()] == ["bleiben ruhig"]
    assert (page.prerequisites, page.format.key) == ("Keine.", "praesenz")
    assert (page.language, page.licence.key) == ("de", "CC-BY-4.0")
    assert (page.access, page.is_free, page.funder) == ("login", False, "KOMM-AN NRW")
    assert page.adapted_from_url == "https://anderswo.example/kurs"
    assert page.adapted_from_title == "Vorlage"
    assert page.adapted_from_licence.key == "CC-BY-SA-4.0"
    assert page.workload_minutes == 390


@pytest.mark.parametrize(
    "left_over",
    [
        "inLanguage „fr“",
        "about „Kommunikationswissenschaft",
        "audience „Lernende",
        "teaches „https://portal.example/z/2“",
        "learningResourceType „Kurs",
        "creator „Erika Mustermann“",
        "isBasedOn „Zweite Vorlage“",
        "image „https://lernen.example/bild.png“",
        "dateCreated „2024-05-06“",
        "eigenes",
    ],
)
def test_what_has_no_field_is_said(cast, left_over):
    assert left_over in sentences(run(FULL, dry_run=True))


def test_allowed_but_unknown_licence_is_left_empty_and_said(cast):
    report = run(RECORD | {"license": {"id": "https://www.gnu.org/licenses/gpl-3.0"}})

    assert outcomes(report) == ["new"]
    assert "license „https://www.gnu.org/licenses/gpl-3.0“" in sentences(report)
    assert TrainingModulePage.objects.get().licence is None


def test_city_is_publisher_then_creator_then_given(cast):
    organisation = {"type": "Organization"}
    by_creator = {
        "id": "urn:a",
        "publisher": [organisation | {"name": "Verlag"}],
        "creator": [organisation | {"name": "BOCHUM"}],
    }
    records = [RECORD, RECORD | by_creator, RECORD | {"id": "urn:b", "publisher": []}]

    report = run(records, city=cast.bochum)

    assert [row.city for row in report.files[0].rows] == ["Herne", "Bochum", "Bochum"]


def test_record_without_a_city_is_refused(cast):
    report = run(RECORD | {"publisher": [{"type": "Organization", "name": "Verlag"}]})

    assert outcomes(report) == ["error"]
    assert "--city KEY" in sentences(report)


def test_second_run_finds_the_record_by_its_id(cast):
    assert outcomes(run(RECORD)) == ["new"]
    assert outcomes(run(RECORD)) == ["unchanged"]
    assert outcomes(run(RECORD | {"name": "Neuer Titel"})) == ["changed"]

    page = TrainingModulePage.objects.get()
    assert page.title == "Neuer Titel"
    page.save_revision(clean=False)
    assert outcomes(run(RECORD)) == ["kept"]


def test_two_records_of_one_id_are_refused_from_the_second_on(cast):
    assert outcomes(run([RECORD, RECORD | {"name": "Anders"}])) == ["new", "error"]


def test_editor_may_import_for_their_city_only(cast):
    report = run(RECORD, user=cast.editor_bochum)

    assert outcomes(report) == ["error"]
    assert "Sie dürfen unter „Herne“" in sentences(report)


def test_graph_shares_its_context(cast):
    node = {key: value for key, value in RECORD.items() if key != "@context"}
    document = {"@context": RECORD["@context"], "@graph": [node, node | {"id": "urn:zwei"}]}

    assert outcomes(run(document)) == ["new", "new"]


def test_dry_run_writes_nothing(cast):
    assert outcomes(run(FULL, dry_run=True)) == ["new"]
    assert not TrainingModulePage.objects.exists()
