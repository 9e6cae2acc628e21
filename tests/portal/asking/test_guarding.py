"""Programs and senders of masses are kept out; people read why, and keep their text."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portal.asking.guarding import MAX_SECONDS, network_of

from .conftest import Asking, errors_in, stamp

pytestmark = pytest.mark.django_db


def test_who_is_too_quick_is_asked_to_wait(asking):
    answer = asking.send(stamped_before=0)
    assert "Das ging so schnell" in errors_in(answer)
    assert "Wie lange hat es gedauert?" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("broken", ["", "x", "1:x", None])
def test_a_form_without_its_time_is_given_a_new_one(asking, broken):
    sent = stamp(MAX_SECONDS + 60) if broken is None else broken
    answer = asking.send(stamp=sent)
    assert "Bitte schicken Sie ihn noch einmal ab." in errors_in(answer)
    field = BeautifulSoup(answer.content, "html.parser").select_one("[name=stamp]")
    assert field["value"] not in {sent, ""}
    assert mail.outbox == []


def test_a_trap_that_was_filled_in_is_emptied(asking):
    answer = asking.send(website="https://werbung.example")
    assert "das leer bleiben muss" in errors_in(answer)
    field = BeautifulSoup(answer.content, "html.parser").select_one("[name=website]")
    assert not field.get("value")
    assert field["tabindex"] == "-1"
    assert field.find_parent(attrs={"aria-hidden": "true"})
    assert mail.outbox == []


def test_two_links_are_a_question_and_three_are_advertising(asking):
    link = "https://anderswo.example "
    assert "3 Links; erlaubt sind höchstens 2" in errors_in(asking.send(message=link * 3))
    assert "nicht in den Betreff" in errors_in(asking.send(subject=link))
    assert mail.outbox == []
    assert asking.send(message=link * 2).status_code == 302


def test_pressed_twice_it_goes_out_once(asking):
    fields = {"stamp": stamp(10), "message": "Einmal?"}
    first, second = asking.send(**fields), asking.send(**fields)
    assert first.status_code == second.status_code == 302
    assert len(mail.outbox) == 1
    asking.send(**fields | {"message": "Noch eine?"})
    assert len(mail.outbox) == 2


def test_one_network_asks_so_often(asking, settings):
    settings.ACCOUNT_RATE_LIMITS = {"question_from": "2/h/key"}
    for number in range(2):
        assert asking.send(message=f"Frage {number}").status_code == 302
    answer = asking.send(message="Frage 3")
    assert answer.status_code == 429
    assert "Von Ihrem Anschluss kamen viele Fragen" in errors_in(answer)
    assert "Frage 3" in answer.content.decode()
    elsewhere = Asking(Client(REMOTE_ADDR="192.0.2.7"), asking.address)
    assert elsewhere.send(message="Frage 4").status_code == 302


def test_one_mailbox_is_asked_so_often(asking, settings):
    settings.ACCOUNT_RATE_LIMITS = {"question_to": "2/h/key"}
    for number in range(2):
        elsewhere = Asking(Client(REMOTE_ADDR=f"192.0.2.{number}"), asking.address)
        assert elsewhere.send(message=f"Frage {number}").status_code == 302
    answer = asking.send()
    assert answer.status_code == 429
    assert "Dieses Postfach hat gerade sehr viele Fragen bekommen." in errors_in(answer)


def test_an_attempt_that_was_refused_can_be_repeated(asking, settings):
    settings.ACCOUNT_RATE_LIMITS = {"question_from": "1/h/key"}
    asking.send(message="Die erste")
    fields = {"stamp": stamp(10), "message": "Die zweite"}
    assert asking.send(**fields).status_code == 429
    settings.ACCOUNT_RATE_LIMITS = False
    assert asking.send(**fields).status_code == 302
    assert "Die zweite" in mail.outbox[-1].body


def test_no_address_is_kept_in_clear(settings, practice):
    settings.ACCOUNT_RATE_LIMITS = {"question_from": "9/h/key", "question_to": "9/h/key"}
    Asking(Client(REMOTE_ADDR="192.0.2.99"), f"/kontakt/{practice.pk}/").send()
    kept = str(cache._cache)
    assert "portal.asking" in kept
    for address in ("192.0.2.99", "vielfalt@stadt.example", "frage@anderswo.example"):
        assert address not in kept


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
    ],
)
def test_a_home_has_one_network(rf, address, network):
    assert network_of(rf.get("/", REMOTE_ADDR=address)) == network


def test_behind_proxies_the_visitor_counts(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}
    )
    assert network_of(request) == "192.0.2.7"
