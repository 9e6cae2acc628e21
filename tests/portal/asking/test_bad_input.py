"""Whatever is typed: an ordinary sentence, or a mail in which it does no harm."""

import logging
from urllib.parse import urlencode

import pytest
from django.core import mail

from portal.asking.forms import MAX_MESSAGE
from portal.content.lines import clean_lines

from .conftest import errors_in, stamp

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": ""}, "Bitte geben Sie an, wohin die Antwort gehen soll."),
        ({"email": "keine Adresse"}, "Ihre E-Mail-Adresse"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "Ihre E-Mail-Adresse"),
        ({"email": f"{'x' * 300}@b.example"}, "Ihre E-Mail-Adresse"),
        ({"subject": " "}, "Bitte schreiben Sie, worum es geht."),
        ({"subject": "x" * 151}, "Betreff"),
        ({"subject": "a\0b"}, "Betreff"),
        ({"message": " \n "}, "Bitte schreiben Sie Ihre Frage."),
        ({"message": "x" * (MAX_MESSAGE + 1)}, "Ihre Frage"),
        ({"name": "x" * 101}, "Ihr Name"),
        ({"name": "a\0b"}, "Ihr Name"),
        ({"website": "a\0b"}, "Bitte leer lassen"),
        ({"stamp": "x" * 900}, "Bitte schicken Sie ihn noch einmal ab."),
    ],
)
def test_what_cannot_be_sent_is_said(asking, fields, sentence):
    answer = asking.send(**fields)
    assert answer.status_code == 200
    assert sentence in errors_in(answer)
    assert mail.outbox == []


def test_no_header_gets_in(asking):
    asking.send(
        subject="Frage\r\nBcc: opfer@anderswo.example",
        name="Wer\nTo: opfer@anderswo.example",
        message="Zeile 1\r\nBcc: opfer@anderswo.example\r\n.\r\nEnde",
    )
    [sent] = mail.outbox
    headers = sent.message()
    assert headers.get_all("Bcc") is None
    assert headers.get_all("To") == ["vielfalt@stadt.example"]
    assert sent.recipients() == ["vielfalt@stadt.example"]
    assert "Zeile 1\nBcc: opfer@anderswo.example\n.\nEnde" in sent.body


def test_control_signs_do_not_get_in(asking):
    asking.send(message="Vor\x07 und\u2028nach \x00 👩🏽\u200d💻", name="Wer\x1b[31m")
    [sent] = mail.outbox
    assert "Vor und\nnach" in sent.body
    assert "👩🏽\u200d💻" in sent.body
    assert not {"\x07", "\x00", "\x1b"} & set(sent.body)


def test_lone_surrogates_do_not_get_in(client, asking):
    fields = asking.form() | {"email": "frage@anderswo.example", "stamp": stamp(9)}
    body = f"{urlencode(fields)}&message=Halb%ED%A0%80+ganz"
    body = body.replace("&message=&", "&")
    answer = client.post(asking.address, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert mail.outbox[0].message().as_bytes()
    assert clean_lines("Halb\ud800 ganz").encode() == b"Halb? ganz"


def test_a_long_text_with_line_ends_is_counted_as_browsers_do(asking):
    assert asking.send(message="\r\n".join(["x" * 9] * (MAX_MESSAGE // 10))).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete"])
def test_it_is_read_and_sent_alone(client, asking, method):
    assert getattr(client, method)(asking.address).status_code == 405


def test_a_mail_server_that_is_away_loses_nothing(asking, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with caplog.at_level(logging.DEBUG):
        answer = asking.send(message="Geht das verloren?")
    assert answer.status_code == 503
    assert "konnte gerade nicht verschickt werden" in errors_in(answer)
    page = answer.content.decode()
    assert "Geht das verloren?" in page
    assert "frage@anderswo.example" in page
    assert "Geht das verloren?" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert asking.send(message="Geht das verloren?").status_code == 302
