"""A person keeps a search: from the search page to their list."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from search.request import SearchRequest
from search.saved.models import MAX_SEARCHES, SavedSearch
from search.saved.services import AlreadySavedError, save_search
from tests.cast import PASSWORD, signed_in
from tests.queries import queries_for

from .saving import save

pytestmark = pytest.mark.django_db


def soup_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def keep_link(client, address: str):
    return soup_of(client.get(address)).select_one(".keep a")


def test_the_search_page_leads_to_a_short_form(cast):
    client = signed_in(cast.learner)
    link = keep_link(client, "/suche/?q=tandem&stadt=herne&stadt=bochum&sortierung=titel&seite=2")
    assert link.get_text().strip() == "Suche merken"

    form = soup_of(client.get(link["href"])).select_one("main form")
    assert form.select_one('[name="title"]')["value"] == "„tandem“, Stadt: Bochum oder Herne"
    assert [radio["value"] for radio in form.select('[name="frequency"]')] == [
        "taeglich",
        "woechentlich",
        "nie",
    ]
    response = client.post(link["href"], {"title": "Tandems", "frequency": "taeglich"})
    assert response["Location"] == "/konto/suchen/"
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.title, saved.frequency) == (cast.learner, "Tandems", "taeglich")
    assert saved.query == "q=tandem&stadt=bochum&stadt=herne"
    assert saved.last_notified_at is None


def test_a_visitor_signs_in_and_comes_back(cast, client):
    link = keep_link(client, "/suche/?q=tandem&stadt=herne")
    assert link.get_text().strip() == "Anmelden und Suche merken"
    sign_in = client.get(link["href"])["Location"]
    response = client.post(sign_in, {"login": cast.learner.email, "password": PASSWORD})
    assert response["Location"] == link["href"]
    assert "„tandem“, Stadt: Herne" in client.get(response["Location"]).content.decode()


def test_a_listing_keeps_its_kind(cast):
    client = signed_in(cast.learner)
    link = keep_link(client, "/praxis/?q=tandem&art=training")
    client.post(link["href"], {"title": "Tandems", "frequency": "nie"})
    assert SavedSearch.objects.get().query == "q=tandem&art=praxis"


def test_live_results_bring_the_link_of_the_new_search(cast):
    response = signed_in(cast.learner).get("/suche/?q=mentoring", headers={"HX-Request": "true"})
    link = BeautifulSoup(response.content, "html.parser").select_one(".keep a")
    assert link["href"] == "/konto/suchen/neu/?q=mentoring"


def test_everything_can_be_a_search(cast):
    saved = save(cast.learner, "")
    assert saved.query == ""
    form = soup_of(signed_in(cast.hr_developer).get("/konto/suchen/neu/"))
    assert form.select_one('[name="title"]')["value"] == "Alle Einträge"


def test_the_same_search_is_kept_once(cast):
    first = save(cast.learner, "q=tandem&stadt=herne&stadt=bochum")
    with pytest.raises(AlreadySavedError) as known:
        save(cast.learner, "stadt=bochum&stadt=herne&q=%20tandem&sortierung=neu")
    assert known.value.saved == first
    save(cast.hr_developer, "q=tandem&stadt=herne&stadt=bochum")

    client = signed_in(cast.learner)
    response = client.get("/konto/suchen/neu/?q=tandem&stadt=bochum&stadt=herne", follow=True)
    assert response.redirect_chain[-1][0] == f"/konto/suchen/{first.pk}/"
    assert "schon gemerkt" in response.content.decode()


def test_a_person_keeps_fifty_and_reads_why_no_more(cast):
    for number in range(MAX_SEARCHES):
        save(cast.learner, f"q=wort{number}")
    response = signed_in(cast.learner).post(
        "/konto/suchen/neu/?q=eins+mehr", {"title": "Eins mehr", "frequency": "nie"}
    )
    assert "Sie haben schon 50 Suchen gemerkt" in response.content.decode()
    assert SavedSearch.objects.of(cast.learner).count() == MAX_SEARCHES

    SavedSearch.objects.of(cast.learner)[10].delete()
    assert save(cast.learner, "q=eins+mehr").place == 11
    save(cast.hr_developer, "q=eins+mehr")


def test_the_database_holds_what_the_service_promises(cast):
    saved = save(cast.learner)
    for changes in (
        {"place": 2},
        {"query": "q=anders"},
        {"query": "q=anders", "place": 0},
        {"query": "q=anders", "place": MAX_SEARCHES + 1},
        {"query": "q=anders", "place": 2, "frequency": "stuendlich"},
        {"query": "q=anders", "place": 2, "feed_token": saved.feed_token},
    ):
        fields = {
            "owner": cast.learner,
            "place": saved.place,
            "query": saved.query,
            "seen_until": timezone.now(),
            "handled_period": timezone.now(),
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedSearch.objects.create(**(fields | changes))


def test_a_search_with_endless_filters_is_refused_with_a_sentence(cast):
    search = SearchRequest(filters={"tag": tuple(f"{number:0>100}" for number in range(50))})
    with pytest.raises(ValidationError, match="zu viele Filter"):
        save_search(owner=cast.learner, search=search, title="Viel")


def test_a_name_is_one_line(cast):
    client = signed_in(cast.learner)
    client.post(
        "/konto/suchen/neu/?q=tandem",
        {"title": "Tandems\r\nBcc: alle@stadt.example", "frequency": "nie"},
    )
    assert SavedSearch.objects.get().title == "Tandems Bcc: alle@stadt.example"
    response = client.post("/konto/suchen/neu/?q=x", {"title": " ", "frequency": "nie"})
    assert soup_of(response).select_one("[data-error-summary]")


def test_a_long_search_gets_a_name_that_fits(cast):
    client = signed_in(cast.learner)
    form = soup_of(client.get(f"/konto/suchen/neu/?q={'wort+' * 50}"))
    proposed = form.select_one('[name="title"]')["value"]
    assert len(proposed) <= 150
    client.post(
        f"/konto/suchen/neu/?q={'wort+' * 50}", {"title": proposed, "frequency": "taeglich"}
    )
    assert SavedSearch.objects.get().title == proposed


def test_keeping_costs_the_search_page_no_query(cast, django_assert_num_queries):
    before = queries_for("/suche/?q=tandem")
    save(cast.learner)
    assert queries_for("/suche/?q=tandem") == before
