"""`/api/search/`: the page's parameters, JSON, and a sentence for what cannot be used."""

import json

import pytest

from search import services
from search.thesaurus.runtime import current
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(cast):
    GoodPracticeFactory(
        parent=cast.bochum, title="Tandem & mehr", summary="Zu zweit.", keywords=["Mentoring"]
    )
    TrainingModuleFactory(parent=cast.herne, title="Tandems leiten")
    services.rebuild()


def ask(client, query=""):
    response = client.get(f"/api/search/?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def test_answers_with_hits_and_facets(client, entries):
    answer = ask(client, "q=tandem&stadt=bochum")
    assert (answer["total"], answer["page"], answer["pages"]) == (1, 1, 1)
    assert answer["sort"] == "relevanz"
    assert answer["degraded"] is False
    (hit,) = answer["hits"]
    assert hit["title"] == "Tandem & mehr"
    assert hit["title_html"] == "<mark>Tandem</mark> &amp; mehr"
    assert hit["url"].startswith("http://testserver/staedte/bochum/")
    assert hit["tags"] == ["Mentoring"]
    facets = {facet["parameter"]: facet["values"] for facet in answer["facets"]}
    assert facets["stadt"] == [
        {"value": "bochum", "label": "Bochum", "count": 1, "checked": True},
        {"value": "herne", "label": "Herne", "count": 1, "checked": False},
    ]


def test_finds_what_the_page_finds(client, entries):
    query = "q=tandem&stadt=bochum&stadt=herne&sortierung=titel"
    page = client.get(f"/suche/?{query}").context["search"]
    answer = ask(client, query)
    assert answer["total"] == page.total
    assert [hit["id"] for hit in answer["hits"]] == [view.hit.document.id for view in page.hits]


def test_the_number_of_hits_and_the_page(client, entries):
    first, second = (ask(client, f"anzahl=2&seite={page}")["hits"] for page in (1, 2))
    assert len(first) == len(second) == 2
    assert not {hit["id"] for hit in first} & {hit["id"] for hit in second}
    beyond = ask(client, "anzahl=2&seite=9")
    assert (beyond["hits"], beyond["total"], beyond["pages"]) == ([], 4, 2)


@pytest.mark.parametrize(
    ("query", "parameter", "sentence"),
    [
        ("q=" + "x" * 301, "q", "höchstens 300 Zeichen"),
        ("seite=0", "seite", "von 1 bis 500"),
        ("seite=-1", "seite", "von 1 bis 500"),
        ("seite=1000000000", "seite", "von 1 bis 500"),
        ("seite=zwei", "seite", "von 1 bis 500"),
        ("anzahl=51", "anzahl", "von 1 bis 50"),
        ("anzahl=", "anzahl", "von 1 bis 50"),
        ("sortierung=zufall", "sortierung", "relevanz, neu, titel"),
        ("stadt[]=bochum", "stadt[]", "Möglich sind: q, art, stadt"),
        ("%ED%A0%80=1", "", "gibt es nicht"),
    ],
)
def test_says_what_cannot_be_used(client, query, parameter, sentence):
    response = client.get(f"/api/search/?{query}")
    assert response.status_code == 400
    problem = response.json()
    assert sentence in problem["detail"]
    if parameter:
        assert problem["parameter"] == parameter


@pytest.mark.parametrize("query", ["q=%00", "q=%ED%A0%80", "q=%22", "stadt=%00", "stadt=", "q="])
def test_strange_signs_are_no_error(client, query):
    ask(client, query)


def test_only_reads(client):
    assert client.post("/api/search/", {"q": "tandem"}).status_code == 405


def test_is_described(client, cast):
    description = client.get("/api/search/openapi.json").json()
    operation = description["paths"]["/api/search/"]["get"]
    names = {parameter["name"]: parameter for parameter in operation["parameters"]}
    assert {"q", "art", "stadt", "thema", "zielgruppe", "sortierung", "seite", "anzahl"} <= set(
        names
    )
    assert all(parameter["description"] for parameter in names.values())
    assert set(operation["responses"]) == {"200", "400"}
    assert "cdn" not in json.dumps(description)
    assert client.get("/api/search/docs/").status_code == 404


def test_queries_do_not_grow(client, cast, django_assert_max_num_queries):
    counts = []
    for size in (1, 20):
        for _number in range(size):
            GoodPracticeFactory(parent=cast.herne, title="Tandem", keywords=["Mentoring"])
        services.rebuild()
        # Looked at now and then, whatever is searched: not part of the count.
        current()
        with django_assert_max_num_queries(12) as queries:
            ask(client, "q=tandem&anzahl=50")
        counts.append(len(queries))
    assert counts[0] == counts[1]
