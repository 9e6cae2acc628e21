"""Content hosts and the site have no address in common, and no cookie."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in
from training.cage.checks import (
    content_can_be_framed_and_is_kept_apart,
    content_has_hosts_of_its_own,
)
from training.cage.origins import is_content_host, label_of, origin_of

from .packed import fetch, packed

pytestmark = pytest.mark.django_db

CONTENT = "irgendwas.content.localhost:8000"


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.CONTENT_ORIGIN = "http://*.content.localhost:8000"


@pytest.mark.parametrize("host", [CONTENT, "content.localhost", "a.b.content.localhost:1"])
@pytest.mark.parametrize(
    "path", ["/", "/suche/", "/admin/", "/konto/login/", "/lernen/", "/media/x", "/sprache/"]
)
def test_no_page_of_the_site_answers_on_a_content_host(site, host, path):
    response = Client(headers={"host": host}).get(path, follow=False)

    assert response.status_code == 404
    assert response.content == b""


def test_no_cookie_is_read_or_set_on_a_content_host(cast, django_assert_num_queries):
    client = signed_in(cast.administrator)
    with django_assert_num_queries(0):
        response = client.get("/admin/", headers={"host": CONTENT})

    assert response.status_code == 404
    assert not response.cookies


def test_no_address_of_the_cage_answers_on_the_site(cast):
    lesson = packed(cast)

    assert fetch(lesson.grant).status_code == 200
    for path in ("", "inhalt/index.html"):
        response = fetch(lesson.grant, path, host="testserver")
        assert response.status_code == 404
        assert "Content-Security-Policy" in response.headers


def test_pages_of_the_site_may_frame_content_only(client, site, settings):
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]

    assert "frame-src 'self' http://*.content.localhost:" in policy


def test_each_package_has_a_host_for_each_person():
    labels = {label_of(version, user) for version in range(5) for user in range(5)}

    assert len(labels) == 25
    assert label_of(1, 2) == label_of(1, 2)
    assert all(is_content_host(origin_of(label).removeprefix("http://")) for label in labels)


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("inhalte.example.de", True),
        ("INHALTE.example.de:443", True),
        ("x.inhalte.example.de", False),
        ("portal.example.de", False),
        ("xinhalte.example.de", False),
    ],
)
def test_without_a_wildcard_one_host_is_content(settings, host, answer):
    settings.CONTENT_ORIGIN = "https://inhalte.example.de"

    assert is_content_host(host) is answer
    assert origin_of("p1") == "https://inhalte.example.de"


@pytest.mark.parametrize(
    ("site", "content", "problems"),
    [
        ("https://portal.example.de", "https://*.inhalte.example.de", []),
        ("https://portal.example.de", "https://portal.example.de:8443", ["cage.E001", "cage.W001"]),
        ("https://portal.example.de", "https://*.portal.example.de", ["cage.E001"]),
        ("https://portal.example.de", "https://*.example.de", ["cage.E001"]),
        ("https://portal.example.de", "http://*.inhalte.example.de", ["cage.E003"]),
        ("https://portal.example.de", "https://inhalte.example.de", ["cage.W001"]),
    ],
)
def test_a_cage_that_does_not_hold_is_reported(settings, site, content, problems):
    settings.SITE_URL, settings.CONTENT_ORIGIN = site, content

    found = content_has_hosts_of_its_own(None) + content_can_be_framed_and_is_kept_apart(None)

    assert [problem.id for problem in found] == problems


def test_sessions_for_a_whole_domain_are_reported(settings):
    settings.SITE_URL = "https://portal.example.de"
    settings.CONTENT_ORIGIN = "https://*.inhalte.example.de"
    settings.SESSION_COOKIE_DOMAIN = "example.de"

    assert [each.id for each in content_has_hosts_of_its_own(None)] == ["cage.E002"]
