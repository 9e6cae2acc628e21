"""The mail that tells the function of an asking city that another city has answered."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from search.mailing import AUTOMATIC, MailServerAwayError, Outgoing, absolute, deliver

from .models import RequestAnswer

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Telling:
    """An answer that is being told: claimed by the time at which that was begun."""

    answer: RequestAnswer

    def settle(self) -> None:
        """The time stays."""

    def give_back(self) -> None:
        RequestAnswer.objects.filter(pk=self.answer.pk).update(notified_at=None)


def tell_askers() -> int:
    """Sends what has not been told yet, each once; returns how many mails went out.

    A row is claimed before its mail is sent, so that of two processes one sends. What the mail
    server does not take is given back, and is told with the next answer or the next
    `close_requests`.
    """
    sent = 0
    untold = RequestAnswer.objects.filter(notified_at=None)
    try:
        with Outgoing() as outgoing:
            for answer in untold.select_related("request__city", "page", "city"):
                if untold.filter(pk=answer.pk).update(notified_at=timezone.now()):
                    sent += _tell(answer, outgoing)
    except MailServerAwayError as error:
        logger.warning("Answers to requests have not been told: %s", error)
    return sent


def _tell(answer: RequestAnswer, outgoing: Outgoing) -> bool:
    problem = deliver(_Telling(answer), lambda: answer_mail(answer), outgoing)
    if problem:
        logger.warning("The mail about answer %s was not sent: %s", answer.pk, problem)
    return not problem


def answer_mail(answer: RequestAnswer) -> EmailMessage:
    """In German, whatever language the person uses who answered."""
    with translation.override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("%(city)s antwortet auf Ihr Gesuch „%(title)s“")
            % {"city": answer.city.title, "title": answer.request.title},
            body=render_to_string(
                "wishes/answer_mail.txt",
                {
                    "answer": answer,
                    "site_name": settings.WAGTAIL_SITE_NAME,
                    "entry_address": answer.page.full_url,
                    "request_address": absolute(answer.request.get_absolute_url()),
                },
            ),
            to=[answer.request.contact_email],
            headers=AUTOMATIC,
        )
