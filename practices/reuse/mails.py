"""The mail that tells a function of the source city that another city reuses its practice."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from search.mailing import AUTOMATIC, MailServerAwayError, Outgoing, absolute, deliver

from .models import Reuse

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A declaration that is being told: claimed by the time at which that was begun."""

    reuse: Reuse

    def settle(self) -> None:
        """The time stays."""

    def give_back(self) -> None:
        Reuse.objects.filter(pk=self.reuse.pk).update(notified_at=None)


def tell_sources() -> int:
    """Sends what has not been told yet, each once; returns how many mails went out.

    A row is claimed before its mail is sent, so that of two processes one sends. What the mail
    server does not take is given back, and is told with the next declaration.
    """
    sent = 0
    untold = Reuse.objects.filter(notified_at=None)
    try:
        with Outgoing() as outgoing:
            for reuse in untold.select_related("practice", "city"):
                if untold.filter(pk=reuse.pk).update(notified_at=timezone.now()):
                    sent += _tell(reuse, outgoing)
    except MailServerAwayError as error:
        logger.warning("Declarations have not been told: %s", error)
    return sent


def _tell(reuse: Reuse, outgoing: Outgoing) -> bool:
    problem = deliver(_Telling(reuse), lambda: declaration_mail(reuse), outgoing)
    if problem:
        logger.warning("The mail about reuse %s was not sent: %s", reuse.pk, problem)
    return not problem


def declaration_mail(reuse: Reuse) -> EmailMessage:
    """In German, whatever language the person uses who declared the reuse."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "reuse": reuse,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "practice_address": reuse.practice.full_url,
            "reuse_address": absolute(reverse("reuse:detail", args=[reuse.pk])),
        }
        return EmailMessage(
            subject=_("%(city)s nutzt Ihr Praxisbeispiel nach: %(status)s")
            % {"city": reuse.city.title, "status": reuse.get_status_display()},
            body=render_to_string("practices/reuse/mail.txt", context),
            to=[reuse.practice.contact_email],
            headers=AUTOMATIC,
        )
