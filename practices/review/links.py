"""The link in a reminder: whoever has it may answer, without a sign-in."""

from django.core.signing import Signer
from django.urls import reverse

from search.mailing import absolute

_signer = Signer(salt="practices.review.answer")


def answer_address(practice) -> str:
    """A link that answers for the present date without a sign-in: the signature is the right."""
    signed = _signer.sign(f"{practice.pk}:{practice.review_due.isoformat()}")
    return absolute(reverse("practices_review:answer", args=[signed]))


def asked_by(signed: str) -> tuple[str, str]:
    """The entry's key and the date (ISO) that a link asks about.

    Raises `BadSignature` for a link that we did not write.
    """
    number, _colon, due = _signer.unsign(signed).partition(":")
    return number, due
