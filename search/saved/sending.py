"""Hands mails to the mail server, and tells apart what went wrong."""

from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage, get_connection

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


def _refusal(error: SMTPRecipientsRefused) -> Exception:
    code, _text = next(iter(error.recipients.values()))
    kind = RecipientRefusedError if code >= _PERMANENT else MailNotSentError
    return kind(f"{type(error).__name__} {code}")


def _reason(error: Exception) -> str:
    code = getattr(error, "smtp_code", None) or getattr(error, "strerror", None) or ""
    return f"{type(error).__name__} {code}".strip()
