"""A practice's page tells machines what it is: schema.org as JSON-LD."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from portal.media.models import PortalDocument
from portal.taxonomy.models import Licence
from practices.models import PracticeTemplate, RelatedModule, RelatedPractice
from tests.browser.world import make_image
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.portal.opendata.reading import linked_data, schema_org
from tests.portal.translating.english import published_version


def practice_of(cast, **values):
    return GoodPracticeFactory(
        parent=cast.bochum,
        **{
            "title": "Tandem im Amt",
            "first_published_at": datetime(2026, 3, 1, 12, tzinfo=UTC),
            "last_published_at": datetime(2026, 4, 1, 12, tzinfo=UTC),
            **values,
        },
    )


def test_says_what_it_is_and_whose(cast):
    practice = practice_of(
        cast,
        keywords=["Mentoring"],
        licence=Licence.objects.get(key="CC-BY-4.0"),
        image=make_image(),
        started=date(2022, 4, 1),
        reviewed_on=date(2026, 2, 1),
    )
    data = schema_org(practice.url)
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "Article"
    assert data["headline"] == "Tandem im Amt"
    assert data["url"] == practice.full_url
    assert data["author"]["name"] == "Bochum"
    assert data["author"]["contactPoint"]["contactType"] == "Koordination Vielfalt"
    assert data["publisher"] == {"@id": cast.bochum.full_url}
    assert data["datePublished"] == "2026-03-01T12:00:00+00:00"
    assert data["dateModified"] == "2026-04-01T12:00:00+00:00"
    assert data["keywords"] == ["Mentoring"]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["inLanguage"] == "de"
    assert data["temporalCoverage"] == "2022-04-01/.."
    assert data["creativeWorkStatus"] == "laufend"
    assert data["mainEntityOfPage"]["lastReviewed"] == "2026-02-01"
    assert data["image"]["caption"] == "Zwei Menschen an einem Tisch."
    assert {term["termCode"] for term in data["about"]} == {"personalauswahl", "ziel-1"}
    assert data["audience"][0]["audienceType"] == "Beschäftigte"


def test_terms_lead_to_where_they_are_explained(cast):
    data = schema_org(practice_of(cast).url)
    address, anchor = data["about"][0]["@id"].split("#")
    page = Client().get("/" + address.split("/", 3)[3])
    assert f'id="{anchor}"' in page.content.decode()


def test_no_licence_is_no_licence(cast):
    data = schema_org(practice_of(cast).url)
    assert "license" not in data


def test_a_title_cannot_end_the_block_of_data(cast):
    title = "Ende </script><script>alert(1)</script> & <!-- mehr"
    practice = practice_of(cast, title=title)
    response = Client().get(practice.url)
    assert b"<script>alert" not in response.content
    data, record = linked_data(practice.url)
    assert data["headline"] == record["name"] == title


def test_names_public_relatives_and_files_only(cast):
    practice = practice_of(cast)
    draft = GoodPracticeFactory(parent=cast.herne, title="Entwurf aus Herne", live=False)
    public = GoodPracticeFactory(parent=cast.herne, title="Öffentlich aus Herne")
    private = TrainingModuleFactory(parent=cast.herne, title="Nur intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    closed = Collection.get_first_root_node().add_child(name="Geschlossen")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    open_file, closed_file = (
        PortalDocument.objects.create(
            title=title, file=ContentFile(b"x", name=f"{title}.txt"), **values
        )
        for title, values in (("Raster", {}), ("Geheim", {"collection": closed}))
    )
    practice.related_practices = [RelatedPractice(related=draft), RelatedPractice(related=public)]
    practice.related_modules = [RelatedModule(module=private)]
    practice.templates = [
        PracticeTemplate(document=open_file),
        PracticeTemplate(document=closed_file),
    ]
    practice.save()
    data = schema_org(practice.url)
    assert [page["name"] for page in data["mentions"]] == ["Öffentlich aus Herne"]
    assert [file["name"] for file in data["hasPart"]] == ["Raster"]
    assert data["hasPart"][0]["encodingFormat"] == "text/plain"
    assert data["hasPart"][0]["url"].startswith("http")


def test_no_account_is_named(cast):
    practice = practice_of(cast, reviewed_by="Erika Beispiel", owner=cast.editor_bochum)
    text = str(linked_data(practice.url))
    assert cast.editor_bochum.email not in text
    assert "Beispiel" not in text


def test_what_is_archived_says_so(cast):
    data = schema_org(practice_of(cast, archived_on=date(2026, 5, 1)).url)
    assert data["expires"] == "2026-05-01"


def test_a_draft_over_a_public_page_stays_out(cast):
    practice = practice_of(cast)
    practice.title = "Geheime Neufassung"
    practice.save_revision()
    data = schema_org(practice.url)
    assert data["headline"] == "Tandem im Amt"


def test_both_languages_name_each_other(cast):
    practice = practice_of(cast)
    version = published_version(practice)
    data = schema_org(practice.url)
    assert data["workTranslation"]["@id"] == version.full_url
    assert "translationOfWork" not in data
    translated = schema_org(version.url)
    assert translated["inLanguage"] == "en"
    assert translated["translationOfWork"] == {
        "@type": "Article",
        "@id": practice.full_url,
        "inLanguage": "de",
    }


def test_a_preview_has_none(cast):
    practice = practice_of(cast)
    practice.save_revision()
    address = f"/admin/pages/{practice.pk}/view_draft/"
    assert linked_data(address, signed_in(cast.editor_bochum)) == []


@pytest.mark.parametrize("address", ["/", "/staedte/", "/praxis/"])
def test_frames_have_none(cast, address):
    assert linked_data(address) == []
