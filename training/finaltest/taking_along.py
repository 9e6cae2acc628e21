"""All that is kept of somebody's tests, for themselves to take along."""

from training.questions.grading import grade_question

from .models import TestAttempt, TestExtension, UsedAttempts
from .selectors import FinalTest, final_tests_of


def attempts_as_data(user) -> dict[int, list[dict]]:
    """Enrolment → its attempts, first to last; two queries.

    Answers are in words and without what is right. As they are kept they are places in the
    author's order, from which the solution of a test that still runs could be read.
    """
    attempts = list(TestAttempt.objects.filter(enrolment__user=user).order_by("number"))
    tests = final_tests_of({attempt.version_id for attempt in attempts})
    found: dict[int, list[dict]] = {}
    for attempt in attempts:
        found.setdefault(attempt.enrolment_id, []).append(
            {
                "number": attempt.number,
                "started_at": attempt.started_at,
                "handed_in_at": attempt.handed_in_at,
                "percent": attempt.percent,
                "is_passed": attempt.is_passed,
                "answers": _in_words(attempt, tests[attempt.version_id]),
            }
        )
    return found


def extensions_as_data(user) -> list[dict]:
    """What the person has been given in addition; one query."""
    return [
        {
            "course": extension.course.title,
            "extra_minutes": extension.extra_minutes,
            "extra_attempts": extension.extra_attempts,
            "reason": extension.reason,
            "granted_at": extension.granted_at,
        }
        for extension in TestExtension.objects.filter(user=user).select_related("course")
    ]


def used_attempts_as_data(user) -> list[dict]:
    """The attempts that are counted on from courses that were left; one query."""
    used = UsedAttempts.objects.filter(user=user).select_related("course")
    return [
        {"course": each.course.title, "number": each.number}
        for each in used.order_by("course__title", "pk")
    ]


def _in_words(attempt: TestAttempt, test: FinalTest) -> list[dict]:
    return [
        {
            "question": asked.question.prompt,
            "answer": [
                f"{part.label}: {part.given}" if part.label else part.given
                for part in grade_question(asked.question, attempt.answers[asked.id]).parts
            ],
        }
        for asked in test.paper(attempt)
        if asked.id in attempt.answers
    ]
