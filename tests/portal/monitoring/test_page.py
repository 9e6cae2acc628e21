"""What visitors see of the figures, and what nobody sees."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.monitoring.models import Figure, MonitoringPage
from portal.monitoring.selectors import published_figures
from search.drain import drain
from search.request import SearchRequest
from search.services import find, rebuild
from tests.queries import queries_for

from .figures import make_figure

pytestmark = pytest.mark.django_db
ADDRESS = "/monitoring/"


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(address=ADDRESS) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_site_has_the_page_and_the_goal_leads_to_it(site):
    assert MonitoringPage.objects.live().count() == 1
    assert "Noch hat keine Stadt Zahlen eingetragen." in page()
    assert 'href="/monitoring/"' in page("/")


def test_a_safe_figure_stands_in_the_chart_and_in_the_table(cast):
    make_figure(cast.herne, base=59, count=20, response_rate=Decimal("88.1"))
    html = page()
    svg, table = re.search(r"<svg.*?</svg>", html, re.DOTALL)[0], words(html.partition("<table")[2])
    assert "Herne, 2021: 33,9 % (20 von 59)." in words(svg)
    assert "Herne 2021 33,9 % 20 59 – 88,1 % Personalstatistik" in table
    assert all(part in svg for part in ('role="img"', "<title", "<desc"))


@pytest.mark.parametrize(("base", "count"), [(42, 7), (34, 10), (87654, 3), (87654, 87651)])
def test_a_small_figure_says_why_it_is_not_shown(cast, base, count):
    make_figure(cast.herne, base=base, count=count)
    assert "unterdrückt, weil weniger als 50 Personen erfasst sind" in words(page())
    of_city = words(page(cast.herne.url))
    assert "2021: unterdrückt, weil weniger als 50 Personen erfasst sind" in of_city


def test_no_public_surface_has_the_numbers_of_a_hidden_figure(cast):
    hidden = make_figure(
        cast.herne,
        base=87654,
        count=3,
        response_rate=Decimal("17.3"),
        source="Nur im Intranet",
        source_url="https://intranet.herne.example/zahl",
    )
    rebuild()
    telling = ["87654", "87.654", "87,654", "17.3", "17,3", "Intranet", "intranet"]
    addresses = [
        ADDRESS,
        "/staedte/herne/",
        "/suche/?q=Monitoring",
        "/api/search/?q=Monitoring",
        "/api/v3/pages/",
        f"/api/v3/pages/{MonitoringPage.objects.get().pk}/",
        "/",
    ]
    for address in addresses:
        assert [text for text in telling if text in page(address)] == [], address
    [published] = published_figures()
    assert [published.base, published.count, published.share, published.response_rate] == [None] * 4
    assert "87654" not in repr(published)
    assert "87654" not in str(hidden)


def test_a_remainder_hides_the_part_from_which_it_would_follow(cast):
    make_figure(cast.herne, "beschaeftigte", base=100, count=30)
    make_figure(cast.herne, "auszubildende", base=60, count=22)
    text = words(page())
    assert "30,0 % (30 von 100)" in text
    assert "unterdrückt, weil sich sonst eine andere unterdrückte Zahl ausrechnen ließe" in text
    assert "22 von 60" not in text


def test_no_survey_is_said_with_its_reason(cast):
    make_figure(cast.herne, not_surveyed=True, reason="Der Personalrat hat nicht zugestimmt.")
    assert "keine Erhebung: Der Personalrat hat nicht zugestimmt." in words(page())


def test_the_target_is_the_population_by_the_same_definition(cast):
    make_figure(cast.herne, "beschaeftigte", base=1000, count=200, year=2022)
    make_figure(cast.herne, "bevoelkerung", "tintg", share=Decimal("44.4"), year=2022)
    assert "Bevölkerung: 44,4" not in words(page())
    make_figure(cast.herne, "bevoelkerung", share=Decimal("37.7"), year=2020)
    make_figure(cast.bochum, "bevoelkerung", share=Decimal("22.2"), year=2022)
    assert "Herne, 2022: 20,0 % (200 von 1.000), Bevölkerung 2020: 37,7 %." in words(page())


def test_an_unknown_definition_has_a_target_within_one_source_only(cast):
    unknown = {"definition": "nicht-angegeben", "year": None}
    make_figure("Bremen", "beschaeftigte", share=Decimal("13.0"), source="Bericht", **unknown)
    make_figure("Bremen", "bevoelkerung", share=Decimal("28.2"), source="Statistik", **unknown)
    assert "28,2 %." not in words(page()).partition("Bremen: 13,0 %")[2][:40]
    Figure.objects.update(source="Bericht")
    assert "Bremen: 13,0 %, Bevölkerung: 28,2 %." in words(page())


def test_definitions_have_charts_of_their_own(cast):
    make_figure(cast.herne, base=100, count=40)
    make_figure(cast.bochum, "auszubildende", "tintg", base=100, count=50)
    charts = [words(svg) for svg in re.findall(r"<svg.*?</svg>", page(), re.DOTALL)]
    shares = [chart for chart in charts if "Balkendiagramm" in chart]
    assert len(shares) == 2
    assert ["Herne" in chart for chart in shares] == [True, False]


def test_cities_stand_by_name_and_never_by_size(cast):
    make_figure(cast.herne, base=100, count=90)
    make_figure(cast.bochum, base=100, count=10)
    assert [figure.place for figure in published_figures()] == ["Bochum", "Herne"]
    Figure.objects.all().delete()
    make_figure(cast.herne, base=100, count=10)
    make_figure(cast.bochum, base=100, count=90)
    assert [figure.place for figure in published_figures()] == ["Bochum", "Herne"]


def test_the_city_shows_its_own_figures_and_no_others(cast):
    make_figure(cast.herne, base=59, count=20)
    make_figure(cast.bochum, base=100, count=41)
    text = words(page("/staedte/herne/"))
    assert "Auszubildende 2021: 33,9 % (20 von 59)" in text
    assert "41 von 100" not in text


def test_figures_of_a_city_that_is_not_public_are_not_shown(cast):
    make_figure(cast.herne, base=59, count=20)
    make_figure(cast.bochum, base=100, count=41)
    cast.herne.unpublish()
    PageViewRestriction.objects.create(page=cast.bochum, restriction_type="login")
    assert "20 von 59" not in page()
    assert "41 von 100" not in page()


def test_the_search_finds_the_page_once_it_has_something_to_show(cast):
    rebuild()
    request = SearchRequest(text="Anteil Beschäftigte Einwanderungsgeschichte Ziel")
    assert ADDRESS not in {hit.document.url for hit in find(request).hits}
    make_figure(cast.herne, base=500, count=100)
    drain()
    hits = find(request).hits
    assert hits[0].document.url == ADDRESS


@pytest.mark.parametrize("address", [ADDRESS, "/staedte/herne/"])
def test_queries_do_not_grow(cast, address):
    rebuild()
    make_figure(cast.herne, base=500, count=100)
    few = queries_for(address)
    for year in range(2010, 2020):
        make_figure(cast.herne, base=500, count=100, year=year)
        make_figure(cast.bochum, base=500, count=100, year=year)
    assert queries_for(address) == few
    assert few <= 26


@pytest.mark.usefixtures("demo")
def test_the_demo_shows_published_figures_only():
    text = words(page())
    assert "Mülheim an der Ruhr, 2021: 33,9 % (20 von 59)" in text
    assert "7 von 42" not in text
    assert "10 von 34" not in text
    assert "Herne, 2020: 3,1 % (94 von 3.001)" in text
    assert "keine Erhebung: Die Migrationsgeschichte der Beschäftigten ist nicht bekannt." in text
    assert "Bremen: 13,0 %, Bevölkerung: 28,2 %." in text
    states = {str(f.place): f.state.value for f in published_figures() if f.year == 2017}
    assert states == {"Mülheim an der Ruhr": "suppressed"}
    assert Figure.objects.count() == 9
