from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.cities.permissions import own_cities
from training.courses.models import CoursePage

from .models import Answered, CourseEvaluation
from .rules import SENTENCES, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A course and what may be seen of its answers: None until there are five."""

    course: CoursePage
    shown: Tally | None

    @property
    def means(self) -> Iterator[tuple[str, float]]:
        """Sentence and mean, where there is something to see."""
        for key, sentence in SENTENCES.items() if self.shown else ():
            yield str(sentence), self.shown.mean(key)


def has_answered(user, course_pk: int) -> bool:
    return Answered.objects.filter(user=user, course=course_pk).exists()


def answered_courses(user) -> set[int]:
    """The courses that the person has said something of; one query."""
    return set(Answered.objects.filter(user=user).values_list("course", flat=True))


def results_for(user) -> list[Results]:
    """Of the courses of the cities that the user edits, by title; three queries."""
    below = [Q(path__startswith=city.path) for city in own_cities(user)]
    if not below:
        return []
    courses = list(CoursePage.objects.filter(reduce(or_, below)))
    shown = {each.pk: each.shown for each in CourseEvaluation.objects.filter(course__in=courses)}
    return [
        Results(course=course, shown=shown.get(course.pk))
        for course in sorted(courses, key=lambda course: course.title.casefold())
    ]


def results_of(course: CoursePage) -> Results:
    evaluation = CourseEvaluation.objects.filter(course=course).first()
    return Results(course=course, shown=evaluation and evaluation.shown)
