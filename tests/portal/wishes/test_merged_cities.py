"""Where two cities become one, it looks for what both looked for, and answers none of it itself."""

import pytest

from portal.cities.merging import merge_city
from portal.wishes.models import CityRequest, RequestAnswer

pytestmark = pytest.mark.django_db


def test_requests_go_on_in_the_other_city(cast, asked, given):
    merge_city(source=cast.herne, target=cast.bochum, user=cast.administrator)

    assert CityRequest.objects.get().city.title == "Bochum"
    assert not RequestAnswer.objects.exists()  # Bochum's own


def test_answers_to_others_are_the_other_city_s(cast, asked, given, essen):
    merge_city(source=cast.bochum, target=essen[0], user=cast.administrator)

    assert RequestAnswer.objects.get().city.title == "Essen"
    assert CityRequest.objects.get().city.title == "Herne"
