"""A module's page carries its AMB record, and the import of modules understands it."""

import pytest
from wagtail.models import PageViewRestriction

from portal.opendata.linked import duration
from portal.taxonomy.models import Licence
from tests.factories import TrainingModuleFactory
from tests.portal.opendata.reading import amb_record, schema_org
from tests.training.importing.records import run, sentences
from training.importing.amb import Record
from training.models import LearningGoal, TrainingModulePage

pytestmark = pytest.mark.django_db


def module_of(cast, **values):
    module = TrainingModuleFactory(
        parent=cast.herne,
        **{
            "title": "Deeskalation am Schalter",
            "description": "<p>Worum es geht: <b>Ruhe</b> &amp; Abstand.</p><ul><li>üben</li></ul>",
            "prerequisites": "Ein Jahr im Bürgerbüro.",
            "workload_minutes": 390,
            "keywords": ["Schalter"],
            "licence": Licence.objects.get(key="CC-BY-SA-4.0"),
            "access": "login",
            "funder": "Land Nordrhein-Westfalen",
            **values,
        },
    )
    module.learning_goals = [
        LearningGoal(text="Sie erkennen Eskalation."),
        LearningGoal(text="Sie wahren Abstand."),
    ]
    module.save()
    return module


def test_is_a_valid_record_of_the_profile(cast):
    module = module_of(cast)
    data = amb_record(module.url)
    assert data["@context"] == ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}]
    assert data["id"] == module.full_url
    assert data["type"] == ["LearningResource", "Course"]
    assert data["license"] == {"id": "https://creativecommons.org/licenses/by-sa/4.0/"}
    assert data["timeRequired"] == "PT6H30M"
    assert data["isAccessibleForFree"] is True
    assert data["conditionsOfAccess"]["id"].endswith("/login")
    # Playing time of audio and video, in this profile, and nothing else.
    assert "duration" not in data
    Record.model_validate(data)


def test_comes_back_by_the_import(cast):
    module = module_of(cast)
    terms = {name: set(getattr(module, name).all()) for name in ("competences", "target_groups")}
    data = amb_record(module.url)
    # In another portal: an entry of the same title in one's own is left alone.
    TrainingModulePage.objects.get(pk=module.pk).delete()
    report = run(data)
    copy = TrainingModulePage.objects.get(title=module.title)
    assert not copy.live, sentences(report)
    assert copy.get_parent().pk == cast.herne.pk
    for name in ("language", "access", "is_free", "workload_minutes", "funder", "prerequisites"):
        assert getattr(copy, name) == getattr(module, name), name
    assert copy.licence == module.licence
    assert copy.format == module.format
    assert [goal.text for goal in copy.learning_goals.all()] == [
        "Sie erkennen Eskalation.",
        "Sie wahren Abstand.",
    ]
    assert {name: set(getattr(copy, name).all()) for name in terms} == terms
    assert all(terms.values())
    assert [tag.name for tag in copy.tags.all()] == ["Schalter"]
    assert copy.description == ("<p>Worum es geht: Ruhe &amp; Abstand.</p><ul><li>üben</li></ul>")


def test_names_what_it_was_adapted_from(cast):
    origin = TrainingModuleFactory(
        parent=cast.bochum, title="Vorlage", licence=Licence.objects.get(key="CC0-1.0")
    )
    module = module_of(cast, adapted_from=origin)
    data = amb_record(module.url)
    [based_on] = data["isBasedOn"]
    assert based_on["id"] == origin.full_url
    assert based_on["name"] == "Vorlage"
    assert based_on["license"]["id"].endswith("/zero/1.0/")
    assert based_on["creator"] == [{"type": "Organization", "name": "Bochum"}]
    Record.model_validate(data)


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_does_not_name_an_origin_that_is_not_public(cast, hidden):
    origin = TrainingModuleFactory(
        parent=cast.bochum, title="Geheime Vorlage", live=hidden != "draft"
    )
    if hidden == "private":
        PageViewRestriction.objects.create(page=origin, restriction_type="login")
    data = amb_record(module_of(cast, adapted_from=origin).url)
    assert "Geheime" not in str(data)


def test_an_origin_elsewhere_is_its_address(cast):
    data = amb_record(module_of(cast, adapted_from_url="https://andere.example/kurs").url)
    assert data["isBasedOn"] == [{"id": "https://andere.example/kurs"}]
    Record.model_validate(data)


def test_an_origin_elsewhere_has_its_title_and_licence(cast):
    module = module_of(
        cast,
        adapted_from_title="Handbuch",
        adapted_from_url="https://andere.example/kurs",
        adapted_from_licence=Licence.objects.get(key="CC-BY-4.0"),
    )
    data = amb_record(module.url)
    assert data["isBasedOn"] == [
        {
            "id": "https://andere.example/kurs",
            "name": "Handbuch",
            "license": {"id": Licence.objects.get(key="CC-BY-4.0").iri},
        }
    ]
    Record.model_validate(data)


def test_a_licence_that_the_profile_does_not_know_is_left_out(cast):
    own = Licence.objects.create(key="eigen", title="Eigene", iri="https://stadt.example/lizenz")
    data = amb_record(module_of(cast, licence=own).url)
    assert "license" not in data


def test_another_language_is_named(cast):
    data = amb_record(module_of(cast, language="en").url)
    assert data["inLanguage"] == ["en"]
    assert data["@context"][1] == {"@language": "en"}
    Record.model_validate(data)


def test_says_the_same_in_the_words_of_schema_org(cast):
    module = module_of(cast)
    data = schema_org(module.url)
    assert data["@type"] == "Course"
    assert data["name"] == "Deeskalation am Schalter"
    assert data["description"] == module.summary
    assert data["provider"]["name"] == "Herne"
    assert data["author"]["contactPoint"]["contactType"] == module.contact_role
    assert data["teaches"] == ["Sie erkennen Eskalation.", "Sie wahren Abstand."]
    assert data["coursePrerequisites"] == ["Ein Jahr im Bürgerbüro."]
    assert data["timeRequired"] == "PT6H30M"
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert data["isAccessibleForFree"] is True


@pytest.mark.parametrize(
    ("minutes", "text"), [(390, "PT6H30M"), (60, "PT1H"), (5, "PT5M"), (None, None)]
)
def test_durations(minutes, text):
    assert duration(minutes) == text
