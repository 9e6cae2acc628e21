"""Answering in a lesson, with a form that needs no script: questions, and notes for oneself."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.blocks import StreamValue

from training.courses.lessons import body_of, lesson_body, lesson_with
from training.courses.outline import KINDS, LessonOutline
from training.courses.reading import Reading, reading_of
from training.questions.answers import Given, read_answer
from training.questions.trying import TooEarlyError, Trying, reveal, seed_for, try_answer

from .parts import Asked, asked, carried, question_in, shown_to
from .service import holding, record_now

#: In characters: a page and a half, and small enough for every request.
LONGEST_NOTE = 5000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int, block_id: str) -> HttpResponse:
    """A question by itself; a POST answers it, or has the solution shown.

    Who is enrolled goes back to the lesson, which shows what is kept. For everybody else
    nothing is: the tries travel in the form. With htmx the form alone is the answer. Of the
    version only the lesson with the question is read.
    """
    reading = reading_of(request, pk, of_one_lesson=True)
    if not reading.may_read_lessons:
        return _begin_first(request, pk)
    lesson, block = _block(reading, block_id)
    if KINDS[block.block_type][0] != "question":
        raise Http404
    if request.method == "POST":
        problem, given, trying = _try(request, reading, block)
        if reading.enrolment and not problem and not request.htmx:
            return redirect(f"{_lesson_url(reading, lesson)}#frage-{block.id}")
    else:
        problem, given, trying = "", None, _kept(reading, block.id)
    shown = asked(block, reading, trying)
    if problem:
        answer = given.answer if given else trying.answer
        shown = shown.with_problem(problem, shown_to(reading, block, answer))
    return _render_question(request, reading, lesson, shown)


@require_POST
def note(request: HttpRequest, pk: int, block_id: str) -> HttpResponse:
    """Keeps a note for oneself."""
    reading = reading_of(request, pk, of_one_lesson=True)
    if reading.enrolment is None:
        return _begin_first(request, pk)
    lesson = lesson_with(reading.version.pk, block_id)
    if not any(each.id == block_id and each.kind == "reflection" for each in lesson.activities):
        raise Http404
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > LONGEST_NOTE:
        messages.error(
            request,
            _("Die Notiz ist zu lang: Höchstens %(limit)d Zeichen, es sind %(number)d.")
            % {"limit": LONGEST_NOTE, "number": len(text)},
        )
    else:
        record_now(reading.enrolment.pk, block_id, state={"text": text}, done=bool(text))
        messages.success(request, _("Ihre Notiz ist gespeichert. Nur Sie können sie lesen."))
    return redirect(f"{_lesson_url(reading, lesson)}#aktivitaet-{block_id}")


def _try(
    request: HttpRequest, reading: Reading, block: StreamValue.StreamChild
) -> tuple[str, Given | None, Trying]:
    """What is wrong with the attempt, what was given, and where that leaves the learner."""
    asked_for_solution = "aufloesung" in request.POST
    given = None
    if not asked_for_solution:
        seed = seed_for(reading.owner, block.id)
        given = read_answer(question_in(block), request.POST, seed=seed, prefix=block.id)
        if given.problem:
            return given.problem, given, _kept(reading, block.id, request)
    try:
        return "", given, _after(request, reading, block, given)
    except TooEarlyError as error:
        return " ".join(error.messages), given, _kept(reading, block.id, request)


def _after(
    request: HttpRequest,
    reading: Reading,
    block: StreamValue.StreamChild,
    given: Given | None,
) -> Trying:
    """The tries with this one, kept where somebody is enrolled. Raises `TooEarlyError`."""

    def step(trying: Trying) -> Trying:
        return try_answer(question_in(block), trying, given.answer) if given else reveal(trying)

    if reading.enrolment is None:
        return step(_kept(reading, block.id, request))
    with holding(reading.enrolment.pk) as held:
        trying = step(Trying.from_state(held.state_of(block.id)))
        held.keep(block.id, state=trying.state, done=trying.is_done, score=float(trying.score))
    return trying


def _kept(reading: Reading, block_id: str, request: HttpRequest | None = None) -> Trying:
    if reading.enrolment:
        rows = reading.enrolment.progress.filter(activity=block_id)
        return Trying.from_state(rows.values_list("state", flat=True).first())
    return carried(reading, block_id, request.POST.get("stand", "")) if request else Trying()


def _block(reading: Reading, block_id: str) -> tuple[LessonOutline, StreamValue.StreamChild]:
    """A block with its lesson; only that lesson is read. Raises `Http404`."""
    lesson = lesson_with(reading.version.pk, block_id)
    blocks = lesson_body(reading.version, lesson.id)
    for block in body_of([each for each in blocks if each["id"] == block_id]):
        return lesson, block
    raise Http404


def _render_question(
    request: HttpRequest, reading: Reading, lesson: LessonOutline, question: Asked
) -> HttpResponse:
    template = (
        "training/questions/question.html" if request.htmx else "training/progress/question.html"
    )
    context = {
        "course": reading.course,
        "enrolment": reading.enrolment,
        "lesson": lesson,
        "back": f"{_lesson_url(reading, lesson)}#frage-{question.shown.prefix}",
        "is_focused": request.method == "POST",
        "shown": question.shown,
        "action": question.action,
        "picture": question.picture,
        "graded": question.graded,
        "words": question.words,
        "problem": question.problem,
        "may_reveal": question.may_reveal,
        "carried": question.carried,
    }
    return render(request, template, context)


def _lesson_url(reading: Reading, lesson: LessonOutline) -> str:
    return reverse("courses:lesson", args=[reading.course.pk, lesson.id])


def _begin_first(request: HttpRequest, pk: int) -> HttpResponse:
    address = reverse("courses:overview", args=[pk])
    return redirect(address) if request.user.is_authenticated else redirect_to_login(address)
