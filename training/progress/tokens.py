"""The right to write the progress of one enrolment, in an address.

The token is the capability: a page that is being closed cannot send a header, and `sendBeacon`
must work on it. It is given only to the learner's own pages and ends after a day; what a
browser still holds then is sent with the token of the next page. It works in the session alone
that it was given in: after somebody has signed out, a tab that was left open writes no more. That
is told by the session's cookie, which a browser sends by itself, and costs no query.

What a browser holds may be a private note, and others may use the computer. So a record is its
person's by name, and lies there only

- until the server has acknowledged it, which on a page that stays open takes a second;
- until the person signs out: it is sent first, and where that fails they are told and decide;
- until somebody else signs in, whose first page removes it;
- and for seven days at the most, which is for those who were offline on a device of their own.
"""

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

VALID_FOR = timedelta(days=1)
_signer = signing.TimestampSigner(salt="training.progress")


class TokenError(Exception):
    """No token of ours."""


class TokenExpiredError(TokenError):
    """It was one."""


class SignedOutError(TokenError):
    """It is one, of a session that is no longer that of the browser."""


def progress_url(enrolment_pk: int, session_key: str) -> str:
    """Where a page of this enrolment sends its records, as long as the session is the same."""
    token = _signer.sign(f"{enrolment_pk}.{_seal_of(session_key)}")
    return reverse("progress:record", args=[token])


def owner_of(user_pk: int) -> str:
    """By what name a browser holds a person's records; says nothing of who it is."""
    return salted_hmac("training.progress.owner", str(user_pk)).hexdigest()[:16]


def enrolment_of(token: str, session_key: str) -> int:
    """The enrolment's key. Raises `TokenError`."""
    try:
        enrolment, _dot, seal = _signer.unsign(token, max_age=VALID_FOR).partition(".")
        enrolment_pk = int(enrolment)
    except signing.SignatureExpired as error:
        raise TokenExpiredError from error
    except (signing.BadSignature, ValueError) as error:
        raise TokenError from error
    if not constant_time_compare(seal, _seal_of(session_key)):
        raise SignedOutError
    return enrolment_pk


def _seal_of(session_key: str) -> str:
    """Addresses are logged: nobody finds the session by it."""
    return salted_hmac("training.progress.session", session_key).hexdigest()[:16]
