"""Visitors and people with an account put entries on their list and take them off."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.shortlist.models import ShortlistEntry
from tests.cast import PASSWORD, signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Anonyme Bewerbung")


@pytest.fixture
def module(cast):
    return TrainingModuleFactory(parent=cast.herne, title="Onboarding")


@pytest.fixture(params=["visitor", "learner", "editor_bochum"])
def client(request, cast) -> Client:
    return Client() if request.param == "visitor" else signed_in(getattr(cast, request.param))


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def listed(client) -> list[str]:
    page = soup(client.get("/merkliste/"))
    return [heading.get_text(strip=True) for heading in page.select(".listed__title")]


def keep(client, *pages, **options):
    for page in pages:
        answer = client.post("/merkliste/", {"aufnehmen": page.pk}, **options)
    return answer


def test_put_on_and_taken_off_in_order(client, practice, module):
    assert "Ihre Merkliste ist leer." in client.get("/merkliste/").content.decode()
    keep(client, module, practice, module)
    assert listed(client) == ["Onboarding", "Anonyme Bewerbung"]
    client.post("/merkliste/", {"entfernen": module.pk})
    assert listed(client) == ["Anonyme Bewerbung"]


def test_an_entry_says_that_nobody_stands_by_it_any_more(client, cast, practice, module):
    day = date(2024, 5, 6)
    old = GoodPracticeFactory(parent=cast.bochum, review_due=day)
    oldest = GoodPracticeFactory(parent=cast.bochum, review_due=day, archived_on=date(2026, 5, 6))
    keep(client, practice, module, old, oldest)

    entries = soup(client.get("/merkliste/")).select(".listed__entry")

    said = [[each.get_text(strip=True) for each in e.select(".listed__caution")] for e in entries]
    assert said == [
        [],
        [],
        ["Seit 6. Mai 2024 nicht bestätigt"],
        ["Archiviert, weil seit 6. Mai 2024 niemand bestätigt hat, dass es noch gilt"],
    ]


@pytest.mark.parametrize("kind", ["practice", "module"])
def test_the_entrys_page_has_a_button_for_it(client, practice, module, kind):
    entry = {"practice": practice, "module": module}[kind]
    page = soup(client.get(entry.url))
    button = page.select_one("button[name=aufnehmen]")
    form = page.find("form", id=button["form"])
    assert form["action"] == "/merkliste/"
    assert form["method"] == "post"
    back = form.select_one("input[name=next]")["value"]
    answer = client.post(form["action"], {button["name"]: button["value"], "next": back})
    assert answer["Location"] == entry.url
    page = soup(client.get(entry.url))
    assert page.select_one("button[name=entfernen]")["value"] == str(entry.pk)
    assert "steht auf Ihrer Merkliste" in page.get_text()


def test_hits_have_buttons_outside_of_the_searchs_form(client, practice):
    from search.services import rebuild

    rebuild()
    keep(client, practice)
    page = soup(client.get("/suche/?q=Bewerbung"))
    button = page.select_one(".hit button[name=entfernen]")
    assert button["value"] == str(practice.pk)
    assert "Anonyme Bewerbung" in button.get_text()
    assert page.find("form", id=button["form"]).find_parent("form") is None


def test_htmx_gets_the_button_and_the_count(client, practice):
    answer = keep(client, practice, headers={"HX-Request": "true"})
    fragment = soup(answer)
    assert answer.status_code == 200
    assert fragment.select_one("button")["name"] == "entfernen"
    assert fragment.select_one("[hx-swap-oob] .shortlist-count__number").get_text() == "1"


def test_the_header_counts_what_is_public(client, practice, module):
    keep(client, practice, module)
    assert soup(client.get("/")).select_one(".site-nav .shortlist-count__number").string == "2"
    module.unpublish()
    assert soup(client.get("/")).select_one(".site-nav .shortlist-count__number").string == "1"


def test_what_is_no_longer_public_vanishes_and_comes_back(client, practice, module):
    keep(client, practice, module)
    practice.unpublish()
    assert listed(client) == ["Onboarding"]
    practice.save_revision().publish()
    assert listed(client) == ["Anonyme Bewerbung", "Onboarding"]
    practice.delete()
    assert listed(client) == ["Onboarding"]


@pytest.mark.parametrize("value", ["0", "", "abc", "99999999", "9" * 40, "²", "-1"])
def test_nothing_else_can_be_kept(client, cast, value):
    answer = client.post("/merkliste/", {"aufnehmen": value}, follow=True)
    assert "Diesen Eintrag gibt es nicht mehr." in answer.content.decode()
    assert client.post("/merkliste/", {"entfernen": value}).status_code == 302
    assert listed(client) == []


def test_drafts_and_other_pages_cannot_be_kept(client, cast):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    for page in (draft, cast.bochum):
        answer = client.post("/merkliste/", {"aufnehmen": page.pk}, follow=True)
        assert "Diesen Eintrag gibt es nicht mehr." in answer.content.decode()


def test_a_full_list_says_so_and_htmx_too(client, practice, module, monkeypatch):
    for place in ("stores", "services"):
        monkeypatch.setattr(f"portal.shortlist.{place}.MAX_ENTRIES", 1)
    keep(client, practice)
    answer = client.post("/merkliste/", {"aufnehmen": module.pk}, follow=True)
    assert "Mehr als 1 Einträge gehen nicht" in answer.content.decode()
    fragment = soup(keep(client, module, headers={"HX-Request": "true"}))
    assert "Ihre Merkliste ist voll" in fragment.select_one("[role=alert]").get_text()
    assert fragment.select_one("button")["name"] == "aufnehmen"
    assert listed(client) == ["Anonyme Bewerbung"]


def test_what_vanished_takes_no_place_in_a_full_list(client, practice, module, monkeypatch):
    for place in ("stores", "services"):
        monkeypatch.setattr(f"portal.shortlist.{place}.MAX_ENTRIES", 1)
    keep(client, practice)
    practice.unpublish()
    keep(client, module)
    assert listed(client) == ["Onboarding"]


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_leads_nowhere_else(client, practice, back):
    answer = client.post("/merkliste/", {"aufnehmen": practice.pk, "next": back})
    assert answer["Location"] == "/merkliste/"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_other_sites_change_nothing(client, practice, headers):
    assert keep(client, practice, headers=headers).status_code == 403
    assert listed(client) == []
    own = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert keep(client, practice, headers=own).status_code == 302


def test_visitors_with_nothing_get_no_cookie_and_cost_no_query(
    cast, practice, django_assert_num_queries
):
    client = Client()
    for address in ("/", practice.url, "/merkliste/", "/suche/"):
        assert not client.get(address).cookies
    frame = queries_for("/merkliste/")
    # The frame's own queries: the site, and the links of header and footer.
    assert frame <= 4
    with django_assert_num_queries(frame):
        client.get("/merkliste/")


def test_a_long_list_costs_as_many_queries_as_a_short_one(client, cast):
    counts = []
    for number in (1, 12):
        for _index in range(number):
            keep(client, GoodPracticeFactory(parent=cast.bochum))
            keep(client, TrainingModuleFactory(parent=cast.herne))
        client.get("/merkliste/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/merkliste/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


class TestSigningIn:
    @pytest.fixture
    def visitor(self):
        return Client()

    def sign_in(self, client, user):
        answer = client.post(
            "/konto/login/", {"login": user.email, "password": PASSWORD}, follow=True
        )
        assert answer.status_code == 200
        assert answer.wsgi_request.user == user
        return answer

    def test_takes_the_visitors_list_over(self, visitor, cast, practice, module):
        keep(signed_in(cast.learner), module)
        keep(visitor, practice, module)
        self.sign_in(visitor, cast.learner)
        assert listed(visitor) == ["Onboarding", "Anonyme Bewerbung"]
        assert ShortlistEntry.objects.count() == 2

    def test_leaves_nothing_for_the_next_one_at_the_same_computer(self, visitor, cast, practice):
        keep(visitor, practice)
        self.sign_in(visitor, cast.learner)
        visitor.post("/konto/logout/")
        assert listed(visitor) == []
        self.sign_in(visitor, cast.reviewer)
        assert listed(visitor) == []

    def test_says_what_has_no_room(self, visitor, cast, practice, module, monkeypatch):
        for place in ("stores", "services"):
            monkeypatch.setattr(f"portal.shortlist.{place}.MAX_ENTRIES", 1)
        keep(signed_in(cast.learner), module)
        keep(visitor, practice)
        answer = self.sign_in(visitor, cast.learner)
        assert "hat keinen Platz mehr" in answer.content.decode()
        assert listed(visitor) == ["Onboarding"]
