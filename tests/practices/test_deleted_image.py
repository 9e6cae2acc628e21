"""An image that is still in use: who deletes it is warned, and no page breaks afterwards."""

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from portal.media.models import PortalImage
from practices.packing.services import make_waiting
from search.request import SearchRequest
from search.services import find, rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(cast):
    """On a practice, inside its text, and on its city's page."""
    image = PortalImage.objects.create(
        title="Zwei am Tisch",
        description="Zwei Auszubildende besprechen einen Plan.",
        collection=cast.bochum.collection,
        file=get_test_image_file(),
    )
    page = GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem", image=image)
    page.body = [("image", {"image": image, "caption": "So sieht es aus."})]
    page.save_revision().publish()
    city = cast.bochum
    city.image = image
    city.save_revision().publish()
    return image


def test_who_deletes_it_reads_where_it_is_used(cast, image):
    client = signed_in(cast.administrator)
    question = client.get(reverse("wagtailimages:delete", args=[image.pk])).content.decode()
    assert "2 Mal" in question or "2-mal" in question or "2 mal" in question
    usage = reverse("wagtailimages:image_usage", args=[image.pk])
    assert usage in question
    places = client.get(usage).content.decode()
    assert "Tandem" in places
    assert "Bochum" in places


def test_editors_of_other_cities_do_not_delete_it(cast, image):
    address = reverse("wagtailimages:delete", args=[image.pk])
    assert signed_in(cast.editor_herne).post(address).status_code in {302, 403}
    assert PortalImage.objects.filter(pk=image.pk).exists()


def test_no_page_breaks_when_it_is_gone(cast, image, client):
    rebuild()
    signed_in(cast.administrator).post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not PortalImage.objects.filter(pk=image.pk).exists()

    page = cast.bochum.get_children().get(slug="tandem").specific
    for address in (
        "/staedte/bochum/tandem/",
        "/staedte/bochum/",
        "/staedte/",
        "/",
        "/suche/?q=Tandem",
    ):
        assert client.get(address).status_code == 200, address
    assert client.get(f"/praxis/{page.pk}/pdf/").status_code == 202
    assert make_waiting() == 1
    assert "So sieht es aus." not in client.get("/staedte/bochum/tandem/").content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert signed_in(cast.editor_bochum).get(edit).status_code == 200
    page.get_latest_revision().publish()
    assert client.get("/staedte/bochum/tandem/").status_code == 200
    rebuild()
    assert find(SearchRequest(text="Tandem")).total == 1
