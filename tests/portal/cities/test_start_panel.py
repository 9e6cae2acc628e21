"""The admin's first page offers an editor what they came for."""

import pytest
from django.urls import reverse

from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_an_editor_starts_an_entry_for_the_own_city(cast):
    page = signed_in(cast.editor_bochum).get(reverse("wagtailadmin_home")).content.decode()

    assert "Neues aus Bochum" in page
    assert (
        reverse("wagtailadmin_pages:add", args=["practices", "goodpracticepage", cast.bochum.pk])
        in page
    )


def test_who_oversees_all_cities_is_not_led_to_one(cast):
    page = signed_in(cast.reviewer).get(reverse("wagtailadmin_home")).content.decode()

    assert "Neues aus" not in page
