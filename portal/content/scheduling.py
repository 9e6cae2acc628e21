"""Publishing by the clock: nobody is there to read why something could not be published."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

logger = logging.getLogger(__name__)

#: How Wagtail names what `publish_scheduled` does.
BY_THE_CLOCK = "wagtail.publish.scheduled"
WITHDRAWN = "portal.schedule.withdrawn"


class ScheduledPublishing:
    """A page that takes its own time table back where it cannot be published.

    Else the command would stop at it, at every turn, with all that waits behind it. The page's
    history says why.
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
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=self, action=WITHDRAWN, user=revision.user, data={"reason": reason})
        logger.warning("Page %s was not published as scheduled: %s", self.pk, reason)
