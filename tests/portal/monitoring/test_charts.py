"""What is drawn stays within its picture, and what is compared is compared through others too."""

import pytest

from portal.monitoring.charts import scale_of
from portal.monitoring.models import Definition
from portal.monitoring.selectors import published_figures, structure

from .figures import make_figure

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("count", "scale"), [(400, 40), (401, 50), (404, 50), (950, 100)])
def test_no_bar_is_longer_than_its_chart(cast, count, scale):
    make_figure(cast.herne, base=1000, count=count)
    assert scale_of(published_figures()) == scale


def test_without_figures_there_is_a_scale():
    assert scale_of([]) == 10


def test_a_definition_is_within_all_that_the_wider_one_is_within(cast):
    narrow, middle, wide = Definition.objects.all()[:3]
    for definition in (narrow, middle, wide):
        definition.within.clear()
    narrow.within.add(middle)
    middle.within.add(wide)
    assert (narrow.pk, wide.pk) in structure().within
