"""A list as a link that anybody can open and nobody can make up."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.shortlist.sharing import ids_of, shared_address, token_for
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Anonyme Bewerbung")


@pytest.fixture
def module(cast):
    return TrainingModuleFactory(parent=cast.herne, title="Onboarding")


def titles(response) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [heading.get_text(strip=True) for heading in page.select(".listed__title")]


def test_the_list_offers_its_address_to_anybody(cast, practice, module):
    client = signed_in(cast.learner)
    for page in (module, practice):
        client.post("/merkliste/", {"aufnehmen": page.pk})
    page = BeautifulSoup(client.get("/merkliste/").content, "html.parser")
    address = page.find(id="teilen-adresse")["value"]
    answer = Client().get(address)
    assert titles(answer) == ["Onboarding", "Anonyme Bewerbung"]
    assert cast.learner.email not in answer.content.decode()
    assert "noindex" in answer.content.decode()


def test_two_people_with_one_list_share_one_address(practice):
    assert token_for([practice.pk]) == token_for([practice.pk])
    assert ids_of(token_for([practice.pk])) == [practice.pk]


def test_only_what_is_public_is_shown(cast, practice, module):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False, title="Entwurf")
    private = GoodPracticeFactory(parent=cast.bochum, title="Intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    address = shared_address([practice.pk, draft.pk, private.pk, module.pk, 999_999])
    assert titles(Client().get(address)) == ["Anonyme Bewerbung", "Onboarding"]
    module.unpublish()
    practice.delete()
    answer = Client().get(address)
    assert answer.status_code == 200
    assert "Keiner der Einträge dieser Liste ist noch öffentlich." in answer.content.decode()


@pytest.mark.parametrize("who", ["visitor", "learner"])
def test_all_of_it_is_taken_over(cast, practice, module, who):
    client = Client() if who == "visitor" else signed_in(cast.learner)
    client.post("/merkliste/", {"aufnehmen": module.pk})
    address = shared_address([practice.pk, module.pk])
    answer = client.post(address, follow=True)
    assert "1 Eintrag ist neu auf Ihrer Merkliste." in answer.content.decode()
    assert titles(answer) == ["Onboarding", "Anonyme Bewerbung"]
    assert client.post(address, headers={"Origin": "https://evil.example"}).status_code == 403


def test_looking_changes_nothing(practice):
    client = Client()
    assert not client.get(shared_address([practice.pk])).cookies


def test_what_does_not_fit_is_refused_whole(practice, module, monkeypatch):
    for place in ("stores", "services"):
        monkeypatch.setattr(f"portal.shortlist.{place}.MAX_ENTRIES", 1)
    client = Client()
    answer = client.post(shared_address([practice.pk, module.pk]), follow=True)
    assert "ist nur noch Platz für 1 Eintrag." in answer.content.decode()
    assert titles(client.get("/merkliste/")) == []


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "Unsinn"])
def test_links_that_are_not_ours_lead_nowhere(cast, change):
    answer = Client().get(f"/merkliste/geteilt/{change(token_for([1, 2]))}/")
    assert answer.status_code == 404
    assert "nicht vollständig" in answer.content.decode()


def test_a_hundred_entries_fit_into_an_address():
    address = shared_address(range(1_000_000, 1_000_100))
    assert len(address) < 1000


def test_costs_the_same_for_many(cast):
    counts = []
    for number in (2, 12):
        practices = [GoodPracticeFactory(parent=cast.bochum) for _index in range(number)]
        counts.append(queries_for(shared_address([page.pk for page in practices])))
    assert counts[0] == counts[1]
