"""The mails between author and Redaktion, each sent once."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.cities.selectors import editor_addresses
from search.mailing import (
    AUTOMATIC,
    MailServerAwayError,
    Outgoing,
    absolute,
    deliver,
    site_host,
)

from .models import Notice, NoticeKind
from .selectors import overview_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A notice that this process sends: claimed by the time at which it began."""

    notice: Notice

    def settle(self) -> None:
        """The time stays."""

    def give_back(self) -> None:
        Notice.objects.filter(pk=self.notice.pk).update(sent_at=None)


def send_notices() -> int:
    """Sends what has not been sent, each once; returns how many mails went out.

    A notice is claimed before its mail is sent, so that of two processes one sends. What the
    mail server does not take is given back, and goes out with the next one.
    """
    sent = 0
    unsent = Notice.objects.filter(sent_at=None)
    waiting = list(
        unsent.select_related("submission__page", "submission__author").order_by("at", "pk")
    )
    try:
        with Outgoing() as outgoing:
            for notice in waiting:
                if unsent.filter(pk=notice.pk).update(sent_at=timezone.now()):
                    sent += _send(notice, outgoing)
    except MailServerAwayError as error:
        logger.warning("Notices about drafts have not been sent: %s", error)
    return sent


def _send(notice: Notice, outgoing: Outgoing) -> bool:
    if not recipients(notice):
        logger.warning("Nobody can be told of draft %s.", notice.submission.page_id)
        return False
    problem = deliver(_Claimed(notice), lambda: notice_mail(notice), outgoing)
    if problem:
        logger.warning("The mail about draft %s was not sent: %s", notice.pk, problem)
    return not problem


def recipients(notice: Notice) -> list[str]:
    submission = notice.submission
    if notice.kind == NoticeKind.HANDED_OVER:
        return editor_addresses(submission.city)
    return [submission.author.email] if submission.author else []


def notice_mail(notice: Notice) -> EmailMessage:
    """In German, whatever language the person uses who took the step."""
    submission = notice.submission
    page = submission.draft
    with translation.override(settings.LANGUAGE_CODE):
        handed_over = notice.kind == NoticeKind.HANDED_OVER
        subject = _("Neuer Entwurf: %(title)s") if handed_over else _("Bitte ergänzen: %(title)s")
        context = {
            "notice": notice,
            "page": page,
            "author": submission.author,
            "city": submission.city,
            "missing": overview_of(page).missing if handed_over else [],
            "edit_address": absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
            "address": absolute(reverse("submission:overview", args=[submission.pk])),
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        name = "handed_over" if handed_over else "returned"
        return EmailMessage(
            subject=subject % {"title": page.title},
            body=render_to_string(f"practices/submission/{name}.txt", context),
            to=recipients(notice),
            headers=AUTOMATIC | {"Message-ID": f"<entwurf-{notice.pk}@{site_host()}>"},
        )
