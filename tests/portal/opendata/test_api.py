"""`/api/v3/` gives out what is public of an entry, in one piece, and nothing of a draft."""

import json

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

PAGES = "/api/v3/pages/"


@pytest.mark.parametrize("factory", [GoodPracticeFactory, TrainingModuleFactory])
def test_an_entry_has_everything_that_is_public(cast, client, factory):
    page = factory(parent=cast.bochum, title="Tandem")
    answer = client.get(f"{PAGES}{page.pk}/").json()
    assert answer["summary"] == page.summary
    assert answer["open_data"]["url"] == page.full_url
    assert answer["open_data"]["contact_email"] == "vielfalt@stadt.example"
    assert answer["open_data"]["contract_goals"][0]["key"] == "ziel-1"


def test_entries_are_found_by_their_values(cast, client):
    GoodPracticeFactory(parent=cast.bochum, title="Klein", effort_days=3)
    GoodPracticeFactory(parent=cast.bochum, title="Groß", effort_days=90)
    found = client.get(PAGES, {"type": "practices.GoodPracticePage", "effort_days": 3}).json()
    assert [page["title"] for page in found["items"]] == ["Klein"]


def test_a_city_tells_its_offers(cast, client):
    cast.bochum.offers = [("offer", {"title": "Hospitation", "text": "Zusehen."})]
    cast.bochum.save()
    answer = client.get(f"{PAGES}{cast.bochum.pk}/").json()
    assert answer["key"] == "bochum"
    assert answer["offers"][0]["value"]["title"] == "Hospitation"


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_what_is_not_public_does_not_exist(cast, client, hidden):
    page = GoodPracticeFactory(parent=cast.bochum, title="Geheim", live=hidden != "draft")
    if hidden == "private":
        PageViewRestriction.objects.create(page=cast.bochum, restriction_type="login")
    for visitor in (client, signed_in(cast.learner), signed_in(cast.editor_herne)):
        assert visitor.get(f"{PAGES}{page.pk}/").status_code == 404
        listed = visitor.get(PAGES, {"type": "practices.GoodPracticePage"}).json()
        assert listed["count"] == 0


def test_a_draft_over_a_public_page_and_who_wrote_it_stay_out(cast):
    page = GoodPracticeFactory(
        parent=cast.bochum,
        title="Tandem",
        owner=cast.editor_bochum,
        reviewed_by="Erika Beispiel",
        import_key="geheime-datei.xlsx",
    )
    page.summary = "Geheime Neufassung"
    page.save_revision(user=cast.editor_bochum)
    text = json.dumps(Client().get(f"{PAGES}{page.pk}/").json())
    for secret in ("Geheime", "geheime", "Beispiel", cast.editor_bochum.email):
        assert secret not in text


def test_its_own_address_leads_to_its_description(client):
    response = client.get("/api/v3/", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain == [("/api/v3/docs/", 302)]
