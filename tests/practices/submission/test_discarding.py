"""An author deletes a draft that nobody else has been given, after a question."""

import pytest
from django.core.exceptions import PermissionDenied

from practices.models import GoodPracticePage
from practices.submission import services
from practices.submission.models import Submission
from tests.cast import signed_in

from .writing import address, begun, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast) -> Submission:
    made = begun(cast.learner, "Tandem")
    write(cast.learner, made, "kurzfassung", {"summary": "Ein Gegenüber für Neue."})
    return made


def test_the_author_is_asked_and_then_it_is_gone(cast, submission):
    author = signed_in(cast.learner)
    question = address("discard", submission)
    assert question in author.get(address("overview", submission)).content.decode()
    page = author.get(question).content.decode()
    assert "Entwurf löschen?" in page
    assert "Tandem" in page
    assert GoodPracticePage.objects.filter(pk=submission.page_id).exists()

    answer = author.post(question, follow=True)
    assert "Der Entwurf „Tandem“ ist gelöscht." in answer.content.decode()
    assert not GoodPracticePage.objects.filter(pk=submission.page_id).exists()
    assert not Submission.objects.exists()
    assert author.get(address("overview", submission)).status_code == 404


def test_what_the_redaktion_has_had_stays(cast, submission):
    services.hand_over(submission=submission, user=cast.learner)
    author = signed_in(cast.learner)
    assert address("discard", submission) not in (
        author.get(address("overview", submission)).content.decode()
    )
    refused = author.post(address("discard", submission))
    assert refused.status_code == 403
    assert "Danach löscht ihn die Redaktion." in refused.content.decode()
    services.send_back(submission=submission, user=cast.editor_bochum, text="Bitte ergänzen.")
    assert author.post(address("discard", submission)).status_code == 403
    assert Submission.objects.count() == 1


def test_what_is_reviewed_stays(cast, submission):
    page = submission.page.specific
    page.get_workflow().start(page, cast.editor_bochum)
    with pytest.raises(PermissionDenied):
        services.discard(submission=submission, user=cast.learner)
    assert Submission.objects.count() == 1


def test_nobody_else_deletes_it(cast, submission):
    for user, status in (
        (cast.editor_bochum, 403),
        (cast.editor_herne, 404),
        (cast.hr_developer, 404),
    ):
        assert signed_in(user).post(address("discard", submission)).status_code == status
    assert Submission.objects.count() == 1
