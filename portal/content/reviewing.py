"""What waits for a person's review, on the admin's first page."""

from copy import copy

from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Revision, Task, TaskState, WorkflowTask


class ReviewingPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's panel, whose queries do not grow with what waits.

    Wagtail asks each step anew who may take it and what has become of the others. What is listed
    is already what the person may act on, so a kind of step is asked once; the other steps are
    read together. Only pages have workflows here.
    """

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        context = Component.get_context_data(self, parent_context)
        states = [state for state in _waiting_for(request.user) if state.revision.content_object]
        tasks = {task.pk: task for task in _tasks_of(states)}
        actions = {}
        for state in states:
            if state.task_id not in actions:
                page = state.revision.content_object
                task = tasks[state.task_id]
                actions[state.task_id] = task.get_actions(page, request.user)
        steps = _steps(states)
        return context | {
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            "states": [
                {
                    "obj": state.revision.content_object,
                    "revision": state.revision,
                    "previous_revision_id": state.previous_revision_id,
                    "live_revision_id": state.revision.content_object.live_revision_id,
                    "task_state": state,
                    "actions": actions[state.task_id],
                    "workflow_tasks": steps[state.workflow_state_id],
                    "workflow_action_url_name": "wagtailadmin_pages:workflow_action",
                    "workflow_preview_url_name": "wagtailadmin_pages:workflow_preview",
                    "revisions_compare_url_name": "wagtailadmin_pages:revisions_compare",
                }
                for state in states
            ],
        }


def _waiting_for(user):
    """The steps that the person may take, newest first, each with its page."""
    return (
        TaskState.objects.reviewable_by(user)
        .select_related("task", "revision", "revision__user", "workflow_state__workflow")
        .prefetch_related("revision__content_object", "revision__content_object__latest_revision")
        .order_by("-started_at", "-pk")
        .annotate(previous_revision_id=Revision.objects.previous_revision_id_subquery())
    )


def _tasks_of(states):
    return Task.objects.filter(pk__in={state.task_id for state in states}).specific()


def _steps(states) -> dict[int, list[Task]]:
    """Round → all steps of its workflow in their order, each with what has become of it there.

    A step that was taken twice shows the last time. Two queries.
    """
    rounds = {state.workflow_state_id: state.workflow_state for state in states}
    became = {
        (taken.workflow_state_id, taken.task_id): taken.status
        for taken in TaskState.objects.filter(workflow_state__in=rounds).order_by(
            "started_at", "pk"
        )
    }
    words = dict(TaskState.STATUS_CHOICES)
    planned = list(
        WorkflowTask.objects.filter(workflow__in={state.workflow_id for state in rounds.values()})
        .select_related("task")
        .order_by("sort_order")
    )
    steps = {}
    for key, state in rounds.items():
        steps[key] = []
        for plan in planned:
            if plan.workflow_id == state.workflow_id:
                step = copy(plan.task)
                step.status = became.get((key, step.pk))
                step.status_display = words.get(step.status, _("Noch nicht begonnen"))
                steps[key].append(step)
    return steps
