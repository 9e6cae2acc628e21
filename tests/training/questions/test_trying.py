"""Answering in a lesson: tries, the best of them, and when the solution is shown."""

import json
from fractions import Fraction
from html import unescape

import pytest
from django.template.loader import render_to_string

from training.questions.trying import TooEarlyError, Trying, reveal, seed_for, try_answer

from .questions import RIGHT, VALUES, question_of

ORDERING = question_of("ordering")
PARTLY = [0, 1, 2, 4, 3]


def tried(*answers, question=ORDERING) -> Trying:
    trying = Trying()
    for answer in answers:
        # As the database gives it back.
        trying = Trying.from_state(
            json.loads(json.dumps(try_answer(question, trying, answer).state))
        )
    return trying


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_a_right_answer_is_done_at_once_and_shows_the_solution(kind):
    question = question_of(kind)
    trying = tried(RIGHT[kind], question=question)
    assert trying.is_done
    assert trying.score == 1
    assert trying.feedback(question).is_right
    assert trying.solution(question)


def test_the_best_try_counts_and_the_last_one_gets_the_feedback():
    trying = tried(PARTLY, [4, 3, 2, 1, 0])
    assert trying.score == Fraction(1, 2)
    assert trying.feedback(ORDERING).points == 0
    assert not trying.is_done
    assert trying.solution(ORDERING) == ()


def test_the_solution_is_offered_after_two_tries_and_ends_the_counting():
    with pytest.raises(TooEarlyError, match="nach 2 Versuchen"):
        reveal(tried(PARTLY))
    trying = reveal(tried(PARTLY, PARTLY))
    assert trying.is_done
    assert trying.solution(ORDERING) == ORDERING.items
    after = try_answer(ORDERING, trying, RIGHT["ordering"])
    assert after.score == Fraction(1, 2)
    assert after.feedback(ORDERING).is_right


def test_before_the_first_try_nothing_is_said():
    assert Trying().feedback(ORDERING) is None
    assert Trying().solution(ORDERING) == ()
    assert not Trying().may_reveal


@pytest.mark.parametrize(
    "state",
    [None, [], "x", {}, {"tries": "2", "best": "7/0"}, {"tries": -1, "best": None}, {"best": [1]}],
)
def test_a_state_that_cannot_be_read_is_a_beginning(state):
    trying = Trying.from_state(state)
    assert (trying.tries, trying.score, trying.is_done) == (0, 0, False)


def test_a_kept_share_is_never_more_than_all():
    assert Trying.from_state({"tries": 1, "best": "9"}).score == 1


def test_each_person_and_block_has_a_seed_that_stays():
    assert seed_for("enrolment-1", "a") == seed_for("enrolment-1", "a")
    seeds = {seed_for(owner, block) for owner in ("enrolment-1", "enrolment-2") for block in "ab"}
    assert len(seeds) == 4


def test_the_outcome_names_each_part_and_the_solution_only_where_it_may_be_seen():
    question = question_of("matching")
    trying = tried([0, 2, 1], question=question)
    context = {"graded": trying.feedback(question), "words": trying.solution(question)}
    page = " ".join(unescape(render_to_string("training/questions/outcome.html", context)).split())
    assert "Teilweise richtig." in page
    assert "§ 13: „Beschwerderecht“ – richtig" in page
    assert "§ 15: „Maßregelungsverbot“ – nicht richtig" in page
    assert "Auflösung" not in page
    shown = reveal(tried([0, 2, 1], [0, 2, 1], question=question))
    context["words"] = shown.solution(question)
    assert "§ 15 – Entschädigung" in render_to_string("training/questions/outcome.html", context)
