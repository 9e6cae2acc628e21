from django import template

from training.evaluation.selectors import has_answered

register = template.Library()


@register.simple_tag
def feedback_is_open(enrolment) -> bool:
    """Whether the person may still say something of the course; no query before its end."""
    if enrolment is None or enrolment.finished_at is None:
        return False
    return not has_answered(enrolment.user_id, enrolment.course_id)
