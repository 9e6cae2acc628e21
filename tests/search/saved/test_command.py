"""search_notify, as a timer and an administrator meet it."""

import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from .saving import publish, save

pytestmark = pytest.mark.django_db


def run(*arguments) -> tuple[str, str, int]:
    """The output, the errors, and the exit code."""
    out, errors = StringIO(), StringIO()
    try:
        call_command("search_notify", *arguments, stdout=out, stderr=errors)
    except SystemExit as end:
        return out.getvalue(), errors.getvalue(), end.code
    return out.getvalue(), errors.getvalue(), 0


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit) as end:
        call_command("search_notify", "--help")
    assert end.value.code == 0
    assert "Beispiel:\n  python manage.py search_notify" in capsys.readouterr().out


def test_says_what_it_did(cast, clock):
    save(cast.learner)
    save(cast.hr_developer, "q=xylophon")
    clock.set("2027-01-13 12:00")
    publish(cast.herne)
    clock.set("2027-01-14 06:05")
    assert run() == ("Fällig: 2, verschickt: 1, ohne Neues: 1.\n", "", 0)
    assert len(mail.outbox) == 1
    output, _errors, code = run("--json")
    assert code == 0
    assert json.loads(output) == {
        "due": 0,
        "sent": 0,
        "without_news": 0,
        "failed": [],
        "problem": "",
    }


def test_a_mail_that_cannot_be_made_is_named_by_number_and_stops_no_other(cast, clock, settings):
    broken, whole = save(cast.learner), save(cast.hr_developer)
    clock.set("2027-01-13 12:00")
    publish(cast.herne)
    clock.set("2027-01-14 06:05")
    type(broken).objects.filter(pk=broken.pk).update(title="Eine\nandere Zeile")

    output, errors, code = run()

    assert output == "Fällig: 2, verschickt: 1, ohne Neues: 0.\n"
    assert code == 1
    assert f"gemerkte Suche {broken.pk} (BadHeaderError)" in errors
    assert cast.learner.email not in errors
    assert [sent.to for sent in mail.outbox] == [[cast.hr_developer.email]]
    assert whole.owner == cast.hr_developer


def test_without_the_engine_it_says_the_remedy(cast, clock, settings, tmp_path):
    from search.engines import get_engine

    save(cast.learner)
    settings.SEARCH_URL = f"embedded://{tmp_path}/empty"
    get_engine.cache_clear()
    clock.set("2027-01-14 06:05")
    output, _errors, code = run("--json")
    assert code == 1
    assert "search_rebuild" in json.loads(output)["problem"]
    output, errors, code = run()
    assert code == 1
    assert "search_rebuild" in errors
