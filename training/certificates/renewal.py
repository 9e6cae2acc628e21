"""Renewing a certificate is taking the course again, in its newest version.

The course begins anew with an enrolment of its own: nothing of the old one counts, whatever the
parts of a course have kept for it, and a browser that still has some of it unsent reaches
nothing. Only the private notes go along. The old certificate stays what it is; the new one will
name it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from training.courses.enrolling import enrol, newest_version
from training.courses.models import Enrolment
from training.progress.service import record_now
from training.record.notes import notes_of

from .models import Certificate


def is_renewable(certificate: Certificate) -> bool:
    """Whether it ends soon or has ended, has no successor, and its course still certifies.

    Two queries, and none where it is not due.
    """
    if not certificate.is_due or hasattr(certificate, "successor"):
        return False
    course = certificate.course
    if course is None or not course.live:
        return False
    version = newest_version(course)
    return version is not None and bool(version.content.get("has_certificate"))


@transaction.atomic
def renew(*, certificate: Certificate) -> Enrolment:
    """The enrolment in which the holder takes the course again; a second time it is the same."""
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if not is_renewable(certificate):
        raise ValidationError(_("Diese Bescheinigung lässt sich zurzeit nicht erneuern."))
    mine = Enrolment.objects.filter(user=certificate.user_id, course=certificate.course_id)
    finished = mine.exclude(finished_at=None).first()
    notes = notes_of(finished) if finished else []
    mine.exclude(finished_at=None).delete()
    enrolment = enrol(certificate.user, certificate.course)
    for note in notes:
        record_now(enrolment.pk, note.activity, state=note.state)
    return enrolment
