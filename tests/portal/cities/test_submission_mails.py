"""Who hears that a page waits for approval: each person once."""

import pytest
from wagtail.models import Task, Workflow, WorkflowTask

from portal.people.models import User
from portal.people.roles import PROJECT_GROUP
from tests.cast import PASSWORD, make_user
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(mailoutbox, django_capture_on_commit_callbacks):
    """The addresses that hear of a submission, each as often as it has a mail."""

    def submit(page, user) -> list[str]:
        page.save_revision(user=user)
        with django_capture_on_commit_callbacks(execute=True):
            page.get_workflow().start(page, user)
        return sorted(address for mail in mailoutbox for address in mail.to)

    return submit


@pytest.mark.parametrize("kind", ["practice", "city"])
def test_administrators_hear_of_it_once_like_who_approves(cast, told, kind):
    page = cast.bochum
    if kind == "practice":
        page = GoodPracticeFactory(parent=cast.bochum, live=False)

    addresses = told(page, cast.editor_bochum)

    assert addresses == sorted([cast.administrator.email, cast.reviewer.email])


def test_who_is_of_several_kinds_hears_of_it_once(cast, told):
    both = make_user("beides@essen.example", None, PROJECT_GROUP)
    both.is_superuser = True
    both.save()

    assert told(cast.bochum, cast.editor_bochum).count(both.email) == 1


def test_who_submits_hears_nothing(cast, told):
    submitter = User.objects.create_superuser("verwaltung@portal.example", PASSWORD)

    assert submitter.email not in told(cast.bochum, submitter)


def test_of_a_step_that_tells_nobody_administrators_hear_by_the_submission(cast, told):
    workflow = Workflow.objects.create(name="Aushang")
    step = Task.objects.create(name="Aushängen")
    WorkflowTask.objects.create(workflow=workflow, task=step)
    cast.bochum.get_workflow = lambda: workflow

    assert told(cast.bochum, cast.editor_bochum) == [cast.administrator.email]
