"""What happens to a certificate: issued, named, shown, revoked, thrown away.

Renewing it is in `renewal`.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.cities.permissions import function_of
from portal.cities.selectors import city_of
from training.courses.models import Enrolment
from training.courses.outline import outline_of

from .models import Certificate
from .permissions import may_revoke
from .validity import months_after


@transaction.atomic
def issue(*, enrolment: Enrolment) -> Certificate | None:
    """The certificate of a finished enrolment, made now if need be; None if its version has none.

    The same finish makes the same certificate, however often it is asked for. It names as its
    predecessor the one that the person had of this course. Raises `ValueError` for an enrolment
    that is not finished.
    """
    if enrolment.finished_at is None:
        raise ValueError("Only a finished course is certified.")
    version = enrolment.version
    if not version.content.get("has_certificate"):
        return None
    outline = outline_of(version)
    months = version.content.get("certificate_months")
    city = city_of(enrolment.course)
    certificate, _created = Certificate.objects.get_or_create(
        enrolment=enrolment,
        finished_at=enrolment.finished_at,
        defaults={
            "user_id": enrolment.user_id,
            "course_id": enrolment.course_id,
            "predecessor": _last_of(enrolment),
            "title": version.content["title"],
            "language": version.content["language"],
            "version_number": version.number,
            "minutes": outline.minutes,
            "lessons": [lesson.title for lesson in outline.lessons],
            "city": city.title if city else "",
            "valid_until": months_after(timezone.localdate(enrolment.finished_at), months)
            if months
            else None,
        },
    )
    return certificate


def _last_of(enrolment: Enrolment) -> Certificate | None:
    return (
        Certificate.objects.filter(
            user=enrolment.user_id,
            course=enrolment.course_id,
            finished_at__lt=enrolment.finished_at,
            revoked_at=None,
            successor=None,
        )
        .order_by("-finished_at")
        .first()
    )


@transaction.atomic
def name_holder(*, certificate: Certificate, name: str) -> Certificate:
    """The holder says how the name is to stand there; a slip can be corrected for two weeks."""
    certificate = _locked(certificate)
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"holder": _("Bitte geben Sie Ihren Namen an.")})
    if name == certificate.holder:
        return certificate
    if certificate.name_is_fixed:
        raise ValidationError({"holder": _("Der Name lässt sich nicht mehr ändern.")})
    _fits("holder", name)
    certificate.holder = name
    certificate.named_at = certificate.named_at or timezone.now()
    certificate.save(update_fields=["holder", "named_at"])
    return certificate


def agree(*, certificate: Certificate, name: bool, course: bool, date: bool) -> Certificate:
    """What the page that checks it may show from now on; all of it can be taken back."""
    certificate.shows_name = name
    certificate.shows_course = course
    certificate.shows_date = date
    certificate.save(update_fields=["shows_name", "shows_course", "shows_date"])
    return certificate


@transaction.atomic
def revoke(*, certificate: Certificate, user, reason: str) -> Certificate:
    """The city takes the certificate back for good; its holder reads the reason, nobody else.

    Who may not, is told the same as for a code that does not exist: see the view.
    """
    certificate = _locked(certificate)
    if not may_revoke(user, certificate):
        raise PermissionDenied
    if certificate.revoked_at:
        raise ValidationError(_("Diese Bescheinigung ist bereits widerrufen."))
    certificate.revoked_reason = " ".join(reason.split())
    if not certificate.revoked_reason:
        raise ValidationError({"reason": _("Bitte nennen Sie den Grund.")})
    _fits("revoked_reason", certificate.revoked_reason)
    certificate.revoked_at = timezone.now()
    certificate.save(update_fields=["revoked_at", "revoked_reason"])
    city = certificate.course and city_of(certificate.course)
    log(
        instance=certificate,
        action="certificate.revoke",
        user=user,
        title=certificate.title,
        data={"function": function_of(user, city)} if city else None,
    )
    return certificate


def discard(*, certificate: Certificate) -> None:
    """The holder throws it away: its code is then unknown. A successor stays."""
    certificate.delete()


def _fits(field: str, value: str) -> None:
    Certificate._meta.get_field(field).run_validators(value)


def _locked(certificate: Certificate) -> Certificate:
    return Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
