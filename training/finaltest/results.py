"""The result of an attempt as a page shows it. No queries."""

from dataclasses import dataclass

from training.questions.grading import Graded, solution

from .limits import Limits
from .models import TestAttempt
from .paper import mark
from .selectors import FinalTest


@dataclass(frozen=True, slots=True)
class Line:
    """One question; `words` is its solution, or nothing where it may not be seen."""

    number: int
    title: str
    prompt: str
    is_answered: bool
    graded: Graded
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    attempt: TestAttempt
    pass_mark: int
    is_timed_out: bool
    shows_solutions: bool
    lines: tuple[Line, ...]

    @property
    def right(self) -> int:
        """How many questions are wholly right."""
        return sum(line.graded.is_right for line in self.lines)


def result_of(
    attempt: TestAttempt, test: FinalTest, limits: Limits, *, shows_solutions: bool
) -> Result:
    """The result of an attempt that is handed in; test and limits of the attempt's own version."""
    paper = test.paper(attempt)
    marked = mark(paper, attempt.answers, pass_mark=test.pass_mark)
    end = limits.ends_at(attempt.started_at)
    return Result(
        attempt=attempt,
        pass_mark=test.pass_mark,
        is_timed_out=end is not None and attempt.handed_in_at >= end,
        shows_solutions=shows_solutions,
        lines=tuple(
            Line(
                number=number,
                title=asked.question.title,
                prompt=asked.question.prompt,
                is_answered=asked.id in attempt.answers,
                graded=marked.graded[asked.id],
                words=solution(asked.question) if shows_solutions else (),
            )
            for number, asked in enumerate(paper, 1)
        ),
    )
