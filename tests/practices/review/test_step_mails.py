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
