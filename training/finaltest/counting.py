"""How many attempts somebody has begun in a course that they have left since.

Leaving deletes the attempts with all that was answered, but not that they were used: otherwise
whoever leaves and begins anew would have as many as they like. Passing ends the count.
"""

from training.courses.models import Enrolment

from .models import TestAttempt, UsedAttempts


def used_before(enrolment: Enrolment) -> int:
    """Those of enrolments that are gone; one query."""
    used = UsedAttempts.objects.filter(user=enrolment.user_id, course=enrolment.course_id)
    return used.values_list("number", flat=True).first() or 0


def used_until_now(enrolment: Enrolment) -> int:
    """How many count on if the enrolment goes; none once one is passed. One query, or two."""
    attempts = list(enrolment.test_attempts.values_list("number", "is_passed").order_by("number"))
    if any(is_passed for _number, is_passed in attempts):
        return 0
    # Numbers go on after those that were used before.
    return attempts[-1][0] if attempts else used_before(enrolment)


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
    UsedAttempts.objects.filter(user=enrolment.user_id, course=enrolment.course_id).delete()
