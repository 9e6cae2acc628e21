"""Who reads which version of a course."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from .models import Access, CoursePage, CourseVersion, Enrolment
from .outline import LessonOutline, Outline, outline_of


@dataclass(frozen=True, slots=True)
class Reading:
    """The version of an enrolment, or the newest one for everybody else; without its content."""

    course: CoursePage
    version: CourseVersion
    outline: Outline
    enrolment: Enrolment | None

    @property
    def may_read_lessons(self) -> bool:
        """Everybody reads the lessons of an open course; otherwise one begins it first."""
        return self.enrolment is not None or self.course.access == Access.OPEN

    @property
    def owner(self) -> str:
        """Whose order of answers it is; see `training.questions.trying.seed_for`."""
        return f"enrolment-{self.enrolment.pk}" if self.enrolment else f"version-{self.version.pk}"

    def place_of(self, lesson_pk: int) -> int:
        """Where a lesson stands, from 0 on. Raises `Http404`."""
        for place, lesson in enumerate(self.outline.lessons):
            if lesson.id == lesson_pk:
                return place
        raise Http404

    def lesson_with(self, activity: str) -> tuple[int, LessonOutline]:
        """The lesson of an activity, and where it stands. Raises `Http404`."""
        for place, lesson in enumerate(self.outline.lessons):
            if any(each.id == activity for each in lesson.activities):
                return place, lesson
        raise Http404


def reading_of(request: HttpRequest, pk: int) -> Reading:
    """404 for a course that the request may not read; who has begun it goes on all the same."""
    course = get_object_or_404(CoursePage, pk=pk)
    if request.user.is_authenticated:
        enrolments = Enrolment.objects.select_related("version").defer("version__content")
        if enrolment := enrolments.filter(user=request.user, course=course).first():
            return Reading(course, enrolment.version, outline_of(enrolment.version), enrolment)
    public = course.live and all(
        each.accept_request(request) for each in course.get_view_restrictions()
    )
    version = course.versions.defer("content").order_by("-number").first()
    if not public or version is None:
        raise Http404
    return Reading(course, version, outline_of(version), None)
