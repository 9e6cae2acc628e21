"""Hands mails to the mail server, and tells apart what went wrong; for all that writes mails."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from smtplib import SMTPRecipientsRefused
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

#: RFC 3834: no out-of-office replies.
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
_PERMANENT = 500  # RFC 5321, section 4.2.1: with 5yz, the same attempt fails again


class MailServerAwayError(Exception):
    """No mail can be sent now, to nobody; the message says why."""


class RecipientRefusedError(Exception):
    """The server will not deliver to this address, today or tomorrow."""


class MailNotSentError(Exception):
    """This one mail was not taken; another attempt may do better."""


class Outgoing:
    """One connection for all mails of a run, opened when the first one is sent.

    The messages of its errors name no address: they stand in logs and on screens.
    """

    def __init__(self):
        self._connection = get_connection()
        self._is_open = False

    def __enter__(self) -> "Outgoing":
        return self

    def __exit__(self, *error) -> None:
        self._connection.close()

    def send(self, mail: EmailMessage) -> None:
        """Returns when the server has taken the mail; raises one of the three errors above."""
        if not mail.recipients():
            raise MailNotSentError("nobody to send it to")
        if not self._is_open:
            self._open()
        try:
            taken = self._connection.send_messages([mail])
        except SMTPRecipientsRefused as error:
            raise _refusal(error) from error
        except OSError as error:  # what smtplib raises is an OSError too
            # Whatever state this connection is in, the next mail gets a new one.
            self._is_open = False
            self._connection.close()
            raise MailNotSentError(_reason(error)) from error
        if not taken:
            raise MailNotSentError("not taken")

    def _open(self) -> None:
        try:
            self._connection.open()
        except OSError as error:
            raise MailServerAwayError(_reason(error)) from error
        self._is_open = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A mail that was not sent: the number of what it is about and the reason, without a person."""

    about: int
    error: str


@dataclass(slots=True, kw_only=True)
class MailRun:
    """What a run did. `problem` says why it ended before all that is `due` had its turn."""

    due: int = 0
    sent: int = 0
    failed: list[Failure] = field(default_factory=list)
    problem: str = ""

    @property
    def ok(self) -> bool:
        return not self.failed and not self.problem

    def end_without_server(self, error: MailServerAwayError) -> None:
        self.problem = _(
            "Der Mailserver ist nicht erreichbar (%(problem)s). Der nächste Lauf versucht es "
            "wieder; prüfen Sie EMAIL_URL."
        ) % {"problem": error}


class Claimed(Protocol):
    """A mail that this process alone sends, because it has said so in the database before."""

    def settle(self) -> None:
        """It is sent, or never will be."""

    def give_back(self) -> None:
        """Nothing was sent: the next run begins anew."""


def deliver(claimed: Claimed, mail: Callable[[], EmailMessage], outgoing: Outgoing) -> str:
    """Sends a claimed mail; returns why it was not sent, or nothing.

    What is refused for good is settled: to ask again each day helps nobody. One mail that cannot
    be written must not silence all others. Raises `MailServerAwayError`.
    """
    try:
        outgoing.send(mail())
    except MailServerAwayError:
        claimed.give_back()
        raise
    except RecipientRefusedError as error:
        claimed.settle()
        return str(error)
    except MailNotSentError as error:
        claimed.give_back()
        return str(error)
    except Exception as error:
        logger.exception("A mail could not be written or sent.")
        claimed.give_back()
        return type(error).__name__
    claimed.settle()
    return ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that has a mail of its own, claimed by the time in one of its fields."""

    row: Model
    when: str

    def settle(self) -> None:
        """The time stays."""

    def give_back(self) -> None:
        type(self.row)._default_manager.filter(pk=self.row.pk).update(**{self.when: None})


def tell(rows: QuerySet, *, when: str, mail: Callable[[Model], EmailMessage]) -> MailRun:
    """Sends the mail of each row whose field `when` is empty, each once.

    A row is claimed before its mail is sent, so that of two processes one sends. What the mail
    server does not take is given back, and goes out with the next call.
    """
    run = MailRun()
    untold = rows.filter(**{when: None})
    try:
        with Outgoing() as outgoing:
            for row in untold:
                if not untold.filter(pk=row.pk).update(**{when: timezone.now()}):
                    continue
                run.due += 1
                if problem := deliver(_Row(row, when), partial(mail, row), outgoing):
                    run.failed.append(Failure(row.pk, problem))
                    logger.warning("The mail of %s %s was not sent: %s", type(row), row.pk, problem)
                else:
                    run.sent += 1
    except MailServerAwayError as error:
        run.end_without_server(error)
        logger.warning("No mail server: %s", error)
    return run


def absolute(path: str) -> str:
    """The address as it stands in a mail, where no request says what the site is called."""
    return f"{settings.SITE_URL}{path}"


def site_host() -> str:
    """The host name of the site, without a port."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _refusal(error: SMTPRecipientsRefused) -> Exception:
    code, _text = next(iter(error.recipients.values()))
    kind = RecipientRefusedError if code >= _PERMANENT else MailNotSentError
    return kind(f"{type(error).__name__} {code}")


def _reason(error: Exception) -> str:
    code = getattr(error, "smtp_code", None) or getattr(error, "strerror", None) or ""
    return f"{type(error).__name__} {code}".strip()
