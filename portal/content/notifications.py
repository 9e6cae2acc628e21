"""Wagtail's mail to administrators about a submission, next to that about its first step."""

from wagtail.admin.mail import WorkflowStateSubmissionEmailNotifier
from wagtail.models import AbstractGroupApprovalTask, WorkflowState
from wagtail.signals import workflow_submitted

#: Wagtail's own, whose place ours takes.
_UID = "workflow_state_submitted_email_notification"


class SubmissionNotifier(WorkflowStateSubmissionEmailNotifier):
    """The mail about a step for groups goes to administrators too: one submission, one mail."""

    def get_recipient_users(self, workflow_state, user=None, **kwargs):
        users = super().get_recipient_users(workflow_state, user=user, **kwargs)
        step = workflow_state.current_task_state
        if step and isinstance(step.task.specific, AbstractGroupApprovalTask):
            return users.none()
        # Wagtail means to leave out who submits, and does not.
        return users.exclude(pk=user.pk) if user else users


_notify = SubmissionNotifier()


def connect() -> None:
    """Whichever of both apps is ready first, one receiver has the place."""
    workflow_submitted.disconnect(sender=WorkflowState, dispatch_uid=_UID)
    workflow_submitted.connect(_notify, sender=WorkflowState, dispatch_uid=_UID)
