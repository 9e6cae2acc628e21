"""The player: a course as its version has it, lesson by lesson."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .enrolling import EnrolmentRefusedError, enrol, move_on, offered_version, stand_at
from .lessons import body_of
from .models import Access, CoursePage, CourseVersion, Enrolment
from .outline import outline_of


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads which version: an enrolment's own, or the newest for everybody else."""

    course: CoursePage
    version: CourseVersion
    enrolment: Enrolment | None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one begins and goes on; a POST enrols."""
    reading = _reading(request, pk)
    if request.method == "POST":
        try:
            enrolment = enrol(request.user, reading.course)
        except EnrolmentRefusedError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("courses:overview", pk)
        return redirect("courses:lesson", pk, _current(enrolment))
    outline = outline_of(reading.version)
    context = {
        "course": reading.course,
        "enrolment": reading.enrolment,
        "version": reading.version,
        "outline": outline,
        "current": outline.lesson(_current(reading.enrolment)) if reading.enrolment else None,
        "offered": offered_version(reading.enrolment) if reading.enrolment else None,
    }
    return render(request, "training/courses/overview.html", context)


@require_POST
@login_required
def newest_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The learner has chosen the newer version."""
    enrolment = get_object_or_404(Enrolment, course=pk, user=request.user)
    moved = move_on(enrolment)
    messages.success(
        request, _("Sie lernen jetzt mit Fassung %(number)d.") % {"number": moved.version.number}
    )
    return redirect("courses:overview", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int, lesson_pk: int) -> HttpResponse:
    """A lesson with its table of contents; a POST goes on to the next one.

    Everybody reads the lessons of an open course; where one stands is kept for those enrolled.
    """
    reading = _reading(request, pk)
    if reading.enrolment is None and reading.course.access != Access.OPEN:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return redirect("courses:overview", pk)
    lessons = outline_of(reading.version).lessons
    place = next((n for n, each in enumerate(lessons) if each.id == lesson_pk), None)
    if place is None:
        raise Http404
    following = lessons[place + 1] if place + 1 < len(lessons) else None
    if request.method == "POST":
        if reading.enrolment:
            stand_at(reading.enrolment, following.id if following else lesson_pk)
        if following:
            return redirect("courses:lesson", pk, following.id)
        return redirect("courses:overview", pk)
    if reading.enrolment:
        stand_at(reading.enrolment, lesson_pk)
    context = {
        "course": reading.course,
        "enrolment": reading.enrolment,
        "lessons": lessons,
        "lesson": lessons[place],
        "number": place + 1,
        "previous": lessons[place - 1] if place else None,
        "following": following,
        "body": body_of(reading.version.content["lessons"][place]),
    }
    return render(request, "training/courses/lesson.html", context)


def _reading(request: HttpRequest, pk: int) -> Reading:
    """404 for a course that the request may not read; who has begun it goes on all the same."""
    course = get_object_or_404(CoursePage, pk=pk)
    enrolment = None
    if request.user.is_authenticated:
        enrolments = Enrolment.objects.filter(user=request.user, course=course)
        enrolment = enrolments.select_related("version").first()
    if enrolment:
        return Reading(course, enrolment.version, enrolment)
    public = course.live and all(
        each.accept_request(request) for each in course.get_view_restrictions()
    )
    version = course.newest_version
    if not public or version is None:
        raise Http404
    return Reading(course, version, None)


def _current(enrolment: Enrolment) -> int:
    """The lesson where the learner was, or the first of the version."""
    outline = outline_of(enrolment.version)
    if enrolment.last_lesson and outline.lesson(enrolment.last_lesson):
        return enrolment.last_lesson
    return outline.lessons[0].id
