"""A page with a question of every kind, answered as a lesson's are; the tries live in memory."""

from django.shortcuts import render
from django.urls import path

from tests.training.questions.questions import VALUES, question_of
from training.questions.answers import read_answer
from training.questions.rendering import show
from training.questions.trying import Trying, reveal, seed_for, try_answer

from .urls import handler404
from .urls import urlpatterns as other_urls

__all__ = ["handler404", "urlpatterns"]

TRIES: dict[str, Trying] = {}


def question_page(request, kind):
    question, seed = question_of(kind), seed_for("test", kind)
    trying, problem = TRIES.get(kind, Trying()), ""
    answer = trying.answer
    if "aufloesung" in request.POST:
        trying = reveal(trying)
    elif request.method == "POST":
        given = read_answer(question, request.POST, seed=seed, prefix=kind)
        answer, problem = given.answer, given.problem
        if not problem:
            trying = try_answer(question, trying, answer)
    TRIES[kind] = trying
    context = {
        "kind": kind,
        "kinds": sorted(VALUES),
        "shown": show(question, seed=seed, prefix=kind, answer=answer),
        "graded": None if problem else trying.feedback(question),
        "words": trying.solution(question),
        "problem": problem,
        "may_reveal": trying.may_reveal,
        "action": request.path,
    }
    return render(request, "question_page.html", context)


urlpatterns = [path("fragen/<kind>/", question_page), *other_urls]
