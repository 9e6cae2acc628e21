"""What people meet when something went wrong."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation
from django.views import defaults

from portal.errors import bad_request, near_pages
from search.services import rebuild
from tests.factories import GoodPracticeFactory


@pytest.fixture
def practice(cast):
    practice = GoodPracticeFactory(
        parent=cast.bochum, title="Anonymisierte Bewerbung", slug="anonymisierte-bewerbung"
    )
    rebuild()
    return practice


def titles(path: str) -> list[str]:
    return [card.title for card in near_pages(path)]


def test_not_found_has_the_look_and_a_search_box(practice, client):
    response = client.get("/gibt/es/nicht/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Diese Seite gibt es hier nicht" in page
    assert 'action="/suche/"' in page
    assert 'value="nicht"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/staedte/bochum/anonymisirte-bewerbung/",
        "/alt/Anonymisierte_Bewerbungen/",
        "/bewerbung-anonymisierte/",
    ],
)
def test_mistyped_addresses_suggest_near_pages(practice, client, path):
    assert titles(path) == ["Anonymisierte Bewerbung"]
    assert practice.url in client.get(path).content.decode()


def test_drafts_are_never_suggested(practice):
    practice.unpublish()
    rebuild()
    assert titles("/staedte/bochum/anonymisirte-bewerbung/") == []


@pytest.mark.parametrize("path", ["/wp-login.php", "/static/x", "/.env", "/", "/%00/", "/12345/"])
def test_machines_cost_nothing(practice, django_assert_num_queries, path):
    with django_assert_num_queries(0):
        assert near_pages(path) == []


def test_refusal_offers_the_sign_in(site, rf: RequestFactory):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/geheim/")
    request.user = AnonymousUser()
    response = defaults.permission_denied(request, PermissionDenied())
    assert response.status_code == 403
    assert "/konto/login/?next=/geheim/" in response.content.decode()


def test_forged_forms_are_explained(cast):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/konto/login/", {"login": "x", "password": "y"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Bitte schicken Sie das Formular noch einmal ab" in page
    assert 'action="/suche/"' in page


def test_server_error_needs_nothing(rf, monkeypatch):
    """Neither the database nor any context: the test has no access to the one, gives no other."""
    monkeypatch.setattr(
        "django.contrib.staticfiles.storage.staticfiles_storage.url",
        lambda name: pytest.fail("asked the manifest"),
    )
    response = defaults.server_error(rf.get("/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "Da ist bei uns etwas schiefgegangen" in page
    assert 'action="/suche/"' in page
    assert "{%" not in get_template("500.html").render({})


def test_a_form_that_is_too_large_is_told_so(site, client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/konto/login/", {"login": "x" * 2000, "password": "y"})
    assert response.status_code == 413
    assert "Das ist zu viel auf einmal" in response.content.decode()


def test_what_cannot_be_read_has_the_look(rf):
    response = bad_request(rf.get("/"), SuspiciousOperation())
    assert response.status_code == 400
    assert "Diese Anfrage konnten wir nicht lesen" in response.content.decode()


def test_too_many_attempts_are_explained(site, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/h/ip"}
    attempt = {"login": "niemand@herne.example", "password": "falsch"}
    client.post("/konto/login/", attempt)
    response = client.post("/konto/login/", attempt)
    page = response.content.decode()
    assert response.status_code == 429
    assert "Bitte warten Sie einen Moment" in page
    assert "wordmark" in page


@pytest.mark.parametrize("status", ["400", "413", "429", "500", "503"])
def test_plain_pages_speak_the_language_of_the_interface(status):
    with translation.override("en"):
        page = get_template(f"{status}.html").render({})
    assert '<html lang="en">' in page
    assert f"Error {status}" in page
