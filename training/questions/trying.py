"""Answering a question in a lesson: as often as one likes, with feedback each time.

A lesson's questions are for learning: they are done when everything is right, or when somebody
who has tried has the solution shown. The best try counts; nothing counts after the solution.
What is kept is a small JSON state, and everything about a try follows from it and the question.
"""

from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .grading import Graded, grade_question, solution
from .reading import Question

#: So often one has tried before the solution is offered.
TRIES_BEFORE_SOLUTION = 2


class TooEarlyError(ValidationError):
    """The solution is not to be had yet; the sentence says when."""


def seed_for(owner: str, block_id: str) -> str:
    """The seed of a block's order for somebody (an enrolment, a version): unguessable, lasting."""
    return salted_hmac("training.questions.order", f"{owner}/{block_id}").hexdigest()


@dataclass(frozen=True, slots=True)
class Trying:
    """Where somebody is with a question; `answer` is the last one, as `grading` describes."""

    tries: int = 0
    answer: Any = None
    best: str = "0"
    is_revealed: bool = False

    @classmethod
    def from_state(cls, state: Any) -> "Trying":
        """What was kept; what cannot be read is a beginning."""
        if not isinstance(state, dict):
            return cls()
        tries, best = state.get("tries"), state.get("best")
        try:
            share = min(max(Fraction(best), Fraction(0)), Fraction(1))
        except (TypeError, ValueError, ZeroDivisionError):
            share = Fraction(0)
        return cls(
            tries=tries if isinstance(tries, int) and tries > 0 else 0,
            answer=state.get("answer"),
            best=str(share),
            is_revealed=state.get("is_revealed") is True,
        )

    @property
    def state(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def score(self) -> Fraction:
        return Fraction(self.best)

    @property
    def is_right(self) -> bool:
        return self.score == 1

    @property
    def is_done(self) -> bool:
        return self.is_right or self.is_revealed

    @property
    def may_reveal(self) -> bool:
        return not self.is_done and self.tries >= TRIES_BEFORE_SOLUTION

    def feedback(self, question: Question) -> Graded | None:
        """What is said of the last answer; None before the first."""
        return grade_question(question, self.answer) if self.tries else None

    def solution(self, question: Question) -> tuple[str, ...]:
        """The right answer in words, for whoever may see it; otherwise nothing."""
        return solution(question) if self.is_done else ()


def try_answer(question: Question, trying: Trying, answer: Any) -> Trying:
    """One more try; after the solution it gets feedback and no points."""
    score = grade_question(question, answer).score
    best = trying.score if trying.is_revealed else max(trying.score, score)
    return replace(trying, tries=trying.tries + 1, answer=answer, best=str(best))


def reveal(trying: Trying) -> Trying:
    """The solution is shown from now on. Raises `TooEarlyError`."""
    if not trying.is_done and not trying.may_reveal:
        raise TooEarlyError(
            _("Die Auflösung gibt es nach %(number)s Versuchen. Probieren Sie es zuerst selbst.")
            % {"number": TRIES_BEFORE_SOLUTION}
        )
    return replace(trying, is_revealed=True)
