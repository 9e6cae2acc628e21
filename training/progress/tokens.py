"""The right to write the progress of one enrolment, in an address.

The token is the capability: a page that is being closed cannot send a header, and `sendBeacon`
must work on it. It is given only to the learner's own pages and ends after a day; what a
browser still holds then is sent with the token of the next page.
"""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

VALID_FOR = timedelta(days=1)
_signer = signing.TimestampSigner(salt="training.progress")


class TokenError(Exception):
    """No token of ours."""


class TokenExpiredError(TokenError):
    """It was one."""


def progress_url(enrolment_pk: int) -> str:
    """Where a page of this enrolment sends its records."""
    return reverse("progress:record", args=[_signer.sign(str(enrolment_pk))])


def enrolment_of(token: str) -> int:
    """The enrolment's key. Raises `TokenError`."""
    try:
        return int(_signer.unsign(token, max_age=VALID_FOR))
    except signing.SignatureExpired as error:
        raise TokenExpiredError from error
    except (signing.BadSignature, ValueError) as error:
        raise TokenError from error
