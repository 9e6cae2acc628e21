"""`read_documents`, as an administrator meets it."""

import json
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from portal.media.models import DocumentText, PortalDocument
from portal.media.reading.process import Answer

from .files import make_encrypted_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("root_collection")]


def run(*arguments):
    """Output, errors and the exit code."""
    out, errors, code = StringIO(), StringIO(), 0
    try:
        call_command("read_documents", *arguments, stdout=out, stderr=errors)
    except SystemExit as end:
        code = end.code
    return out.getvalue(), errors.getvalue(), code


def make_document(title, name, content):
    return PortalDocument.objects.create(title=title, file=ContentFile(content, name=name))


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit) as end:
        call_command("read_documents", "--help")
    assert end.value.code == 0
    assert "Beispiel:\n  python manage.py read_documents" in capsys.readouterr().out


def test_reads_what_waits_and_names_what_it_cannot_read():
    make_document("Leitfaden", "leitfaden.txt", b"Vielfalt")
    make_document("Leer", "leer.txt", b"")
    locked = make_document("Verschlossen", "verschlossen.pdf", make_encrypted_pdf())

    output, errors, code = run()

    assert output == "Gelesen: 1, ohne Text: 1, nicht lesbar: 1.\n"
    assert errors == (
        f"„Verschlossen“ ({locked.filename}): Die Datei ist mit einem Passwort geschützt.\n"
    )
    assert code == 1
    assert run() == ("Gelesen: 0, ohne Text: 0, nicht lesbar: 0.\n", "", 0)


def test_answers_in_json():
    locked = make_document("Verschlossen", "verschlossen.pdf", make_encrypted_pdf())

    output, _errors, code = run("--json")

    assert code == 1
    assert json.loads(output) == {
        "read": 0,
        "empty": 0,
        "unreadable": [
            {
                "id": locked.pk,
                "title": "Verschlossen",
                "file": locked.filename,
                "reason": "encrypted",
            }
        ],
        "waiting": 0,
    }


def test_reads_again_what_it_could_not_read_or_everything(monkeypatch):
    calls = []

    def answer(file, kind, **options):
        calls.append(kind)
        return Answer(text="Vielfalt") if kind == "txt" else Answer(reason="slow")

    monkeypatch.setattr("portal.media.reading.services.read_file", answer)
    make_document("Leitfaden", "leitfaden.txt", b"Vielfalt")
    make_document("Handbuch", "handbuch.pdf", b"%PDF")
    run()
    assert sorted(calls) == ["pdf", "txt"]

    calls.clear()
    run("--unreadable")
    assert calls == ["pdf"]

    calls.clear()
    run("--all")
    assert sorted(calls) == ["pdf", "txt"]


def test_finds_documents_that_nobody_queued():
    make_document("Leitfaden", "leitfaden.txt", b"Vielfalt")
    DocumentText.objects.all().delete()

    assert run()[0].startswith("Gelesen: 1")
