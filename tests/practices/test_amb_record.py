"""A practice's page carries an AMB record: catalogues of learning resources find it there."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from portal.media.models import PortalDocument
from portal.taxonomy.models import Licence
from practices.models import PracticeTemplate
from tests.browser.world import make_image
from tests.factories import GoodPracticeFactory
from tests.portal.opendata.reading import amb_record
from training.importing.amb import Record


def practice_of(cast, **values):
    return GoodPracticeFactory(
        parent=cast.bochum,
        **{
            "title": "Tandem im Amt",
            "keywords": ["Mentoring"],
            "licence": Licence.objects.get(key="CC-BY-4.0"),
            "first_published_at": datetime(2026, 3, 1, 12, tzinfo=UTC),
            "last_published_at": datetime(2026, 4, 1, 12, tzinfo=UTC),
            **values,
        },
    )


def test_is_a_valid_record_of_a_case_study(cast):
    practice = practice_of(cast, image=make_image())
    data = amb_record(practice.url)
    Record.model_validate(data)
    assert data["@context"] == ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}]
    assert data["id"] == practice.full_url
    assert data["type"] == ["LearningResource", "Article"]
    assert data["name"] == "Tandem im Amt"
    assert data["description"] == practice.summary
    assert data["learningResourceType"] == [
        {
            "id": "https://w3id.org/kim/hcrt/case_study",
            "type": "Concept",
            "prefLabel": {"de": "Fallstudie"},
        }
    ]
    assert data["inLanguage"] == ["de"]
    assert data["keywords"] == ["Mentoring"]
    assert data["creator"] == data["publisher"]
    assert data["creator"] == [
        {"type": "Organization", "id": cast.bochum.full_url, "name": "Bochum"}
    ]
    assert data["license"] == {"id": "https://creativecommons.org/licenses/by/4.0/"}
    assert data["conditionsOfAccess"]["id"].endswith("/no_login")
    assert data["isAccessibleForFree"] is True
    assert data["image"].startswith("http")
    assert data["datePublished"] == "2026-03-01T12:00:00+00:00"
    assert data["dateModified"] == "2026-04-01T12:00:00+00:00"
    assert data["mainEntityOfPage"][0]["id"] == practice.full_url


def test_its_subjects_and_audiences_are_the_portal_s_terms(cast):
    data = amb_record(practice_of(cast).url)
    subjects = [concept["prefLabel"]["de"] for concept in data["about"]]
    assert "Personalauswahl" in subjects
    # The profile asks for one of its own subjects among them.
    assert subjects[-1] == "Fachübergreifend"
    assert [concept["prefLabel"]["de"] for concept in data["audience"]] == ["Beschäftigte"]


def test_public_templates_are_its_parts(cast):
    practice = practice_of(cast)
    closed = Collection.get_first_root_node().add_child(name="Geschlossen")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    open_file = PortalDocument.objects.create(
        title="Raster", file=ContentFile(b"x", name="raster.txt")
    )
    closed_file = PortalDocument.objects.create(
        title="Geheim", file=ContentFile(b"x", name="geheim.txt"), collection=closed
    )
    practice.templates = [
        PracticeTemplate(document=open_file),
        PracticeTemplate(document=closed_file),
    ]
    practice.save()
    data = amb_record(practice.url)
    Record.model_validate(data)
    [part] = data["hasPart"]
    assert part["name"] == "Raster"
    assert part["id"].startswith("http")
    assert part["type"] == ["LearningResource", "DigitalDocument"]


@pytest.mark.parametrize(
    "values",
    [{"licence": None}, {"image": None, "keywords": []}, {"archived_on": date(2026, 5, 1)}],
)
def test_what_is_not_said_is_left_out(cast, values):
    data = amb_record(practice_of(cast, **values).url)
    Record.model_validate(data)
    assert ("license" in data) == ("licence" not in values)
    assert None not in data.values()


def test_a_licence_that_the_profile_does_not_know_is_left_out(cast):
    own = Licence.objects.create(key="eigen", title="Eigene", iri="https://stadt.example/lizenz")
    assert "license" not in amb_record(practice_of(cast, licence=own).url)


def test_two_records_cost_no_query_more_than_one(cast, monkeypatch):
    practice = practice_of(cast, image=make_image())
    Client().get(practice.url)
    both = _queries(practice.url)
    monkeypatch.setattr("practices.linked_data._case_study", lambda *of: {"@context": ["none"]})
    assert both == _queries(practice.url)


def _queries(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        Client().get(address)
    return len(queries)
