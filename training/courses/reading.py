"""Who reads which version of a course."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from .models import Access, CoursePage, CourseVersion, Enrolment
from .outline import Outline, outline_of


@dataclass(frozen=True)
class Reading:
    """The version of an enrolment, or the newest one for everybody else; without its content."""

    course: CoursePage
    version: CourseVersion
    enrolment: Enrolment | None

    @cached_property
    def outline(self) -> Outline:
        """A query more where the reading is of one lesson."""
        return outline_of(self.version)

    @property
    def may_read_lessons(self) -> bool:
        """Everybody reads the lessons of an open course; otherwise one begins it first."""
        return self.enrolment is not None or self.course.access == Access.OPEN

    @property
    def owner(self) -> str:
        """Whose order of answers it is; see `training.questions.trying.seed_for`."""
        return f"enrolment-{self.enrolment.pk}" if self.enrolment else f"version-{self.version.pk}"


def reading_of(request: HttpRequest, pk: int, *, of_one_lesson: bool = False) -> Reading:
    """404 for a course that the request may not read; who has begun it goes on all the same.

    Of one lesson, it does not bring the outline: that grows with the course.
    """
    unread = ("content", "contents") if of_one_lesson else ("content",)
    course = get_object_or_404(CoursePage, pk=pk)
    course.take_facts()
    if request.user.is_authenticated:
        enrolments = Enrolment.objects.select_related("version").defer(
            *(f"version__{name}" for name in unread)
        )
        if enrolment := enrolments.filter(user=request.user, course=course).first():
            return Reading(course, enrolment.version, enrolment)
    public = course.live and all(
        each.accept_request(request) for each in course.get_view_restrictions()
    )
    version = course.versions.defer(*unread).order_by("-number").first()
    if not public or version is None:
        raise Http404
    return Reading(course, version, None)
