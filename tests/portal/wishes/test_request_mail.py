"""The asking city's mailbox hears of an answer: once, in German, after the commit."""

import json

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import translation

from portal.wishes import mails, services
from portal.wishes.models import RequestAnswer
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


def answered(cast, asked, page):
    return services.answer(
        request=asked, page=page, city=cast.bochum, user=cast.editor_bochum, note="Läuft gut."
    )


def test_it_goes_out_once(cast, asked, practice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), translation.override("en"):
        given = answered(cast, asked, practice)
        assert mail.outbox == []
    assert mails.tell_askers().sent == 0
    with django_capture_on_commit_callbacks(execute=True):
        services.mark_helpful(answer=given, user=cast.editor_herne, helpful=True)
    [sent] = mail.outbox
    assert sent.to == ["vielfalt@herne.example"]
    assert sent.subject == "Bochum antwortet auf Ihr Gesuch „Mentoring für Quereinsteigende“"
    for text in (practice.title, "Läuft gut.", asked.get_absolute_url(), practice.full_url):
        assert text in sent.body
    assert cast.editor_bochum.email not in sent.body


def test_a_mail_server_that_is_away_is_asked_again(
    cast, asked, practice, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        answered(cast, asked, practice)
    assert RequestAnswer.objects.get().notified_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        answered(cast, asked, GoodPracticeFactory(parent=cast.bochum, title="Tandem"))
    assert len(mail.outbox) == 2


def test_the_timer_says_so_while_the_mail_server_is_away(cast, asked, practice, settings, capsys):
    answered(cast, asked, practice)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(SystemExit) as ended:
        call_command("close_requests", "--json")
    assert ended.value.code == 1
    assert "nicht erreichbar" in json.loads(capsys.readouterr().out)["problem"]
