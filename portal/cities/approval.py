"""Who approves of a city's own pages: the Projektgruppe, or the city's Redaktion by itself.

It holds for the city's profile and its pages of information. Entries go the way that the site
gives them, whatever their city has chosen; see `EntryPage.get_workflow`.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import (
    GroupApprovalTask,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from portal.people.roles import editors_of

from .models import CityPage
from .permissions import editable_cities, may_write_for

CHOSEN = "cities.approval"


def cities_to_choose_for(user):
    """The cities for which a person may choose, by name."""
    return editable_cities(user)


def approves_itself(city: CityPage) -> bool:
    """Whether the city's Redaktion approves of its own pages; one query."""
    return WorkflowPage.objects.filter(page_id=city.pk, workflow__active=True).exists()


def has_approved(page, revision) -> bool:
    """Whether this is what the city's Redaktion has approved of, as it had chosen; one query."""
    return TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        workflow_state__status=WorkflowState.STATUS_APPROVED,
        workflow_state__workflow__workflow_pages__page__in=page.get_ancestors(
            inclusive=True
        ).filter(pk__in=CityPage.originals.values("pk")),
    ).exists()


@transaction.atomic
def choose_approval(*, city: CityPage, user, itself: bool) -> None:
    """Shortens the way of the city's own pages to its Redaktion, or gives it back.

    What has been submitted goes on the way on which it was sent. Raises `PermissionDenied` with
    a sentence.
    """
    if not may_write_for(user, city):
        raise PermissionDenied(
            _("Das entscheidet die Redaktion von %(city)s. Fragen Sie dort nach.")
            % {"city": city.title}
        )
    if itself == approves_itself(city):
        return
    if itself:
        # A workflow that somebody has switched off may still hold the place.
        WorkflowPage.objects.update_or_create(
            page_id=city.pk, defaults={"workflow": _own_workflow(city)}
        )
    else:
        WorkflowPage.objects.filter(page_id=city.pk).delete()
    log(instance=city, action=CHOSEN, user=user, data={"itself": itself})


def _own_workflow(city: CityPage) -> Workflow:
    """The one-step workflow of the city's editors; the same each time that it is chosen."""
    groups = [
        permission.group
        for permission in city.group_permissions.filter(
            permission__codename="change_page"
        ).select_related("group")
    ]
    name = _("%(group)s gibt frei") % {"group": editors_of(city.title)}
    task = GroupApprovalTask.objects.filter(
        name=name, active=True, groups__in=groups, workflow_tasks__workflow__active=True
    ).first()
    if task:
        return task.workflow_tasks.filter(workflow__active=True).first().workflow
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.set(groups)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
