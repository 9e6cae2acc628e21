"""What happens on the wire, and when the mail server is away, refuses, or hangs up."""

import socket

import pytest

from search.saved.models import SavedSearch
from search.saved.notifying import Failure, notify

from .mailserver import MailServer
from .saving import publish, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with MailServer() as server:
        _use(settings, server.port)
        yield server


def _use(settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


@pytest.fixture
def three_with_news(cast, clock):
    """Three people with the same news, at the hour when they are due."""
    people = [cast.learner, cast.hr_developer, cast.reviewer]
    searches = [save(person) for person in people]
    clock.set("2027-01-13 12:00")
    publish(cast.herne, "Tandem & Mentoring <in Herne>", summary="Kurz „und“ klar.")
    clock.set("2027-01-14 06:05")
    return people, searches


def test_the_message_is_readable_as_text_and_as_html(server, three_with_news, settings):
    notify()

    address, message = server.received[0]
    assert message["To"] == address
    assert message["Subject"] == "1 neuer Eintrag: Tandems"
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    text, html = (part.get_content() for part in message.iter_parts())
    assert "Tandem & Mentoring <in Herne>" in text
    assert "Kurz „und“ klar." in text
    assert "Praxisbeispiel · Herne" in text
    assert f"{settings.SITE_URL}/staedte/herne/" in text
    assert "Tandem &amp; Mentoring &lt;in Herne&gt;" in html
    for foreign in ("<img", "<link", "<script", "url(", "@import"):
        assert foreign not in html


def test_the_message_can_be_unsubscribed_by_programs(server, three_with_news, settings):
    """RFC 8058, section 3.1: one HTTPS address, and the promise that a POST is enough."""
    notify()

    for _address, message in server.received:
        link = message["List-Unsubscribe"].strip()
        assert link.startswith(f"<{settings.SITE_URL}/konto/suchen/abbestellen/")
        assert link.endswith("/>")
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        for part in message.iter_parts():
            assert link[1:-1] in part.get_content()
    assert len({message["List-Unsubscribe"] for _address, message in server.received}) == 3
    assert len({message["Message-ID"] for _address, message in server.received}) == 3


def test_all_mails_of_a_run_go_over_one_connection(server, three_with_news):
    assert notify().sent == 3
    assert server.connections == 1


def test_a_server_that_is_away_is_asked_again_by_the_next_run(settings, three_with_news, clock):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        _use(settings, reserved.getsockname()[1])
        marks = list(SavedSearch.objects.values_list("seen_until", "handled_period"))
        report = notify()
    assert (report.sent, report.ok) == (0, False)
    assert "EMAIL_URL" in report.problem
    assert list(SavedSearch.objects.values_list("seen_until", "handled_period")) == marks

    clock.set("2027-01-14 07:05")
    with MailServer() as server:
        _use(settings, server.port)
        assert notify().sent == 3
        assert sorted(server.addresses) == sorted(person.email for person in three_with_news[0])
        assert notify().sent == 0


def test_a_mail_that_is_refused_for_now_does_not_stop_the_others(server, three_with_news, clock):
    people, searches = three_with_news
    server.refuse[people[0].email] = "451 later"
    report = notify()
    assert report.failed == [Failure(searches[0].pk, "SMTPRecipientsRefused 451")]
    assert sorted(server.addresses) == sorted(person.email for person in people[1:])

    server.refuse.clear()
    clock.set("2027-01-14 07:05")
    assert notify().sent == 1
    assert server.addresses[-1] == people[0].email


def test_an_address_that_is_refused_for_ever_is_asked_once_a_day(server, three_with_news, clock):
    people, searches = three_with_news
    server.refuse[people[1].email] = "550 unknown"
    report = notify()
    assert report.failed == [Failure(searches[1].pk, "SMTPRecipientsRefused 550")]
    assert people[1].email not in str(report)
    clock.set("2027-01-14 07:05")
    assert notify().due == 0

    # What could not be told then is told once the address works.
    server.refuse.clear()
    clock.set("2027-01-15 06:05")
    assert notify().sent == 1
    assert "Tandem & Mentoring" in server.received[-1][1].get_body("plain").get_content()


def test_a_server_that_hangs_up_is_called_again_for_the_next_mail(server, three_with_news):
    people, searches = three_with_news
    server.hang_up_on.add(people[1].email)
    report = notify()
    assert [failure.about for failure in report.failed] == [searches[1].pk]
    assert report.sent == 2
    assert server.connections == 2
