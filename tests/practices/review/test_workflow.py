"""The two steps exist once, also on a site that had one, and no city makes them fewer."""

import pytest
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from portal.home.models import StandardPage
from portal.home.services import create_site
from practices.review.models import SecondReviewTask
from practices.review.workflow import practice_workflow
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

from .people import act, submit

pytestmark = pytest.mark.django_db


def test_the_frame_has_both_steps_once(cast):
    create_site()
    create_site()

    assert SecondReviewTask.objects.count() == 1
    assert [step.task.name for step in practice_workflow().workflow_tasks.all()] == [
        "Projektgruppe prüft",
        "Zweitprüfung durch eine andere Stadt",
    ]


@pytest.fixture
def short_path(cast):
    """Bochum's own editors approve of what lies below their city."""
    workflow = Workflow.objects.create(name="Redaktion gibt frei")
    task = GroupApprovalTask.objects.create(name="Redaktion")
    task.groups.set(cast.editor_bochum.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=cast.bochum.page_ptr)
    return workflow


def test_a_shorter_path_of_a_city_is_for_its_standard_pages(cast, short_path):
    page = cast.bochum.add_child(instance=StandardPage(title="Termine", live=False))

    assert page.get_workflow() == short_path


def test_never_for_practices(cast, short_path, people):
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)

    assert practice.get_workflow() == practice_workflow() != short_path
    submit(practice, cast.editor_bochum)
    assert practice.current_workflow_task.name == "Projektgruppe prüft"


def test_modules_go_the_way_that_they_went(cast):
    module = TrainingModuleFactory(parent=cast.bochum, live=False)

    assert module.get_workflow().name == "Prüfung durch die Projektgruppe"


@pytest.mark.parametrize("sent_back", [False, True])
def test_what_waited_in_the_earlier_workflow_goes_on_in_this_one(cast, people, sent_back):
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)
    practice.save_revision()
    earlier = WorkflowPage.objects.get(page__slug="start").workflow
    earlier.start(practice, cast.editor_bochum)
    if sent_back:
        practice.current_workflow_task_state.reject(user=cast.reviewer)

    create_site()

    assert WorkflowState.objects.get().workflow == practice_workflow()
    if sent_back:
        practice.current_workflow_state.resume(user=cast.editor_bochum)
    act(practice, people["bochum"])
    act(practice, people["herne"])
    practice.refresh_from_db()
    assert practice.live


def test_without_its_workflow_nothing_is_submitted(cast):
    SecondReviewTask.objects.get().deactivate()
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)

    assert not practice.has_workflow
    create_site()
    assert practice.has_workflow
