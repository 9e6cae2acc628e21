"""Reads of the review."""

from wagtail.models import TaskState

from portal.cities.permissions import cities_of_user
from practices.models import GoodPracticePage

from .models import Review


def reviewable_states(task, user):
    """What waits in this step for this person; three queries at most."""
    waiting = task.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
    if not (user.is_superuser or task.groups.filter(user=user).exists()):
        return waiting.none()
    if not task.is_second:
        return waiting
    if not user.home_city_id:
        return waiting.none()
    given = Review.objects.filter(approved=True, reviewer=user).values("workflow_state")
    waiting = waiting.exclude(workflow_state__in=given).exclude(workflow_state__requested_by=user)
    for city in cities_of_user(user):
        own = GoodPracticePage.objects.descendant_of(city).values_list("pk", flat=True)
        waiting = waiting.exclude(workflow_state__object_id__in=[str(pk) for pk in own])
    return waiting


def first_review(workflow_state) -> Review | None:
    """The approval of the first step in this round."""
    return Review.objects.filter(
        workflow_state=workflow_state, approved=True, is_second=False
    ).first()


def is_reviewed(revision) -> bool:
    """Whether two people have approved of what this revision says; one query."""
    return Review.objects.filter(
        task_state__revision=revision,
        approved=True,
        is_second=True,
        workflow_state__reviews__approved=True,
        workflow_state__reviews__is_second=False,
    ).exists()
