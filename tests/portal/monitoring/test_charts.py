"""What is drawn stays within its picture, and what is compared is compared through others too."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.monitoring import charts
from portal.monitoring.charts import scale_of, sections_with_charts
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


def test_of_many_years_the_chart_has_the_newest_and_the_table_all(cast, monkeypatch):
    make_figure(cast.bochum, year=2019, base=1000, count=200)
    for year in (2018, 2020, 2017):
        make_figure(cast.herne, year=year, base=1000, count=300)
    [chart] = sections_with_charts()[0].charts
    assert len(chart.rows) == len(chart.figures) == 4
    assert not chart.only_newest

    monkeypatch.setattr(charts, "MOST_BARS", 3)
    [chart] = sections_with_charts()[0].charts
    drawn = [(row.figure.place, row.figure.year) for row in chart.rows]
    assert sorted(drawn) == [("Bochum", 2019), ("Herne", 2020)]
    assert len(chart.figures) == 4
    page = Client().get("/monitoring/").content.decode()
    assert "Das Diagramm zeigt von jedem Ort das neueste Jahr" in page
    assert len(BeautifulSoup(page, "html.parser").select("tbody tr")) == 4
