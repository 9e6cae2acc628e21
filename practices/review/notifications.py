"""Wagtail's mail about a step that waits, for those who may take it."""

from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from .models import ReviewTaskRules
from .services import review_refusal

#: Wagtail's own, whose place ours takes.
_UID = "group_approval_task_submitted_email_notification"


class ReviewStepNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """The second review waits for another city: the one that submits hears nothing of it."""

    def get_recipient_users(self, task_state, **kwargs):
        users = super().get_recipient_users(task_state, **kwargs)
        task = task_state.task.specific
        if not isinstance(task, ReviewTaskRules):
            return users
        page = task_state.workflow_state.content_object.specific
        allowed = [
            user.pk
            for user in users.distinct()
            if not review_refusal(task=task, page=page, user=user)
        ]
        return users.filter(pk__in=allowed).distinct()


_notify = ReviewStepNotifier()


def connect() -> None:
    """Whichever of both apps is ready first, one receiver has the place."""
    task_submitted.disconnect(sender=TaskState, dispatch_uid=_UID)
    task_submitted.connect(_notify, sender=TaskState, dispatch_uid=_UID)
