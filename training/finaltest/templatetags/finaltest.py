from django import template

from training.courses.models import Enrolment
from training.finaltest.services import standing_of

register = template.Library()


@register.inclusion_tag("training/finaltest/entry.html")
def final_test(enrolment: Enrolment):
    """The test's place on the page of a course that somebody takes; nothing without a test.

    Five queries; hands in what is over.
    """
    return {"course": enrolment.course, "standing": standing_of(enrolment)}
