"""Whatever one looks at, and however often: no result tells of fewer than five people."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.evaluation.rules import SENTENCES, STEP, Answer, Tally, taken

RATINGS = st.fixed_dictionaries({key: st.integers(1, 5) for key in SENTENCES})
ANSWERS = st.builds(
    lambda ratings, remark: Answer(ratings=ratings, remark=remark),
    RATINGS,
    st.text("abc", max_size=3),
)
SEVERAL = st.lists(ANSWERS, max_size=23)


def states(answers) -> list[tuple[Tally, Tally]]:
    """(published, pending) after each answer, and before the first."""
    found = [(Tally(), Tally())]
    for answer in answers:
        found.append(taken(*found[-1], answer))
    return found


def seen(published: Tally) -> tuple:
    """What a look can learn, but for the order of remarks."""
    return (published.count, tuple(published.sums.items()), tuple(sorted(published.remarks)))


def total(answers) -> tuple:
    return seen(
        Tally(
            count=len(answers),
            sums={key: sum(answer.ratings[key] for answer in answers) for key in SENTENCES},
            remarks=tuple(answer.remark for answer in answers if answer.remark),
        )
    )


@given(SEVERAL)
def test_the_results_are_the_sum_of_all_full_steps(answers):
    for number, (published, pending) in enumerate(states(answers)):
        full = number - number % STEP
        assert seen(published) == total(answers[:full])
        assert seen(pending) == total(answers[full:number])


@given(SEVERAL, st.data())
def test_two_looks_differ_by_nothing_or_by_five_and_more(answers, data):
    looks = [published for published, _pending in states(answers)]
    first = data.draw(st.integers(0, len(looks) - 1))
    second = data.draw(st.integers(first, len(looks) - 1))
    difference = looks[second].count - looks[first].count

    assert difference % STEP == 0
    if difference == 0:
        assert looks[first] == looks[second]  # in the same order, too


@given(SEVERAL, st.randoms(use_true_random=False))
def test_who_of_a_step_gave_which_answer_changes_no_look(answers, dice):
    """Answers change places within their steps: whoever looks sees the same all along."""
    exchanged = []
    for start in range(0, len(answers), STEP):
        step = answers[start : start + STEP]
        dice.shuffle(step)
        exchanged += step

    looks = [seen(published) for published, _pending in states(answers)]

    full = len(answers) - len(answers) % STEP
    others = [seen(published) for published, _pending in states(exchanged)]
    assert looks[: full + 1] == others[: full + 1]


@given(st.lists(ANSWERS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_what_is_stored_does_not_tell_what_came_together(answers, dice):
    """Remarks and the ratings of each sentence may belong to anybody: the store is the same."""
    parts = {key: [answer.ratings[key] for answer in answers] for key in SENTENCES}
    remarks = [answer.remark for answer in answers]
    for part in (*parts.values(), remarks):
        dice.shuffle(part)
    mixed = [
        Answer(ratings={key: parts[key][place] for key in SENTENCES}, remark=remarks[place])
        for place in range(len(answers))
    ]

    assert seen(states(answers)[-1][1]) == seen(states(mixed)[-1][1])


def test_remarks_lose_their_order():
    answer = [Answer(ratings=dict.fromkeys(SENTENCES, 3), remark=str(number)) for number in "01234"]
    orders = {states(answer)[-1][0].remarks for _number in range(40)}
    pending = {states(answer[:4])[-1][1].remarks for _number in range(40)}

    assert len(orders) > 10
    assert len(pending) > 5


def test_a_look_before_the_fifth_sees_nothing():
    looks = states([Answer(ratings=dict.fromkeys(SENTENCES, 1))] * 4)
    assert all(published == Tally() for published, _pending in looks)


@pytest.mark.parametrize("ratings", [{}, dict.fromkeys(SENTENCES, 0), dict.fromkeys(SENTENCES, 6)])
def test_half_an_answer_is_none(ratings):
    with pytest.raises(ValueError, match="ating"):
        Answer(ratings=ratings)


def test_means_are_to_one_place():
    answers = [
        Answer(ratings=dict.fromkeys(SENTENCES, rating)) for rating in random.sample(range(1, 6), 5)
    ]
    published = states(answers)[-1][0]
    assert {published.mean(key) for key in SENTENCES} == {3.0}
