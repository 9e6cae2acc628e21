"""A public city is not deleted on the way; whoever tries reads what to do instead."""

import pytest
from django.urls import reverse

from portal.cities.models import CityPage
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def delete(user, city, follow=False):
    return signed_in(user).post(reverse("wagtailadmin_pages:delete", args=[city.pk]), follow=follow)


def test_the_projektgruppe_reads_what_to_do_instead(cast):
    answer = delete(cast.reviewer, cast.herne, follow=True)
    [message] = answer.context["messages"]
    assert "„Herne“ ist öffentlich und wird nicht gelöscht" in str(message)
    assert CityPage.objects.filter(pk=cast.herne.pk).exists()


def test_an_unpublished_one_may_go(cast):
    cast.herne.unpublish()
    delete(cast.reviewer, cast.herne)
    assert not CityPage.objects.filter(pk=cast.herne.pk).exists()


def test_other_cities_editors_are_told_nothing(cast):
    answer = delete(cast.editor_bochum, cast.herne)
    assert answer.url == reverse("wagtailadmin_home")
    assert CityPage.objects.filter(pk=cast.herne.pk).exists()


def test_not_in_bulk_either(cast):
    """By the API: `tests/permissions`."""
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    signed_in(cast.reviewer).post(f"{bulk}?next=/admin/&id={cast.herne.pk}")
    assert CityPage.objects.filter(pk=cast.herne.pk).exists()


def test_administrators_may(cast):
    delete(cast.administrator, cast.herne)
    assert not CityPage.objects.filter(pk=cast.herne.pk).exists()
