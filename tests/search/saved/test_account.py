"""The list of one's searches: change, delete, the feed's address; and nobody else's."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from search.saved.models import SavedSearch
from tests.cast import signed_in

from .saving import save

pytestmark = pytest.mark.django_db


def listing(user) -> BeautifulSoup:
    response = signed_in(user).get("/konto/suchen/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return BeautifulSoup(response.content, "html.parser")


def test_the_account_leads_to_the_list(cast):
    page = signed_in(cast.learner).get("/konto/").content.decode()
    assert 'href="/konto/suchen/"' in page


def test_the_list_shows_name_search_mails_and_feed(cast):
    saved = save(cast.learner, "q=tandem&art=praxis", title="Meine Tandems")
    soup = listing(cast.learner)
    assert soup.select_one(".saved__title a")["href"] == "/suche/?q=tandem&art=praxis"
    facts = " ".join(soup.select_one(".saved__facts").get_text().split())
    assert "Gesucht wird „tandem“, Art: Praxisbeispiel" in facts
    assert "Neues per E-Mail täglich" in facts
    assert "Letzte E-Mail noch keine" in facts
    field = soup.select_one("input[readonly]")
    assert field["value"] == f"http://testserver/feeds/suche/{saved.feed_token}/"


def test_who_has_none_reads_how_to_get_one(cast):
    soup = listing(cast.learner)
    assert "noch keine Suche" in soup.main.get_text()
    assert soup.select_one('main a[href="/suche/"]')


def test_rename_and_change_the_frequency(cast):
    saved = save(cast.learner)
    response = signed_in(cast.learner).post(
        f"/konto/suchen/{saved.pk}/", {"title": "Anders", "frequency": "woechentlich"}, follow=True
    )
    saved.refresh_from_db()
    assert (saved.title, saved.frequency) == ("Anders", "woechentlich")
    assert "gespeichert" in response.content.decode()


def test_deleting_asks_first(cast):
    saved = save(cast.learner)
    client = signed_in(cast.learner)
    assert "Tandems" in client.get(f"/konto/suchen/{saved.pk}/loeschen/").content.decode()
    assert SavedSearch.objects.exists()
    client.post(f"/konto/suchen/{saved.pk}/loeschen/")
    assert not SavedSearch.objects.exists()


def test_a_new_feed_address_replaces_the_old_one(cast, client):
    saved = save(cast.learner)
    old = f"/feeds/suche/{saved.feed_token}/"
    own = signed_in(cast.learner)
    assert own.get(f"/konto/suchen/{saved.pk}/feed-adresse/").status_code == 405
    own.post(f"/konto/suchen/{saved.pk}/feed-adresse/")
    saved.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(f"/feeds/suche/{saved.feed_token}/").status_code == 200


@pytest.mark.parametrize("who", ["hr_developer", "editor_bochum", "reviewer", "administrator"])
def test_nobody_meets_the_searches_of_others(cast, who):
    saved = save(cast.learner, title="Nur für mich")
    client = signed_in(getattr(cast, who))
    assert "Nur für mich" not in client.get("/konto/suchen/").content.decode()
    for path in ("", "loeschen/", "feed-adresse/"):
        response = client.post(
            f"/konto/suchen/{saved.pk}/{path}", {"title": "Fremd", "frequency": "nie"}
        )
        assert response.status_code == 404
    saved.refresh_from_db()
    assert saved.title == "Nur für mich"


def test_visitors_are_asked_to_sign_in(cast, client):
    saved = save(cast.learner)
    for path in ("", "neu/", f"{saved.pk}/", f"{saved.pk}/loeschen/"):
        response = client.post(f"/konto/suchen/{path}")
        assert response["Location"].startswith("/konto/login/?next=/konto/suchen/")


def test_the_admin_knows_nothing_of_them(cast):
    saved = save(cast.learner, title="Nur für mich")
    assert not ReferenceIndex.objects.filter(
        object_id=saved.pk, base_content_type__app_label="search_saved"
    ).exists()
    assert not Permission.objects.filter(content_type__app_label="search_saved").exists()
    client = signed_in(cast.administrator)
    edit = reverse("wagtailusers_users:edit", args=[cast.learner.pk])
    assert "Nur für mich" not in client.get(edit).content.decode()


def test_they_go_with_the_account(cast):
    save(cast.learner)
    other = save(cast.hr_developer)
    client = signed_in(cast.administrator)
    delete = reverse("wagtailusers_users:delete", args=[cast.learner.pk])
    assert client.post(delete).status_code == 302
    assert list(SavedSearch.objects.all()) == [other]


def test_nothing_but_the_person_refers_to_them():
    model = apps.get_model("search_saved.SavedSearch")
    assert [field.related_model.__name__ for field in model._meta.related_objects] == []


def test_the_list_costs_the_same_for_any_number(cast):
    client = signed_in(cast.learner)
    counts = []
    for last in (2, 20):
        for number in range(SavedSearch.objects.count(), last):
            save(cast.learner, f"q=wort{number}&stadt=herne&schlagwort=wort{number}")
        client.get("/konto/suchen/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/konto/suchen/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
