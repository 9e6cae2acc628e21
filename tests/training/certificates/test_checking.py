"""Anybody with the code learns whether it counts, and what the holder agreed to; no more."""

import itertools

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import EnrolmentFactory
from training.certificates import services
from training.certificates.codes import new_code, written

pytestmark = pytest.mark.django_db

NAME = "Alex Beispielname"
FACTS = {"name": (NAME,), "course": ("AGG-Basis", "Bochum"), "date": ("29. Februar 2024", "2026")}


@pytest.fixture
def certificate(cast, course):
    with time_machine.travel("2024-02-29T12:00:00Z"):
        enrolment = EnrolmentFactory(
            user=cast.learner, course=course, finished_at="2024-02-29T12:00:00Z"
        )
        enrolment.refresh_from_db()
        certificate = services.issue(enrolment=enrolment)
        return services.name_holder(certificate=certificate, name=NAME)


def address(certificate):
    return reverse("certificates:check", args=[certificate.written_code])


def main_of(answer) -> str:
    """The page's own part: the frame names cities and years too."""
    return answer.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("agreed", list(itertools.product([False, True], repeat=3)))
@time_machine.travel("2025-01-01T12:00:00Z")
def test_it_shows_what_was_agreed_and_nothing_else(certificate, agreed):
    consents = dict(zip(FACTS, agreed, strict=True))
    services.agree(certificate=certificate, **consents)

    html = main_of(Client().get(address(certificate)))

    assert "Diese Bescheinigung ist echt und gültig." in html
    for fact, words in FACTS.items():
        for word in words:
            assert (word in html) == consents[fact], word
    assert "lernen@bochum.example" not in html


@time_machine.travel("2025-01-01T12:00:00Z")
def test_the_holder_takes_it_back(certificate):
    services.agree(certificate=certificate, name=True, course=True, date=True)
    assert NAME in main_of(Client().get(address(certificate)))

    services.agree(certificate=certificate, name=False, course=False, date=False)

    assert NAME not in main_of(Client().get(address(certificate)))


def test_expired_and_revoked_are_said_plainly(cast, certificate):
    with time_machine.travel("2026-03-01T12:00:00Z"):
        html = main_of(Client().get(address(certificate)))
        assert "echt, aber abgelaufen" in html
        assert "2024" not in html
    with time_machine.travel("2026-01-15T12:00:00Z"):
        services.revoke(certificate=certificate, user=cast.editor_bochum, reason="Irrtum im Test")
        html = main_of(Client().get(address(certificate)))
        assert "wurde am 15. Januar 2026 widerrufen" in html
        assert "Irrtum" not in html
        assert "gültig" not in html


def test_robots_keep_out_and_nothing_is_cached(certificate):
    answer = Client().get(address(certificate))

    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("code", ["EGD7R-2RJ13-D2MZK-F5QK3", "x", "0" * 300])
def test_an_unknown_code_is_said_to_be_one(db, code):
    answer = Client().get(reverse("certificates:check", args=[code]))

    assert answer.status_code == 404
    assert "Zu diesem Code gibt es keine Bescheinigung." in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"


def test_one_types_the_code_as_it_stands_on_paper(certificate):
    typed = certificate.written_code.lower().replace("-", " ").replace("0", "o")

    answer = Client().get(reverse("certificates:enter"), {"code": typed}, follow=True)

    assert answer.redirect_chain == [(address(certificate), 302)]
    assert answer.status_code == 200
    assert Client().get(reverse("certificates:enter")).status_code == 200
    refused = Client().get(reverse("certificates:enter"), {"code": "<b>kurz"})
    assert refused.status_code == 400
    assert "So sieht kein Code aus" in refused.content.decode()
    assert "<b>kurz" not in refused.content.decode()


def test_who_tries_many_codes_waits(certificate, settings):
    settings.ACCOUNT_RATE_LIMITS = {"certificate_check": "3/m/key"}
    cache.clear()
    client = Client()
    statuses = [
        client.get(reverse("certificates:check", args=[written(new_code())])).status_code
        for _number in range(4)
    ]

    assert statuses == [404, 404, 404, 429]
    assert client.get(address(certificate)).status_code == 429
    assert Client(REMOTE_ADDR="10.9.8.7").get(address(certificate)).status_code == 200
    cache.clear()


def test_a_check_asks_the_database_once(certificate, django_assert_num_queries):
    from training.certificates.selectors import certificate_with, shown

    with django_assert_num_queries(1):
        shown(certificate_with(certificate.written_code))
    with django_assert_num_queries(0):
        assert certificate_with("kein Code") is None
