"""Which questions an attempt has, and what the answers come to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.questions.questions import RIGHT
from training.finaltest.paper import draw_paper, gaps_in, mark

from .courses import KINDS, pool

POOLS = [pool("Recht", KINDS, 3), pool("Alltag", ["single", "short", "case"], 2, points=2)]


def right_answers(paper) -> dict:
    return {asked.id: RIGHT[asked.question.kind] for asked in paper}


@given(seed=st.text(max_size=12))
def test_each_pool_gives_its_number_of_different_questions(seed):
    paper = draw_paper(POOLS, seed)
    assert [asked.pool for asked in paper] == ["Recht"] * 3 + ["Alltag"] * 2
    assert len({asked.id for asked in paper}) == 5
    assert paper == draw_paper(POOLS, seed)


def test_another_attempt_gets_other_questions_in_other_orders():
    papers = [draw_paper(POOLS, f"versuch-{number}") for number in range(20)]
    assert len({tuple(asked.id for asked in paper) for paper in papers}) > 10
    assert len({asked.seed for paper in papers for asked in paper}) == 100
    assert {asked.id for paper in papers for asked in paper if asked.pool == "Recht"} == {
        f"Recht-{kind}" for kind in KINDS
    }


def test_a_pool_that_should_give_more_than_it_has_gives_all():
    assert len(draw_paper([pool("Klein", ["single", "gap"], 5)], "s")) == 2


def test_all_right_is_passed_with_all_points():
    paper = draw_paper(POOLS, "s")
    marked = mark(paper, right_answers(paper), pass_mark=100)
    assert (marked.points, marked.maximum, marked.percent, marked.score) == (7, 7, 100, 1)
    assert marked.is_passed


def test_what_is_not_answered_is_named_and_gets_nothing():
    paper = draw_paper(POOLS, "s")
    answers = right_answers(paper)
    del answers[paper[1].id], answers[paper[4].id]
    assert [gap.number for gap in gaps_in(paper, answers)] == [2, 5]
    assert mark(paper, answers, pass_mark=80).points == 4


def test_half_an_answer_is_named_with_what_it_lacks():
    paper = draw_paper([pool("Recht", ["ordering"], 1)], "s")

    def lacking(answer):
        return [gap.problem for gap in gaps_in(paper, {paper[0].id: answer})]

    assert lacking([0, 1, 2, 3, None]) == ["Bitte wählen Sie für jeden Schritt einen Platz."]
    assert "Platz 3 ist mehrmals vergeben" in lacking([0, 1, 2, 2, 4])[0]
    assert lacking([4, 3, 2, 1, 0]) == []


@pytest.mark.parametrize(("pass_mark", "passed"), [(66, True), (67, False)])
def test_the_pass_mark_is_met_by_what_is_right_and_not_by_rounding(pass_mark, passed):
    paper = draw_paper([pool("Recht", ["matching"], 1)], "s")
    # Two of three pairs, „66.67 %“.
    marked = mark(paper, {paper[0].id: [0, 1, None]}, pass_mark=pass_mark)
    assert marked.score == Fraction(2, 3)
    assert (marked.percent, marked.is_passed) == (66, passed)


def test_a_test_without_questions_is_passed_by_nobody():
    marked = mark((), {}, pass_mark=0)
    assert (marked.percent, marked.score, marked.is_passed) == (0, 0, False)
