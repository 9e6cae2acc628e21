"""Attempts whose time is over and that nobody opens again."""

from uuid import UUID

from django.utils import timezone

from training.courses.models import Enrolment

from .models import TestAttempt, TestExtension
from .selectors import final_tests_of, given_in
from .services import settled


def close_overdue(*, user=None) -> int:
    """Hands in what was answered in attempts whose time is over; how many. Of one person, or all.

    As of the moment when their time was over, and each once, whoever else reads it meanwhile.
    One query if none is open, otherwise three, and those of handing in.
    """
    attempts = TestAttempt.objects.filter(handed_in_at=None).select_related("enrolment__course")
    if user:
        attempts = attempts.filter(enrolment__user=user)
    attempts = list(attempts.order_by("pk"))
    if not attempts:
        return 0
    tests = final_tests_of({attempt.version_id for attempt in attempts})
    extensions = _extensions_of(attempts)
    now, closed = timezone.now(), 0
    for attempt in attempts:
        enrolment = attempt.enrolment
        given = given_in(extensions.get((enrolment.course.translation_key, enrolment.user_id), ()))
        limits = tests[attempt.version_id].limits(given)
        if limits.is_over(attempt.started_at, now):
            try:
                settled(attempt, limits)
            except Enrolment.DoesNotExist:
                # The person has just left the course, and the attempt is gone with it.
                continue
            closed += 1
    return closed


def _extensions_of(attempts: list[TestAttempt]) -> dict[tuple[UUID, int], list[TestExtension]]:
    """(Course in whatever language, user) → what the person has been given; one query."""
    extensions = TestExtension.objects.filter(
        course__translation_key__in={
            attempt.enrolment.course.translation_key for attempt in attempts
        },
        user__in={attempt.enrolment.user_id for attempt in attempts},
    )
    found: dict[tuple[UUID, int], list[TestExtension]] = {}
    for each in extensions.select_related("course"):
        found.setdefault((each.course.translation_key, each.user_id), []).append(each)
    return found
