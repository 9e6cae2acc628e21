"""The final test of a course: its start page, a page for each question, handing in, the result.

A form belongs to one attempt by its address: what an old tab sends is never taken for an answer
to a later attempt, in which the same question is shown in another order.
"""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.media.models import PortalImage
from training.courses.models import CoursePage, Enrolment
from training.questions.answers import read_answer
from training.questions.rendering import show

from . import services
from .limits import Limits, left_in_words
from .models import TestAttempt
from .paper import Asked, gaps_in
from .results import result_of
from .selectors import FinalTest, final_test_of

#: What the names of a question's controls begin with.
PREFIX = "antwort"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """What the test asks for, said before it begins; a POST begins it, or goes on with it."""
    enrolment = _enrolment(request, pk)
    if enrolment is None:
        return redirect("courses:overview", pk)
    standing = services.standing_of(enrolment)
    if standing is None:
        raise Http404
    if request.method == "POST":
        try:
            attempt = services.begin(enrolment)
        except services.AttemptRefusedError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("finaltest:start", pk)
        return redirect(_question_address(attempt, pk, 1))
    return render(
        request,
        "training/finaltest/start.html",
        {"course": enrolment.course, "standing": standing, **_running(standing.open)},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int, attempt: int, number: int) -> HttpResponse:
    """One question. A POST keeps its answer and goes where its button says.

    With `autosave` it comes from the page itself, and the answer is JSON.
    """
    taking = _taking(request, pk, attempt)
    if not 0 < number <= len(taking.paper):
        raise Http404
    asked = taking.paper[number - 1]
    if request.method == "POST":
        return _keep(request, taking, asked, number)
    if not taking.attempt.is_open:
        return redirect("finaltest:result", pk, attempt)
    picture = asked.question.image_id
    context = taking.context | {
        "number": number,
        "picture": PortalImage.objects.filter(pk=picture).first() if picture else None,
        "shown": show(
            asked.question,
            seed=asked.seed,
            prefix=PREFIX,
            answer=taking.attempt.answers.get(asked.id),
        ),
        "numbers": [
            (place, each.id in taking.attempt.answers) for place, each in enumerate(taking.paper, 1)
        ],
    }
    return render(request, "training/finaltest/question.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int, attempt: int) -> HttpResponse:
    """What has no answer yet, and the question whether to hand in; a POST does."""
    taking = _taking(request, pk, attempt)
    if request.method == "POST" and taking.attempt.is_open:
        services.hand_in(taking.attempt)
    if request.method == "POST" or not taking.attempt.is_open:
        return redirect("finaltest:result", pk, attempt)
    context = taking.context | {"gaps": gaps_in(taking.paper, taking.attempt.answers)}
    return render(request, "training/finaltest/check.html", context)


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, pk: int, attempt: int) -> HttpResponse:
    """What an attempt came to, question by question, and what to do next."""
    taking = _taking(request, pk, attempt)
    if taking.attempt.is_open:
        return redirect(_question_address(taking.attempt, pk, 1))
    standing = services.standing_of(taking.attempt.enrolment)
    shows = standing.shows_solutions if standing else taking.attempt.is_passed
    context = {
        "course": taking.course,
        "standing": standing,
        "result": result_of(taking.attempt, taking.test, taking.limits, shows_solutions=shows),
    }
    return render(request, "training/finaltest/result.html", context)


@never_cache
@login_required
@require_safe
def time_left(request: HttpRequest, pk: int, attempt: int) -> JsonResponse:
    return JsonResponse(_taking(request, pk, attempt).state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """An attempt of the person who asks, with all that its pages need."""

    course: CoursePage
    attempt: TestAttempt
    test: FinalTest
    limits: Limits
    paper: tuple[Asked, ...]

    @property
    def state(self) -> dict:
        """For the page's script: seconds left, None without a limit, and where to go when over."""
        address = reverse("finaltest:result", args=[self.course.pk, self.attempt.number])
        return {
            "seconds_left": self.limits.seconds_left(self.attempt.started_at, timezone.now()),
            "closed": "" if self.attempt.is_open else address,
        }

    @property
    def context(self) -> dict:
        return {
            "course": self.course,
            "attempt": self.attempt,
            "total": len(self.paper),
            **_time(self.limits, self.attempt),
        }


def _taking(request: HttpRequest, pk: int, number: int) -> Taking:
    """404 for what is not the person's own; an attempt whose time is over is handed in here."""
    attempt = get_object_or_404(
        TestAttempt.objects.select_related("enrolment__course", "enrolment__version").defer(
            "enrolment__version__content"
        ),
        enrolment__course=pk,
        enrolment__user=request.user,
        number=number,
    )
    test = final_test_of(attempt.version_id)
    limits = services.limits_of(attempt, test)
    return Taking(
        course=attempt.enrolment.course,
        attempt=services.settled(attempt, limits),
        test=test,
        limits=limits,
        paper=test.paper(attempt),
    )


def _keep(request: HttpRequest, taking: Taking, asked: Asked, number: int) -> HttpResponse:
    pk, wanted = taking.course.pk, request.POST.get("zu", "")
    given = read_answer(asked.question, request.POST, seed=asked.seed, prefix=PREFIX)
    attempt = services.answer(
        attempt=taking.attempt,
        question_id=asked.id,
        answer=None if given.is_empty else given.answer,
    )
    if "autosave" in request.POST:
        return JsonResponse(replace(taking, attempt=attempt).state)
    if not attempt.is_open:
        messages.warning(
            request, _("Der Test ist schon abgegeben. Ihre letzte Antwort zählt nicht mehr mit.")
        )
        return redirect("finaltest:result", pk, attempt.number)
    if wanted.isdecimal() and 0 < int(wanted) <= len(taking.paper):
        return redirect(_question_address(attempt, pk, int(wanted)))
    if wanted == "abgabe":
        return redirect("finaltest:check", pk, attempt.number)
    return redirect(_question_address(attempt, pk, number))


def _enrolment(request: HttpRequest, pk: int) -> Enrolment | None:
    return (
        Enrolment.objects.filter(user=request.user, course=pk)
        .select_related("course", "version")
        .defer("version__content")
        .first()
    )


def _question_address(attempt: TestAttempt, pk: int, number: int) -> str:
    """With the question's heading as its anchor, so that keyboard and voice go on from there."""
    return f"{reverse('finaltest:question', args=[pk, attempt.number, number])}#frage"


def _running(attempt: TestAttempt | None) -> dict:
    """The time that an open attempt has left, for its start page; two queries."""
    if attempt is None:
        return {}
    limits = services.limits_of(attempt, final_test_of(attempt.version_id))
    return _time(limits, attempt)


def _time(limits: Limits, attempt: TestAttempt) -> dict:
    seconds = limits.seconds_left(attempt.started_at, timezone.now())
    return {"seconds_left": seconds, "time_left": left_in_words(seconds)}
