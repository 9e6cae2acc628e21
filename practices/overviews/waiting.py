"""What waits for whom, and how long already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState

from portal.cities.models import CityPage
from portal.cities.selectors import city_above
from portal.people.roles import editors_of

from ..review.models import SecondReviewTask
from .tables import Cell, Table, days_since


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    page_id: int
    task: str
    task_id: int | None
    since: datetime


def waiting(cities: Sequence[CityPage], chosen: CityPage | None) -> Table:
    """All rounds of review that are open, the oldest first; eight queries at most.

    What was sent back waits for the city that wrote it; all else for whom the step names.
    """
    steps = [*_in_review(), *_sent_back()]
    pages = Page.objects.in_bulk({step.page_id for step in steps})
    groups = _groups({step.task_id for step in steps if step.task_id})
    others_only = set(SecondReviewTask.objects.values_list("pk", flat=True))
    rows = []
    for step in sorted(steps, key=lambda step: step.since):
        page = pages.get(step.page_id)
        city = page and city_above(page.path, cities)
        if page is None or (chosen and city != chosen):
            continue
        name = city.title if city else ""
        whom = ", ".join(groups.get(step.task_id, ())) if step.task_id else editors_of(name)
        if step.task_id in others_only:
            whom = _("%(groups)s, nicht aus %(city)s") % {"groups": whom, "city": name}
        since = timezone.localtime(step.since).date()
        rows.append(
            (
                Cell(
                    page.draft_title or page.title,
                    reverse("wagtailadmin_pages:edit", args=[page.pk]),
                ),
                Cell(name),
                Cell(step.task),
                Cell(whom),
                Cell(since),
                Cell(days_since(since)),
            )
        )
    headings = (
        _("Eintrag"),
        _("Stadt"),
        _("Schritt"),
        _("Wartet auf"),
        _("Seit"),
        _("Tage"),
    )
    return Table(headings, rows)


def _rounds():
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    ).select_related("current_task_state__task")


def _in_review() -> Iterable[_Step]:
    rounds = _rounds().filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
    )
    for state in rounds:
        step = state.current_task_state
        yield _Step(
            page_id=int(state.object_id),
            task=step.task.name,
            task_id=step.task_id,
            since=step.started_at,
        )


def _sent_back() -> Iterable[_Step]:
    for state in _rounds().filter(status=WorkflowState.STATUS_NEEDS_CHANGES):
        step = state.current_task_state
        yield _Step(
            page_id=int(state.object_id),
            task=_("zur Überarbeitung zurückgegeben"),
            task_id=None,
            since=(step and step.finished_at) or state.created_at,
        )


def _groups(task_ids: Iterable[int]) -> dict[int, list[str]]:
    """The names of the groups that each step waits for."""
    tasks = GroupApprovalTask.objects.filter(pk__in=task_ids).prefetch_related("groups")
    return {task.pk: [group.name for group in task.groups.all()] for task in tasks}
