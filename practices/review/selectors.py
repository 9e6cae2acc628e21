"""Reads of the review."""

from dataclasses import dataclass

from wagtail.models import TaskState

from portal.cities.permissions import cities_of_user
from practices.evidence import EvidenceLevel
from practices.models import GoodPracticePage

from .checklist import ANSWERS, CHECKS
from .models import Review


@dataclass(frozen=True, slots=True)
class FirstReview:
    """What the second reviewer reads of the first review."""

    level: str
    reason: str
    remarks: list[str]


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


def first_review_in_words(workflow_state) -> FirstReview | None:
    """Its level with the reason, and all that was remarked; one query."""
    review = first_review(workflow_state)
    if review is None:
        return None
    noted = [check for check in CHECKS if review.checks[check.key]["note"]]
    remarks = [check_in_words(check, review.checks[check.key]) for check in noted]
    return FirstReview(
        level=EvidenceLevel(review.evidence_level).label,
        reason=review.evidence_reason,
        remarks=[*remarks, review.comment] if review.comment else remarks,
    )


def check_in_words(check, found: dict[str, str]) -> str:
    """An item of the check list with its answer, and the note in brackets."""
    line = f"{check.label}: {dict(ANSWERS)[found['answer']]}"
    return f"{line} ({found['note']})" if found["note"] else line


def is_reviewed(revision) -> bool:
    """Whether two people have approved of what this revision says; one query."""
    return Review.objects.filter(
        task_state__revision=revision,
        approved=True,
        is_second=True,
        workflow_state__reviews__approved=True,
        workflow_state__reviews__is_second=False,
    ).exists()
