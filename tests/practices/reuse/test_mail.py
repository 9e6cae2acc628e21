"""The source's mailbox hears of a declaration: once, in German, after the commit."""

import pytest
from django.core import mail
from django.utils import translation

from practices.reuse import mails, services
from practices.reuse.models import Reuse

from .cities import another_city, confirmed, declared, details

pytestmark = pytest.mark.django_db


def test_it_goes_out_after_the_commit(cast, practice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, translation.override("en"):
        reuse = declared(practice, cast.herne, cast.editor_herne, "in-umsetzung")
        assert mail.outbox == []
        for callback in callbacks:
            callback()
    # What was registered meanwhile runs by itself when the block ends.
    with translation.override("en"):
        mails.tell_sources()
    [sent] = mail.outbox
    assert sent.to == ["vielfalt@bochum.example"]
    assert sent.subject == "Herne nutzt Ihr Praxisbeispiel nach: in Umsetzung"
    assert "Anonymisierte Bewerbung" in sent.body
    assert f"/nachnutzung/{reuse.pk}/" in sent.body
    assert "bestätigt es hier" in sent.body
    assert cast.editor_herne.email not in sent.body


def test_it_goes_out_once(cast, practice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reuse = declared(practice, cast.herne, cast.editor_herne)
    with django_capture_on_commit_callbacks(execute=True):
        services.change(
            reuse=reuse, user=cast.editor_herne, details=details("angepasst"), version=1
        )
    assert mails.tell_sources().sent == 0
    assert len(mail.outbox) == 1


def test_a_mail_server_that_refuses_is_asked_again_with_the_next_one(
    cast, practice, django_capture_on_commit_callbacks, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        declared(practice, cast.herne, cast.editor_herne)
    assert Reuse.objects.get().notified_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        declared(practice, *another_city("Essen"))
    assert sorted(sent.subject for sent in mail.outbox) == [
        "Essen nutzt Ihr Praxisbeispiel nach: übernommen",
        "Herne nutzt Ihr Praxisbeispiel nach: übernommen",
    ]


def test_what_was_taken_back_is_not_told(cast, practice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        reuse = declared(practice, cast.herne, cast.editor_herne)
        services.withdraw(reuse=reuse, user=cast.editor_herne)
    for callback in callbacks:
        callback()
    assert mail.outbox == []


def test_a_confirmation_sends_nothing(cast, practice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    assert len(mail.outbox) == 1
