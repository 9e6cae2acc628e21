"""The player: a course as its version has it, lesson by lesson."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from training.progress.carrying import go_on_in
from training.progress.parts import parts_of
from training.progress.resuming import is_lesson_done, resume_at
from training.progress.service import (
    FINAL_TEST,
    completion_of,
    done_among,
    finish_if_complete,
    progress_in,
    progress_of,
    record_now,
)
from training.progress.tokens import owner_of, progress_url

from .enrolling import EnrolmentRefusedError, enrol, move_on, offered_version, stand_at
from .lessons import Surroundings, body_of, surroundings
from .models import Enrolment
from .outline import LessonOutline, lesson_activity, outline_of
from .reading import Reading, reading_of
from .selectors import begun_in_another_language


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one begins and goes on, and what the course still lacks; a POST enrols.

    Who has begun in another language is told so, and may take along what is done there.
    """
    reading = reading_of(request, pk)
    begun = None if reading.enrolment else begun_in_another_language(request.user, reading.course)
    if request.method == "POST":
        try:
            if begun and "mitnehmen" in request.POST:
                go_on_in(reading.course, begun=begun)
                messages.success(request, _("Was Sie erledigt haben, ist mitgekommen."))
                return redirect("courses:overview", pk)
            enrolment = enrol(request.user, reading.course)
        except EnrolmentRefusedError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("courses:overview", pk)
        place = resume_at(outline_of(enrolment.version), enrolment, {})
        return redirect("courses:lesson", pk, place.lesson.id)
    context = {
        "course": reading.course,
        "enrolment": reading.enrolment,
        "version": reading.version,
        "outline": reading.outline,
        "may_read": reading.may_read_lessons,
        "begun": begun,
        "offered": offered_version(reading.enrolment) if reading.enrolment else None,
    }
    if reading.enrolment:
        context |= _standing(reading, reading.enrolment)
    return render(request, "training/courses/overview.html", context)


@require_POST
@login_required
def newest_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The learner has chosen the newer version."""
    enrolment = get_object_or_404(Enrolment, course=pk, user=request.user)
    moved = move_on(enrolment)
    # What the newer one no longer asks for may have been all that was missing.
    finish_if_complete(moved.pk)
    messages.success(
        request, _("Sie lernen jetzt mit Fassung %(number)d.") % {"number": moved.version.number}
    )
    return redirect("courses:overview", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int, lesson_pk: int) -> HttpResponse:
    """A lesson with its table of contents; a POST has read it, and goes on to the next one.

    Everybody reads the lessons of an open course; where one stands is kept for those enrolled.
    Of the version, this lesson and the outline of those around it are read: the page costs the
    same in every course.
    """
    reading = reading_of(request, pk, of_one_lesson=True)
    if not reading.may_read_lessons:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return redirect("courses:overview", pk)
    around = surroundings(reading.version.pk, lesson_pk)
    following = around.following
    if request.method == "POST":
        if reading.enrolment:
            record_now(reading.enrolment.pk, lesson_activity(lesson_pk), done=True)
            stand_at(reading.enrolment, following.id if following else lesson_pk)
        if following:
            return redirect("courses:lesson", pk, following.id)
        return redirect("courses:overview", pk)
    context = {
        "course": reading.course,
        "enrolment": reading.enrolment,
        "around": around,
        "first": around.first + 1,
        "last": around.last + 1,
        "lessons_url": reverse("courses:lesson", args=[pk, 0]).removesuffix("0/"),
        "lesson": around.lesson,
        "number": around.place + 1,
        **_contents(reading, around, request.session.session_key),
    }
    return render(request, "training/courses/lesson.html", context)


def _contents(reading: Reading, around: Surroundings, session_key: str | None) -> dict:
    """The blocks of a lesson with what is kept of them, and which lessons near it are done.

    `progress` is activity → `ActivityProgress` for this lesson, for what goes on from it.
    """
    progress, done, keeping = {}, set(), {}
    if enrolment := reading.enrolment:
        stand_at(enrolment, around.lesson.id)
        progress = progress_in(enrolment, [each.id for each in around.lesson.activities])
        done = done_among(
            enrolment, [each.id for lesson in around.lessons for each in lesson.activities]
        )
        keeping = {
            "progress_url": progress_url(enrolment.pk, session_key),
            "progress_owner": owner_of(enrolment.user_id),
            # Ahead of everything that is kept, whatever the device's own clock or counter says.
            "progress_sequence": max((row.sequence for row in progress.values()), default=0),
        }
    body = body_of(around.body)
    return keeping | {
        "progress": progress,
        "parts": list(parts_of(body, reading, progress)),
        "done_lessons": {each.id for each in around.lessons if is_lesson_done(each, done)},
    }


def _standing(reading: Reading, enrolment: Enrolment) -> dict:
    """Where the learner goes on, which lessons are done, and what is missing by lesson."""
    progress = progress_of(enrolment, states=False)
    done = {key for key, row in progress.items() if row.is_done}
    completion = completion_of(reading.outline, progress)
    if completion.is_complete and enrolment.finished_at is None:
        # A server that is killed may leave this to the next one; see `progress.service`.
        finish_if_complete(enrolment.pk)
        enrolment.refresh_from_db(fields=["finished_at"])
    return {
        "place": resume_at(reading.outline, enrolment, progress),
        "completion": completion,
        "misses_test": any(each.id == FINAL_TEST for each in completion.missing),
        "missing": _by_lesson(reading, {each.id for each in completion.missing}),
        "done_lessons": {each.id for each in reading.outline.lessons if is_lesson_done(each, done)},
    }


def _by_lesson(reading: Reading, missing: set[str]) -> list[tuple[LessonOutline, list]]:
    """The lessons that lack something, each with what it lacks."""
    found = [
        (lesson, [each for each in lesson.activities if each.id in missing])
        for lesson in reading.outline.lessons
    ]
    return [(lesson, activities) for lesson, activities in found if activities]
