"""Publishing by the clock: nobody is there to read why something could not be published."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

logger = logging.getLogger(__name__)

#: How Wagtail names what `publish_scheduled` does.
BY_THE_CLOCK = "wagtail.publish.scheduled"
#: How it names what somebody does who sets the time.
SCHEDULED = "wagtail.publish.schedule"
WITHDRAWN = "portal.schedule.withdrawn"


class ScheduledPublishing:
    """A page that takes its own time table back where it cannot be published.

    Else the command would stop at it, at every turn, with all that waits behind it. The page's
    history says why, and so does a mail to whoever had scheduled it.
    """

    def publish(self, revision, user=None, changed=True, log_action=True, **kwargs):
        publish = super().publish
        if log_action != BY_THE_CLOCK:
            return publish(revision, user=user, changed=changed, log_action=log_action, **kwargs)
        try:
            with transaction.atomic():
                return publish(
                    revision, user=user, changed=changed, log_action=log_action, **kwargs
                )
        except ValidationError as error:
            self._withdraw(revision, " ".join(error.messages))

    @transaction.atomic
    def _withdraw(self, revision, reason: str) -> None:
        from .mails import tell_missed
        from .models import MissedPublication

        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        MissedPublication.objects.create(
            page_id=self.pk, user_id=self._scheduled_by(revision), reason=reason
        )
        transaction.on_commit(tell_missed, robust=True)
        log(instance=self, action=WITHDRAWN, user=revision.user, data={"reason": reason})
        logger.warning("Page %s was not published as scheduled: %s", self.pk, reason)

    def _scheduled_by(self, revision) -> int | None:
        """Whoever set the time, who need not be who wrote the text; the user's key."""
        logged = PageLogEntry.objects.filter(page=self.pk, revision=revision, action=SCHEDULED)
        last = logged.order_by("-timestamp").values_list("user", flat=True).first()
        return last or revision.user_id
