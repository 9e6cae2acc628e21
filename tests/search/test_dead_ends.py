"""Nothing found is not an end."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from search import services
from search.thesaurus.models import Concept
from search.thesaurus.runtime import look_again
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _entries(cast):
    GoodPracticeFactory(parent=cast.herne, title="Tandem im Amt", fields=["fuehrung"])
    GoodPracticeFactory(parent=cast.herne, title="Tandem im Rathaus")
    TrainingModuleFactory(parent=cast.bochum, title="Tandem leiten")
    for city, roles in (
        (cast.bochum, ["Koordination Vielfalt", "Kommunales Integrationszentrum"]),
        (cast.herne, ["Personalamt"]),
    ):
        for place, role in enumerate(roles):
            email = f"{role.split()[-1].lower()}@stadt.example"
            city.contacts.create(role=role, email=email, sort_order=place)
        city.save()
    services.rebuild()
    yield
    look_again()


def panel(query, path="/suche/"):
    answer = Client().get(f"{path}?{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one(".results__none")


def ways(query, path="/suche/") -> dict[str, str]:
    """What the links say, with the number behind it → where they lead."""
    return {
        " ".join(item.get_text().split()): item.a["href"]
        for item in panel(query, path).select("li:has(> a)")
        # Those with a colon are lists: other words, and whom to ask.
        if ":" not in item.get_text()
    }


def test_without_its_only_filter_the_search_finds(cast):
    assert ways("q=tandem&stadt=essen") == {
        "Ohne Stadt „essen“ (3 Treffer)": "?q=tandem",
        "Alle Einträge zeigen": "?stadt=essen",
    }


def test_each_filter_with_what_is_found_without_it(cast):
    found = ways("q=tandem&stadt=bochum&art=praxis")
    assert found["Ohne Art „Praxisbeispiel“ (1 Treffer)"] == "?q=tandem&stadt=bochum"
    assert found["Ohne Stadt „Bochum“ (2 Treffer)"] == "?q=tandem&art=praxis"
    assert found["Ohne Filter suchen (3 Treffer)"] == "?q=tandem"
    for label, address in found.items():
        if "Treffer" in label:
            page = BeautifulSoup(Client().get(f"/suche/{address}").content, "html.parser")
            assert f"({page.select_one('#treffer').get_text().split()[0]} Treffer)" in label


def test_a_filter_without_which_there_is_nothing_either_is_not_offered(cast):
    found = ways("q=tandem&stadt=essen&art=praxis")
    assert [label for label in found if label.startswith("Ohne ")] == [
        "Ohne Stadt „essen“ (2 Treffer)",
        "Ohne Filter suchen (3 Treffer)",
    ]


def test_numbers_that_nobody_knows_are_not_guessed(cast):
    found = ways("q=tandem&stadt=essen&art=praxis&art=training")
    assert "Ohne Stadt „essen“" in found


def test_no_filter_helps_where_the_words_find_nothing(cast):
    assert not [label for label in ways("q=xylophon&stadt=bochum") if label.startswith("Ohne ")]


def test_a_listing_leads_to_the_whole_search(cast):
    found = ways("q=leiten", "/praxis/")
    assert found["In allen Einträgen suchen, nicht nur in dieser Liste"] == "/suche/?q=leiten"


def test_names_whom_to_ask_one_a_city(cast):
    text = " ".join(panel("q=xylophon").get_text().split())
    assert "Bochum: Koordination Vielfalt, vielfalt@stadt.example" in text
    assert "Herne: Personalamt" in text
    assert "Integrationszentrum" not in text


def test_names_the_function_that_was_meant(cast):
    text = panel("q=xylophon+kommunales").get_text()
    assert "Kommunales Integrationszentrum" in text
    assert "Koordination Vielfalt" not in text


def test_names_the_city_that_was_asked(cast):
    text = panel("q=xylophon&stadt=herne").get_text()
    assert "Personalamt" in text
    assert "Koordination Vielfalt" not in text


def test_a_city_that_is_not_public_is_not_named(cast):
    cast.herne.unpublish()
    assert "Personalamt" not in panel("q=xylophon").get_text()


def test_leads_to_a_wish_with_the_text(cast):
    link = panel("q=T%C3%BCr+%26+Angel").select_one('a[href^="/wir-suchen/"]')
    assert link["href"] == "/wir-suchen/wunsch/?text=T%C3%BCr%20%26%20Angel"


def test_costs_two_searches_at_most(cast, monkeypatch):
    calls = []
    find = services.find
    monkeypatch.setattr(services, "find", lambda request: calls.append(request) or find(request))
    panel("q=tandem&stadt=essen&art=praxis&thema=fuehrung&zielgruppe=personalrat")
    assert len(calls) == 2
    calls.clear()
    panel("q=xylophon")
    assert len(calls) == 1


def test_offers_other_words_of_the_thesaurus(cast):
    Concept.objects.create(
        label="Xylophon", synonyms="Holzklangspiel", broader="Klangkörper", near="Vibraphon"
    )
    look_again()
    sorts = {
        item.get_text().split(":")[0].strip(): [(a.get_text(), a["href"]) for a in item.select("a")]
        for item in panel("q=xylophon&stadt=bochum").select("li")
        if ":" in item.get_text()
    }
    assert sorts["Andere Städte sagen dazu"] == [("Holzklangspiel", "?q=Holzklangspiel")]
    assert sorts["Allgemeiner"] == [("Klangkörper", "?q=Klangk%C3%B6rper")]
    assert sorts["Verwandt"] == [("Vibraphon", "?q=Vibraphon")]


def test_queries_do_not_grow(cast):
    few = queries_for("/suche/?q=xylophon&stadt=essen")
    for number in range(10):
        cast.bochum.contacts.create(role=f"Stelle {number}", email="stelle@stadt.example")
    cast.bochum.save()
    assert queries_for("/suche/?q=xylophon&stadt=essen") == few
