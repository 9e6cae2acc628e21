"""The way of a practice: Projektgruppe, then another city. The same for all, never shorter."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from .models import ProjectReviewTask, SecondReviewTask


def practice_workflow() -> Workflow | None:
    """The workflow with both steps, whatever is assigned to the city or above it; one query.

    None where somebody has taken it apart: then nothing can be submitted, and `create_site`
    makes it again.
    """
    return (
        Workflow.objects.filter(
            active=True, workflow_tasks__task__in=ProjectReviewTask.objects.filter(active=True)
        )
        .filter(workflow_tasks__task__in=SecondReviewTask.objects.filter(active=True))
        .order_by("pk")
        .first()
    )


def install(group: Group) -> None:
    """Makes the workflow where it is missing; `group` gives both reviews. Idempotent.

    What waits in an earlier workflow goes on in this one, from its first step.
    """
    workflow = practice_workflow()
    if workflow is None:
        workflow = Workflow.objects.create(name=_("Prüfung von Praxisbeispielen"))
        steps = (
            ProjectReviewTask(name=_("Projektgruppe prüft")),
            SecondReviewTask(name=_("Zweitprüfung durch eine andere Stadt")),
        )
        for number, task in enumerate(steps):
            task.save()
            task.groups.add(group)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    _take_over(workflow)


def _take_over(workflow: Workflow) -> None:
    """Moves the open rounds of practices into the workflow; nobody has to submit again."""
    from practices.models import GoodPracticePage

    first = workflow.workflow_tasks.order_by("sort_order").first().task
    rounds = WorkflowState.objects.active().filter(
        content_type=ContentType.objects.get_for_model(GoodPracticePage)
    )
    for state in rounds.exclude(workflow=workflow):
        TaskState.objects.filter(pk=state.current_task_state_id).update(task=first)
        WorkflowState.objects.filter(pk=state.pk).update(workflow=workflow)
