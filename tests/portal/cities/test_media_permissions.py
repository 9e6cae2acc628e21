"""Images and documents belong to a city's collection; other cities' editors do not see them."""

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from portal.media.models import PortalDocument, PortalImage
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def image_of(db):
    def make(city, title):
        return PortalImage.objects.create(
            title=title,
            description="Ein weißes Rechteck",
            collection=city.collection,
            file=get_test_image_file(),
        )

    return make


@pytest.fixture
def document_of(db):
    def make(city, title):
        return PortalDocument.objects.create(
            title=title, collection=city.collection, file=get_test_image_file("vorlage.pdf")
        )

    return make


def test_the_image_chooser_offers_the_own_citys_images(cast, image_of):
    image_of(cast.bochum, "Bild aus Bochum")
    image_of(cast.herne, "Bild aus Herne")

    answer = signed_in(cast.editor_bochum).get(reverse("wagtailimages_chooser:choose"))

    assert "Bild aus Bochum" in answer.content.decode()
    assert "Bild aus Herne" not in answer.content.decode()


def test_the_document_chooser_offers_the_own_citys_documents(cast, document_of):
    document_of(cast.bochum, "Vorlage aus Bochum")
    document_of(cast.herne, "Vorlage aus Herne")

    answer = signed_in(cast.editor_bochum).get(reverse("wagtaildocs_chooser:choose"))

    assert "Vorlage aus Bochum" in answer.content.decode()
    assert "Vorlage aus Herne" not in answer.content.decode()


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_does_not_touch_another_citys_image(cast, image_of, view):
    image = image_of(cast.herne, "Bild aus Herne")
    client = signed_in(cast.editor_bochum)

    answer = client.post(reverse(f"wagtailimages:{view}", args=[image.pk]), {"title": "Gekapert"})

    assert answer.status_code in {302, 403}
    image.refresh_from_db()
    assert image.title == "Bild aus Herne"


def test_uploads_into_the_own_collection_only(cast):
    answer = signed_in(cast.editor_bochum).post(
        reverse("wagtailimages:add"),
        {
            "title": "Neu",
            "description": "Ein weißes Rechteck",
            "collection": cast.herne.collection.pk,
            "file": get_test_image_file(),
        },
    )

    assert answer.status_code in {200, 302}
    assert not PortalImage.objects.filter(collection=cast.herne.collection).exists()


def test_an_image_without_a_description_is_refused(cast):
    answer = signed_in(cast.editor_bochum).post(
        reverse("wagtailimages:add"),
        {"title": "Neu", "description": "", "file": get_test_image_file()},
    )

    assert not PortalImage.objects.exists()
    assert "Bildbeschreibung" in answer.content.decode()
