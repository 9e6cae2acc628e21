"""Who hears that a step waits: those who may take it."""

import pytest

from tests.factories import GoodPracticeFactory

from .people import act, reviewers, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails(mailoutbox, django_capture_on_commit_callbacks):
    def addressed_by(do) -> set[str]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return {address for mail in mailoutbox for address in mail.to}

    return addressed_by


def test_the_first_step_is_told_to_the_projektgruppe(cast, mails):
    people = reviewers(cast)
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)
    told = mails(lambda: submit(practice, cast.editor_bochum))
    assert {person.email for person in people.values()} <= told


def test_the_second_step_is_told_to_other_cities(cast, mails):
    people = reviewers(cast)
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)
    submit(practice, cast.editor_bochum)
    practice.refresh_from_db()
    told = mails(lambda: act(practice, people["none"]))
    assert told == {people["herne"].email}


def test_who_gave_the_first_review_is_not_asked_for_the_second(cast, mails):
    people = reviewers(cast)
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)
    submit(practice, cast.editor_bochum)
    practice.refresh_from_db()
    assert mails(lambda: act(practice, people["herne"])) == set()


def test_the_mails_say_in_a_sentence_what_is_to_do(
    cast, mailoutbox, settings, django_capture_on_commit_callbacks
):
    people = reviewers(cast)
    practice = GoodPracticeFactory(parent=cast.bochum, live=False, title="Rat & Tat")
    edit = f"{settings.SITE_URL}/admin/pages/{practice.pk}/edit/"
    with django_capture_on_commit_callbacks(execute=True):
        submit(practice, cast.editor_bochum)
    [told] = [mail for mail in mailoutbox if people["herne"].email in mail.to]
    assert told.subject == "Zu prüfen: Rat & Tat"
    assert told.body.startswith(
        "Guten Tag,\n\n„Rat & Tat“ wartet auf Sie. Schritt: Projektgruppe prüft.\n"
    )
    assert f"zurückgeben:\n{edit}\n" in told.body

    mailoutbox.clear()
    practice.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        act(practice, people["herne"], "reject", {"comment": "Was hat es gekostet?"})
    [told] = mailoutbox
    assert told.to == [cast.editor_bochum.email]
    assert told.subject == "Zurückgegeben: Rat & Tat"
    assert "Begründung:\nWas hat es gekostet?\n\nÜberarbeiten" in told.body
    assert edit in told.body
