"""What becomes of the answer to a reminder."""

import logging

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from practices.models import GoodPracticePage
from search.mailing import MailServerAwayError, Outgoing, deliver

from .ageing import CHANGES_WANTED, CONFIRMED, extend
from .links import asked_by
from .mails import changes_mail
from .models import Answer

logger = logging.getLogger(__name__)


class LinkUsedError(Exception):
    """The link was good for one answer, and that has been given, or its date has passed on."""


def practice_of(signed: str) -> GoodPracticePage:
    """The entry that a link still asks about; two queries.

    Raises `BadSignature` for a link that we did not write, and `LinkUsedError` for one whose
    date has been answered or is not the entry's any more.
    """
    number, due = asked_by(signed)
    practice = GoodPracticePage.originals.live().filter(pk=number, archived_on=None).first()
    if practice is None or f"{practice.review_due}" != due:
        raise LinkUsedError
    if Answer.objects.filter(practice=practice, review_due=practice.review_due).exists():
        raise LinkUsedError
    return practice


def confirm(*, practice) -> Answer:
    """The entry still holds: its date moves on by twelve months from today."""
    with transaction.atomic():
        answer = _answer(practice, still_valid=True)
        due = extend(practice)
        log(
            instance=practice,
            action=CONFIRMED,
            data={"by": practice.contact_role, "until": due.isoformat()},
        )
    return answer


def ask_for_changes(*, practice, text: str) -> Answer:
    """The entry's mailbox wants something changed: noted, and told to the city's Redaktion.

    What the mail server does not take now, `send_reminders` sends with its next run.
    """
    with transaction.atomic():
        answer = _answer(practice, still_valid=False, text=text)
        log(
            instance=practice,
            action=CHANGES_WANTED,
            data={"by": practice.contact_role, "text": text},
        )
    try:
        with Outgoing() as outgoing:
            problem = forward(answer, outgoing)
    except MailServerAwayError as error:
        problem = str(error)
    if problem:
        # The person at the form can do nothing about it; the history has their words.
        logger.warning("Answer %s has not been forwarded: %s", answer.pk, problem)
    return answer


def unforwarded():
    """Wishes for changes that no Redaktion has got yet."""
    return Answer.objects.filter(still_valid=False, settled_at=None).select_related("practice")


def forward(answer: Answer, outgoing: Outgoing) -> str | None:
    """Sends the wish to the Redaktion, once; returns why it was not sent, or nothing.

    None where another process does it, or where the city has nobody to send it to: then it
    waits until there is somebody. Raises `MailServerAwayError`.
    """
    mail = changes_mail(answer)
    if not mail.to or not answer.claim():
        return None
    return deliver(answer, lambda: mail, outgoing)


def _answer(practice, **values) -> Answer:
    try:
        with transaction.atomic():
            return Answer.objects.create(
                practice=practice, review_due=practice.review_due, **values
            )
    except IntegrityError as error:  # somebody was faster
        raise LinkUsedError from error
