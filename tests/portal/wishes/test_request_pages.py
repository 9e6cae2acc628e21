"""What visitors read of requests, and where an editor starts."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from portal.wishes import services
from portal.wishes.models import CityRequest, Wish
from search.services import rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.portal.opendata.reading import linked_data, schema_org
from tests.queries import queries_for

from .conftest import details, form_fields, requested

pytestmark = pytest.mark.django_db


def titles(client, query="") -> list[str]:
    page = BeautifulSoup(client.get(f"/wir-suchen/{query}").content, "html.parser")
    return [link.get_text(strip=True) for link in page.select(".request__title a")]


def test_the_list_narrows_by_city_field_and_state(client, cast, asked, given):
    services.create(
        city=cast.bochum,
        user=cast.editor_bochum,
        details=details("Sprachmittlung", fields=("sprache",)),
    )
    closed = requested(cast, title="Gefunden")
    services.close(request=closed, user=cast.editor_herne)
    mentoring = "Mentoring für Quereinsteigende"
    assert titles(client) == ["Sprachmittlung", mentoring]
    assert titles(client, "?stadt=herne") == [mentoring]
    assert titles(client, "?handlungsfeld=sprache") == ["Sprachmittlung"]
    assert titles(client, "?stand=offen") == ["Sprachmittlung"]
    assert titles(client, "?stand=beantwortet") == [mentoring]
    assert titles(client, "?stand=geschlossen") == ["Gefunden"]
    assert titles(client, "?stadt=x&handlungsfeld=y&stand=z&seite=w") == titles(client)


def test_one_request_says_what_for_whom_and_until_when(client, asked, given, practice):
    page = client.get(asked.get_absolute_url()).content.decode()
    for text in (
        "Herne sucht",
        "Mentoring für Quereinsteigende",
        "Ein Konzept, das eine Stadt erprobt hat.",
        "Für unser Programm im Herbst.",
        "Personalgewinnung",
        "Beschäftigte",
        "gesucht bis",
        "vielfalt@herne.example",
        "Läuft seit drei Jahren.",
        practice.title,
    ):
        assert text in page
    assert "redaktion@herne.example" not in page


def test_it_tells_machines_what_is_sought(client, cast, asked):
    data = schema_org(asked.get_absolute_url())
    assert data["name"] == "Herne"
    assert data["contactPoint"]["email"] == "vielfalt@herne.example"
    assert data["seeks"]["@type"] == "Demand"
    assert data["seeks"]["name"] == "Mentoring für Quereinsteigende"
    assert data["seeks"]["url"].endswith(asked.get_absolute_url())
    assert data["seeks"]["validThrough"] == asked.until.isoformat()
    services.close(request=asked, user=cast.editor_herne)
    assert linked_data(asked.get_absolute_url()) == []


def test_another_title_in_the_address_leads_to_the_right_one(client, asked):
    answer = client.get(f"/wir-suchen/{asked.pk}-alt/")
    assert (answer.status_code, answer.url) == (302, asked.get_absolute_url())


def test_a_closed_one_keeps_its_address(client, cast, asked):
    services.close(request=asked, user=cast.editor_herne)
    assert "Dieses Gesuch ist geschlossen." in client.get(asked.get_absolute_url()).content.decode()


def test_what_is_not_public_is_not_shown(client, cast, asked, given, practice):
    practice.unpublish()
    assert practice.title not in client.get(asked.get_absolute_url()).content.decode()
    cast.herne.unpublish()
    assert client.get(asked.get_absolute_url()).status_code == 404
    assert titles(client) == []


def test_city_and_entry_lead_to_it(client, cast, asked, given, practice):
    assert f'href="{asked.get_absolute_url()}"' in client.get("/staedte/herne/").content.decode()
    page = client.get(practice.url).content.decode()
    assert "Antwort auf ein Gesuch von Herne" in page
    services.mark_helpful(answer=given, user=cast.editor_herne, helpful=True)
    assert "hat geholfen" in client.get(practice.url).content.decode()


@pytest.mark.parametrize("address", ["/wir-suchen/", "/staedte/herne/"])
def test_queries_do_not_grow(cast, asked, given, address):
    few = queries_for(address)
    for number in range(5):
        requested(cast, title=f"Gesuch {number}", fields=("sprache", "ausbildung"))
    assert queries_for(address) == few


def test_queries_do_not_grow_with_answers(cast, asked, given):
    few = queries_for(asked.get_absolute_url())
    for number in range(5):
        services.answer(
            request=asked,
            page=GoodPracticeFactory(parent=cast.bochum, title=f"Praxis {number}"),
            city=cast.bochum,
            user=cast.editor_bochum,
            note="Passt.",
        )
    assert queries_for(asked.get_absolute_url()) == few


def test_an_editor_publishes_a_wish_without_the_person(cast):
    wish = Wish.objects.create(city=cast.herne, text="Wer hat ein Mentoring?")
    client = signed_in(cast.editor_herne)
    address = f"{reverse('requests:create')}?wunsch={wish.pk}"
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert page.select_one("[name=sought]").get_text(strip=True) == "Wer hat ein Mentoring?"
    answer = client.post(address, form_fields(city=cast.herne.pk), follow=True)
    assert "Das Gesuch ist veröffentlicht." in answer.content.decode()
    assert CityRequest.objects.get().wish == wish


@pytest.mark.parametrize("number", ["0", "x", "999999999999"])
def test_a_wish_that_does_not_exist_is_not_found(cast, number):
    address = f"{reverse('requests:create')}?wunsch={number}"
    assert signed_in(cast.editor_herne).get(address).status_code == 404


def test_the_form_says_what_is_missing_and_keeps_the_rest(cast):
    answer = signed_in(cast.editor_herne).post(
        reverse("requests:create"),
        form_fields(city=cast.herne.pk, until="2001-01-01", title="a\0b", sought="Zeile\x07\r\n2"),
    )
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select("[data-error-summary] a")
    assert "Für unser Programm im Herbst." in page.get_text()
    assert not CityRequest.objects.exists()


def test_an_answer_is_chosen_from_what_the_search_finds(cast, asked, practice):
    GoodPracticeFactory(parent=cast.herne, title="Mentoring in Herne")
    rebuild()
    client = signed_in(cast.editor_bochum)
    address = reverse("requests:answer", args=[asked.pk])
    page = client.get(f"{address}?q=Mentoring").content.decode()
    assert "Mentoring zum Aufstieg (Bochum)" in page
    assert "Mentoring in Herne" not in page
    nothing = client.get(f"{address}?q=Xylophon").content.decode()
    assert "Suchen Sie mit anderen Wörtern." in nothing
    answer = client.post(
        f"{address}?q=Mentoring", {"entry": practice.pk, "note": "Passt genau."}, follow=True
    )
    assert "Passt genau." in answer.content.decode()


def test_old_addresses_of_wishes_lead_on(client):
    answer = client.get("/wir-suchen/?text=Mentoring+im+Amt")
    assert (answer.status_code, answer.url) == (
        302,
        f"{reverse('wishes_new')}?text=Mentoring+im+Amt",
    )
