"""Certificates as their holders and as strangers see them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from .codes import read_code
from .models import Certificate, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a stranger learns: whether it counts, and what else the holder agreed to."""

    state: State
    revoked_on: date | None = None
    name: str = ""
    title: str = ""
    language: str = ""
    city: str = ""
    finished_on: date | None = None
    valid_until: date | None = None

    @property
    def says_more(self) -> bool:
        return bool(self.name or self.title or self.finished_on)


def certificate_with(typed: str) -> Certificate | None:
    """The certificate with the code that somebody typed or scanned; one query, or none."""
    code = read_code(typed)
    return Certificate.objects.filter(code=code).first() if code else None


def shown(certificate: Certificate) -> Shown:
    """The state is no secret of the holder: it is what the page is for."""
    revoked = certificate.revoked_at
    return Shown(
        state=certificate.state,
        revoked_on=timezone.localdate(revoked) if revoked else None,
        name=certificate.holder if certificate.shows_name else "",
        title=certificate.title if certificate.shows_course else "",
        language=certificate.language,
        city=certificate.city if certificate.shows_course else "",
        finished_on=timezone.localdate(certificate.finished_at) if certificate.shows_date else None,
        valid_until=certificate.valid_until if certificate.shows_date else None,
    )


def own_certificates(user):
    """The person's certificates with what their pages show, newest first; one query."""
    return (
        Certificate.objects.filter(user=user)
        .select_related("course", "predecessor", "successor")
        .order_by("-finished_at", "-pk")
    )
