"""How many attempts at a final test somebody has begun outside the enrolment they are in.

Leaving deletes the attempts with all that was answered, but not that they were used: otherwise
whoever leaves and begins anew would have as many as they like. So it is with a course's English
version: it is the same test in other words. Passing ends the count.
"""

from django.db.models import Count, Exists, OuterRef, QuerySet

from training.courses.models import Enrolment
from training.courses.selectors import in_every_language

from .models import TestAttempt, UsedAttempts


def used_before(enrolment: Enrolment) -> int:
    """Those of enrolments that are gone, and of one in another language; one query."""
    passed = TestAttempt.objects.filter(enrolment=OuterRef("pk"), is_passed=True)
    elsewhere = (
        enrolments_beside(enrolment)
        .filter(~Exists(passed))
        .exclude(pk=enrolment.pk)
        .annotate(begun=Count("test_attempts"))
    )
    left = _left(enrolment.user_id, in_every_language(enrolment.course_id))
    numbers = left.values_list("number").union(elsewhere.values_list("begun"), all=True)
    return sum(number for (number,) in numbers)


def enrolments_beside(enrolment: Enrolment) -> QuerySet[Enrolment]:
    """The person's enrolments in the course, in whatever language; this one is among them."""
    courses = in_every_language(enrolment.course_id).values("pk")
    return Enrolment.objects.filter(user=enrolment.user_id, course__in=courses)


def used_until_now(enrolment: Enrolment) -> int:
    """How many count on if the enrolment goes; none once one is passed. Two queries, or one."""
    passed = list(enrolment.test_attempts.values_list("is_passed", flat=True))
    if any(passed):
        return 0
    left = _left(enrolment.user_id, [enrolment.course_id])
    return len(passed) + sum(left.values_list("number", flat=True))


def remember_used(enrolment: Enrolment) -> None:
    """Before the enrolment goes, whose lock is held."""
    if number := used_until_now(enrolment):
        UsedAttempts.objects.update_or_create(
            user_id=enrolment.user_id,
            course_id=enrolment.course_id,
            defaults={"number": number},
        )


def forget_used(attempt: TestAttempt) -> None:
    enrolment = attempt.enrolment
    _left(enrolment.user_id, in_every_language(enrolment.course_id)).delete()


def _left(user_pk: int, courses) -> QuerySet[UsedAttempts]:
    return UsedAttempts.objects.filter(user=user_pk, course__in=courses)
