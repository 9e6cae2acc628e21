"""The mail that tells a function of the source city that another city reuses its practice."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .models import Reuse

logger = logging.getLogger(__name__)


def tell_sources() -> int:
    """Sends what has not been told yet, each once; returns how many mails went out.

    A row is claimed before its mail is sent, so that of two processes one sends. What the mail
    server refuses is given back, and is told with the next declaration.
    """
    sent = 0
    untold = Reuse.objects.filter(notified_at=None)
    for reuse in untold.select_related("practice", "city"):
        if not untold.filter(pk=reuse.pk).update(notified_at=timezone.now()):
            continue
        try:
            sent += declaration_mail(reuse).send()
        except OSError:  # what smtplib raises is an OSError too
            logger.exception("The mail about reuse %s was not sent.", reuse.pk)
            Reuse.objects.filter(pk=reuse.pk).update(notified_at=None)
    return sent


def declaration_mail(reuse: Reuse) -> EmailMessage:
    """In German, whatever language the person uses who declared the reuse."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "reuse": reuse,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "practice_address": reuse.practice.full_url,
            "reuse_address": settings.SITE_URL + reverse("reuse:detail", args=[reuse.pk]),
        }
        return EmailMessage(
            subject=_("%(city)s nutzt Ihr Praxisbeispiel nach: %(status)s")
            % {"city": reuse.city.title, "status": reuse.get_status_display()},
            body=render_to_string("practices/reuse/mail.txt", context),
            to=[reuse.practice.contact_email],
            headers={"Auto-Submitted": "auto-generated"},  # RFC 3834: no out-of-office replies
        )
