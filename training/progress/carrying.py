"""Going on with a course in another language.

An English version is a course that one takes by itself: with lessons of its own, an enrolment and
a certificate in English. Who has begun in German is told so there, and may take along what is done.
The enrolment that it is taken from stays as it is.
"""

from collections.abc import Iterator

from django.db import transaction

from training.courses.enrolling import enrol, stand_at
from training.courses.models import CoursePage, Enrolment, LessonPage
from training.courses.outline import FINAL_TEST, lesson_activity

from .service import finish_if_complete, holding
from .storing import Record, store

#: So many records to a statement: a database takes only so many parameters.
_AT_ONCE = 100


@transaction.atomic
def go_on_in(course: CoursePage, *, begun: Enrolment) -> Enrolment:
    """The person's enrolment in the course, with what they have done in another language.

    Blocks have one id in all languages, lessons are told by their pages. A note goes along with
    its words, of everything else that it is done and how well: answers and packages are in the
    other language. The final test is taken in one language, and its attempts count in both.
    Raises `EnrolmentRefusedError`.
    """
    enrolment = enrol(begun.user, course)
    with holding(enrolment.pk):
        lessons = _lessons_in_both(begun, enrolment)
        records = list(_records(begun, enrolment, lessons))
        for first in range(0, len(records), _AT_ONCE):
            store(enrolment.pk, records[first : first + _AT_ONCE])
        finish_if_complete(enrolment.pk)
    if begun.last_lesson in lessons:
        stand_at(enrolment, lessons[begun.last_lesson])
    return enrolment


def _records(begun: Enrolment, enrolment: Enrolment, lessons: dict[int, int]) -> Iterator[Record]:
    names = {lesson_activity(old): lesson_activity(new) for old, new in lessons.items()}
    kinds = dict(enrolment.version.activities.values_list("activity", "kind"))
    for row in begun.progress.order_by("pk"):
        activity = names.get(row.activity, row.activity)
        kind = kinds.get(activity, FINAL_TEST)
        if kind == FINAL_TEST:
            continue
        state = row.state if kind == "reflection" else None
        yield Record(activity=activity, state=state, done=row.is_done, score=row.score)


def _lessons_in_both(begun: Enrolment, enrolment: Enrolment) -> dict[int, int]:
    """Lesson of the one version → the same in the other, for those that both have."""
    olds, news = (
        dict(
            LessonPage.objects.filter(pk__in=each.version.lesson_rows.values("lesson")).values_list(
                "translation_key", "pk"
            )
        )
        for each in (begun, enrolment)
    )
    return {old: news[key] for key, old in olds.items() if key in news}
