"""Lessons of a version, as blocks again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Subquery
from django.http import Http404
from wagtail.blocks import StreamValue

from portal.content.pages import plain_text
from portal.translating.pages import VERSIONS

from .blocks import LessonBlock
from .models import Access, CoursePage, CourseVersion, LessonPage, VersionLesson
from .outline import Activity, LessonOutline

#: Courses of so many lessons show them all beside each of them.
SHORT = 20
#: So many lessons before and after the one that is read are shown of longer ones.
AROUND = 5
_BLOCK = LessonBlock()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A lesson with those around it, as a table of contents shows them; `lessons` of `total`.

    `place` and `first` count from 0: where the lesson is, and where the first one shown is.
    """

    lesson: LessonOutline
    body: Sequence[Mapping]
    place: int
    lessons: Sequence[LessonOutline]
    first: int
    total: int

    @property
    def are_all(self) -> bool:
        return len(self.lessons) == self.total

    @property
    def last(self) -> int:
        return self.first + len(self.lessons) - 1

    @property
    def previous(self) -> LessonOutline | None:
        return self._at(self.place - 1)

    @property
    def following(self) -> LessonOutline | None:
        return self._at(self.place + 1)

    def _at(self, place: int) -> LessonOutline | None:
        return self.lessons[place - self.first] if self.first <= place <= self.last else None


def lessons_of(course: CoursePage) -> list[LessonPage]:
    """All lessons of a course in its order, public or not; one query.

    Those of an English version are the versions of its original's lessons: two queries more.
    """
    lessons = list(LessonPage.originals.child_of(course.original).order_by("path"))
    if not course.is_version:
        return lessons
    keys = [lesson.translation_key for lesson in lessons]
    found = LessonPage.objects.filter(VERSIONS, translation_key__in=keys).select_related("locale")
    versions = {lesson.translation_key: lesson for lesson in found}
    for lesson in lessons:
        if version := versions.get(lesson.translation_key):
            version.original = lesson
    return [versions[key] for key in keys if key in versions]


def surroundings(version_pk: int, lesson_pk: int) -> Surroundings:
    """A lesson of a version, with all others of a short course and the nearest of a long one.

    Two queries, and neither reads more the longer the course is. Raises `Http404`.
    """
    rows = VersionLesson.objects.filter(version=version_pk)
    size = rows.order_by().values("version").annotate(number=Count("pk")).values("number")
    row = rows.filter(lesson=lesson_pk).annotate(total=Subquery(size)).first()
    if row is None:
        raise Http404
    first, last = _shown(row.place, row.total)
    near = rows.filter(place__range=(first, last)).defer("body").order_by("place")
    return Surroundings(
        lesson=_outline(row),
        body=row.body,
        place=row.place,
        lessons=[_outline(each) for each in near],
        first=first,
        total=row.total,
    )


def lesson_with(version_pk: int, activity: str) -> LessonOutline:
    """The lesson in which an activity stands; a query that brings no other. Raises `Http404`."""
    rows = VersionLesson.objects.filter(version=version_pk, activity_rows__activity=activity)
    row = rows.defer("body").first()
    if row is None:
        raise Http404
    return _outline(row)


def lesson_body(version: CourseVersion, lesson_pk: int) -> Sequence[Mapping]:
    """The blocks of one lesson as they are stored; a query that brings no other."""
    rows = VersionLesson.objects.filter(version=version.pk, lesson=lesson_pk)
    return rows.values_list("body", flat=True).get()


def body_of(blocks: Sequence[Mapping]) -> StreamValue:
    """The frozen blocks of a lesson; pictures and files are read when they are shown."""
    return _BLOCK.to_python(blocks)


def lessons_text(course: CoursePage) -> str:
    """The words of all lessons that everybody may read: nothing where one must sign in."""
    version = course.newest_version
    if course.access != Access.OPEN or version is None:
        return ""
    lessons = version.content["lessons"]
    return " ".join(f"{each['title']} {plain_text(body_of(each['body']))}" for each in lessons)


def _shown(place: int, total: int) -> tuple[int, int]:
    """From where to where: always as many, at the course's ends too."""
    if total <= SHORT:
        return 0, total - 1
    first = min(max(place - AROUND, 0), total - 2 * AROUND - 1)
    return first, first + 2 * AROUND


def _outline(row: VersionLesson) -> LessonOutline:
    activities = tuple(map(Activity._make, row.activities))
    return LessonOutline(row.lesson, row.title, row.minutes, activities)
