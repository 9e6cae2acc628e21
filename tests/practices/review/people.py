"""Who reviews, and what they answer."""

from django.urls import reverse

from portal.people.models import User
from portal.people.roles import PROJECT_GROUP
from practices.review.checklist import CHECKS
from tests.cast import make_user, signed_in


def reviewers(cast) -> dict[str, User]:
    """Members of the Projektgruppe, by the city that they work for."""
    return {
        "bochum": make_user("projektgruppe@bochum.example", cast.bochum, PROJECT_GROUP),
        "herne": make_user("projektgruppe@herne.example", cast.herne, PROJECT_GROUP),
        "none": cast.reviewer,
    }


def approval(**changes) -> dict:
    """An approval with every item answered."""
    return {
        **{f"check_{check.key}": "ja" for check in CHECKS},
        **{f"note_{check.key}": "" for check in CHECKS},
        "evidence_level": 2,
        "evidence_reason": "Mit Zahlen belegt.",
        "comment": "Danke!",
        **changes,
    }


def act(page, user, action="approve", data=None) -> None:
    """One step by the task itself, as every way in the admin ends."""
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action, **(approval() if data is None else data))


def post_action(page, user, action="approve", data=None):
    """The same by the admin's address."""
    state = page.current_workflow_task_state
    return signed_in(user).post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]),
        approval() if data is None else data,
        follow=True,
    )


def submit(page, user) -> None:
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
