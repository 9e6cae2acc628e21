"""Points, parts and feedback of an answer, kind by kind."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.questions.grading import grade, grade_question, solution
from training.questions.reading import read_question

from .questions import BLOCKS, RIGHT, VALUES, question_of, value_of

KINDS = sorted(VALUES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_gets_all_points_and_the_praise(kind):
    graded = grade(kind, value_of(kind), RIGHT[kind])
    assert (graded.points, graded.maximum, graded.score) == (2, 2, 1)
    assert graded.is_right
    assert graded.feedback == "Genau so."
    assert all(part.is_right for part in graded.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_version_has_frozen_is_graded_alike(kind):
    stored = BLOCKS[kind].get_prep_value(value_of(kind))
    assert read_question(kind, stored) == question_of(kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "answer", [None, [], "", 99, -1, [99], ["x"], [None] * 9, {"a": 1}, 1.5, [[0]], "\x00"]
)
def test_what_is_no_answer_gets_no_points(kind, answer):
    graded = grade(kind, value_of(kind), answer)
    assert graded.points == 0
    assert not graded.is_right
    assert graded.feedback == "Lesen Sie noch einmal."


@pytest.mark.parametrize(
    ("kind", "answer", "points"),
    [
        ("single", 0, 0),
        ("multiple", [0, 1], Fraction(4, 3)),
        ("multiple", [0, 1, 2, 3], Fraction(4, 3)),
        ("multiple", [0, 3], 0),
        ("multiple", [0, 0, 0], Fraction(2, 3)),
        ("true_false", True, 0),
        ("ordering", [0, 1, 2, 4, 3], 1),  # the last two are swapped: two of four neighbours
        ("ordering", [4, 0, 1, 2, 3], Fraction(3, 2)),  # one step alone is in the wrong place
        ("ordering", [4, 3, 2, 1, 0], 0),
        ("ordering", [0, 0, 1, 2, 3], 0),
        ("matching", [0, 2, 1], Fraction(2, 3)),
        ("matching", [0, None, None], Fraction(2, 3)),
        ("gap", ["mittelbar", "guten"], 1),
        ("gap", ["mittelbar"], 1),
        ("short", "Maßregelungsverbott", 2),
        ("short", "Beschwerderecht", 0),
    ],
)
def test_partly_right_answers_get_their_part(kind, answer, points):
    assert grade(kind, value_of(kind), answer).points == points


def test_choices_give_the_feedback_of_what_was_chosen_and_of_nothing_else():
    graded = grade("multiple", value_of("multiple"), [0, 3])
    assert [(part.given, part.is_right, part.feedback) for part in graded.parts] == [
        ("Auszubildende", True, "Die auch."),
        ("Nur Deutsche", False, "Der Pass ist egal."),
    ]


def test_pairs_with_the_same_right_side_may_be_exchanged():
    pairs = [{"left": left, "right": right} for left, right in ("aX", "bX", "cY")]
    assert grade("matching", value_of("matching", pairs=pairs), [1, 0, 2]).is_right


def test_typos_count_where_the_author_does_not_let_them_through():
    value = value_of("short", typos=False)
    assert grade("short", value, "massregelungsverbot!").is_right
    assert not grade("short", value, "Maßregelungsverbott").is_right


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("single", ("Einkommen",)),
        ("true_false", ("Das stimmt nicht.",)),
        ("ordering", tuple(VALUES["ordering"]["items"])),
        (
            "matching",
            ("§ 13 – Beschwerderecht", "§ 15 – Entschädigung", "§ 16 – Maßregelungsverbot"),
        ),
        ("gap", ("mittelbar", "sachlichen")),
        ("short", ("Maßregelungsverbot",)),
    ],
)
def test_the_solution_in_words(kind, words):
    assert solution(question_of(kind)) == words


answers = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 6) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=8,
)


@given(kind=st.sampled_from(KINDS), answer=answers)
def test_points_stay_between_none_and_all_whatever_is_sent(kind, answer):
    graded = grade_question(question_of(kind), answer)
    assert 0 <= graded.points <= graded.maximum
    assert graded.is_right == (graded.points == graded.maximum)


@given(st.permutations(range(5)))
def test_only_the_right_order_gets_all_points(places):
    graded = grade("ordering", value_of("ordering"), places)
    assert graded.is_right == (places == [0, 1, 2, 3, 4])
    assert len(graded.parts) == 5
