from django import template

from training.certificates.models import Certificate

register = template.Library()


@register.simple_tag
def certificate_of(enrolment) -> Certificate | None:
    """What the person got for finishing; one query, none before the end."""
    if enrolment is None or enrolment.finished_at is None:
        return None
    return Certificate.objects.filter(
        enrolment=enrolment.pk, finished_at=enrolment.finished_at
    ).first()
