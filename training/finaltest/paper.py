"""The questions of one attempt at a final test, drawn from the pools, and what they come to.

Pure: a version's frozen pools and an attempt's seed give the same questions in the same order
each time, so that an attempt keeps its seed and its answers and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext as _

from training.questions.answers import problem_of
from training.questions.grading import Graded, grade_question
from training.questions.reading import Question, read_question
from training.questions.shuffling import drawn


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the paper; `seed` is for the order of its parts, `id` its block's."""

    id: str
    pool: str
    question: Question
    seed: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The paper's result. `percent` is rounded down: 79.9 of 80 is not there yet."""

    graded: Mapping[str, Graded]
    points: Fraction
    maximum: int
    percent: int
    is_passed: bool

    @property
    def score(self) -> Fraction:
        """0 to 1."""
        return self.points / self.maximum if self.maximum else Fraction(0)


def draw_paper(pools: Sequence[Mapping[str, Any]], seed: str) -> tuple[Asked, ...]:
    """The questions of an attempt, pool by pool; `pools` as the StreamField stores them.

    A pool gives as many as its `draw` says, all that it has if that is more.
    """
    paper: list[Asked] = []
    for pool in pools:
        value, questions = pool["value"], list(pool["value"].get("questions") or ())
        own = f"{seed}/{pool['id']}"
        for index in drawn(len(questions), value.get("draw") or len(questions), own):
            block = questions[index]
            paper.append(
                Asked(
                    id=block["id"],
                    pool=value.get("title") or "",
                    question=read_question(block["type"], block["value"]),
                    seed=f"{own}/{block['id']}",
                )
            )
    return tuple(paper)


def mark(paper: Sequence[Asked], answers: Mapping[str, Any], *, pass_mark: int) -> Marked:
    """The result of the answers by question id; what was not answered gets no points.

    `pass_mark` is in percent. A paper without questions is passed by nobody.
    """
    graded = {asked.id: grade_question(asked.question, answers.get(asked.id)) for asked in paper}
    points = sum((each.points for each in graded.values()), Fraction(0))
    maximum = sum(each.maximum for each in graded.values())
    return Marked(
        graded=graded,
        points=points,
        maximum=maximum,
        percent=floor(100 * points / maximum) if maximum else 0,
        is_passed=bool(maximum) and 100 * points >= pass_mark * maximum,
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """A question, by its number from 1, that has no answer yet, or not a whole one."""

    number: int
    problem: str


def gaps_in(paper: Sequence[Asked], answers: Mapping[str, Any]) -> tuple[Gap, ...]:
    """What a person should know before handing in; says nothing of right and wrong."""
    gaps = []
    for number, asked in enumerate(paper, 1):
        if asked.id not in answers:
            gaps.append(Gap(number, _("noch nicht beantwortet")))
        elif problem := problem_of(asked.question, answers[asked.id]):
            gaps.append(Gap(number, problem))
    return tuple(gaps)
