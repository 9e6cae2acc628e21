"""Hands a question to the mailbox of a function. It is kept nowhere: the mail is all there is."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from search.mailing import (
    MailNotSentError,
    MailServerAwayError,
    Outgoing,
    RecipientRefusedError,
)

from .recipients import Recipient

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks, in one line each but for the message."""

    email: str
    subject: str
    message: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the question is about: an entry or a city, and where one reads it."""

    title: str
    address: str


def ask(*, question: Question, recipient: Recipient, about: About, copy_to: str = "") -> bool:
    """Sends the question; whether the copy, if one is wanted, went out too.

    Raises the errors of `search.mailing` where the mailbox did not get it. A copy goes to an
    address that is vouched for, such as the one of an account; the caller sees to that.
    """
    with Outgoing() as outgoing:
        outgoing.send(_mail(question, about, to=recipient.email))
        if not copy_to:
            return True
        try:
            outgoing.send(_mail(question, about, to=copy_to, is_copy=True))
        except (MailServerAwayError, RecipientRefusedError, MailNotSentError) as error:
            logger.warning("The copy of a question was not sent: %s", error)
            return False
    return True


def _mail(question: Question, about: About, *, to: str, is_copy: bool = False) -> EmailMessage:
    """In German, whatever language the person uses who asks: the cities read it.

    The asker's address is only where answers go to: it must not be the sender, whose server
    would have to vouch for us.
    """
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Kopie: %(subject)s") if is_copy else _("Frage über das Portal: %(subject)s")
        return EmailMessage(
            subject=subject % {"subject": question.subject},
            body=render_to_string(
                "asking/mail.txt",
                {
                    "question": question,
                    "about": about,
                    "is_copy": is_copy,
                    "site_name": settings.WAGTAIL_SITE_NAME,
                },
            ),
            to=[to],
            reply_to=[] if is_copy else [question.email],
        )
