"""`/suche/vorschlaege/`: what the search fields ask while somebody types."""

import pytest

from search import services, views
from search.insights.selectors import forget_popular
from search.thesaurus import runtime as thesaurus
from tests.factories import GoodPracticeFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db

ADDRESS = "/suche/vorschlaege/"


def test_answers_with_groups_and_a_sentence(client, cast):
    practice = GoodPracticeFactory(parent=cast.herne, title="Tandem & mehr", keywords=["Tandems"])
    services.rebuild()
    response = client.get(ADDRESS, {"q": "tand"})
    assert response.status_code == 200
    assert response.json() == {
        "sentence": "2 Vorschläge",
        "groups": [
            {
                "label": "Suchbegriffe",
                "proposals": [
                    {"text": "Tandems", "label": "Schlagwort", "url": "", "language": "de"}
                ],
            },
            {
                "label": "Einträge",
                "proposals": [
                    {
                        "text": "Tandem & mehr",
                        "label": "Praxisbeispiel",
                        "url": practice.url,
                        "language": "de",
                    }
                ],
            },
        ],
    }


def test_stays_in_the_kind_of_a_listing(client, cast):
    GoodPracticeFactory(parent=cast.herne, title="Tandem")
    services.rebuild()
    assert client.get(ADDRESS, {"q": "tand", "art": "training"}).json() == {
        "sentence": "Keine Vorschläge",
        "groups": [],
    }


def test_speaks_the_chosen_language(client, index):
    client.cookies["django_language"] = "en"
    response = client.get(ADDRESS, {"q": "her"})
    assert response["Content-Language"] == "en"
    assert "Cookie" in response["Vary"]


def test_may_be_kept_for_a_moment_by_everybody(client, index):
    response = client.get(ADDRESS, {"q": "her"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_too_much_at_once_is_refused_and_not_kept(client, index):
    for _place in range(views.MAX_AT_ONCE):
        views._places.acquire()
    try:
        response = client.get(ADDRESS, {"q": "her"})
    finally:
        views._places.release(views.MAX_AT_ONCE)
    assert response.status_code == 429
    assert response["Cache-Control"] == "no-store"
    assert response["Retry-After"] == "1"
    assert response.json()["detail"]
    assert client.get(ADDRESS, {"q": "her"}).status_code == 200


def test_only_reads(client, index):
    assert client.post(ADDRESS, {"q": "her"}).status_code == 405


def test_asks_the_database_at_most_three_times(client, cast, django_assert_max_num_queries):
    services.rebuild()
    client.get(ADDRESS, {"q": "tand"})
    # A minute later: has the thesaurus changed, what is searched now, what waits for the index?
    forget_popular()
    thesaurus.look_again()
    with django_assert_max_num_queries(3):
        client.get(ADDRESS, {"q": "tand"})


def test_asks_the_database_nothing_that_grows(cast):
    counts = []
    for added in (1, 20):
        for number in range(added):
            GoodPracticeFactory(
                parent=cast.herne, title=f"Tandem {added} {number}", keywords=[f"Tandem {number}"]
            )
        services.rebuild()
        counts.append(queries_for(f"{ADDRESS}?q=tand"))
    assert counts == [1, 1]  # what waits for the index


@pytest.mark.parametrize(
    ("address", "asked"),
    [("/", ADDRESS), ("/suche/", ADDRESS), ("/praxis/", f"{ADDRESS}?art=praxis")],
)
def test_every_search_field_knows_the_address(client, index, address, asked):
    assert f'data-suggestions="{asked}"' in client.get(address).content.decode()
