"""What a version says of its final test, and what one person has done of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from training.courses.models import CourseVersion
from training.courses.selectors import in_every_language

from .limits import Given, Limits
from .models import TestAttempt, TestExtension
from .paper import Asked, draw_paper

#: Only these parts of a version are read: its lessons would be most of it.
_PARTS = {
    "pools": "content__final_test",
    "pass_mark": "content__pass_mark",
    "max_attempts": "content__max_attempts",
    "minutes": "content__time_limit_minutes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalTest:
    """A version's final test; `pools` as the StreamField stores them, `pass_mark` in percent."""

    pools: Sequence[Mapping[str, Any]]
    pass_mark: int
    max_attempts: int | None
    minutes: int | None

    @property
    def question_count(self) -> int:
        """How many questions an attempt has; not how many there are to draw from."""
        return len(draw_paper(self.pools, ""))

    def limits(self, given: Given) -> Limits:
        return Limits(
            max_attempts=self.max_attempts,
            minutes=self.minutes,
            extra_attempts=given.extra_attempts,
            extra_minutes=given.extra_minutes,
        )

    def paper(self, attempt: TestAttempt) -> tuple[Asked, ...]:
        return draw_paper(self.pools, attempt.seed)


def final_tests_of(versions: Iterable[int]) -> dict[int, FinalTest]:
    """Version → its test; one query, whatever the size of the lessons."""
    rows = CourseVersion.objects.filter(pk__in=versions).values("pk", *_PARTS.values())
    return {
        row["pk"]: FinalTest(**{name: row[part] for name, part in _PARTS.items()}) for row in rows
    }


def final_test_of(version_pk: int) -> FinalTest:
    """The test of a version that has one; one query."""
    return final_tests_of([version_pk])[version_pk]


def given_to(enrolment) -> Given:
    """What the person has been given in the course, in whatever language; one query."""
    courses = in_every_language(enrolment.course_id)
    return given_in(TestExtension.objects.filter(course__in=courses, user=enrolment.user_id))


def given_in(extensions: Iterable[TestExtension]) -> Given:
    extensions = list(extensions)
    return Given(
        extra_minutes=max((each.extra_minutes for each in extensions), default=0),
        extra_attempts=max((each.extra_attempts for each in extensions), default=0),
    )
