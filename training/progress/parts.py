"""A lesson as somebody sees it: its blocks, with what that person has made of them.

No queries beyond those of the blocks themselves, whose pictures come with one for each kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.urls import reverse
from wagtail.blocks import StreamValue

from training.courses.outline import KINDS
from training.courses.reading import Reading
from training.questions.grading import Graded
from training.questions.reading import Question, read_question
from training.questions.rendering import Shown, show
from training.questions.trying import Trying, seed_for

from .models import ActivityProgress

_SALT = "training.progress.trying"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block; `activity` is its id where it is one, with what is kept of it in `state`.

    `sequence` is the state's: a browser may hold a newer one that is still on its way.
    """

    block: StreamValue.StreamChild
    activity: str = ""
    kind: str = ""
    is_done: bool = False
    state: Any = None
    sequence: int = 0
    question: "Asked | None" = None
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a template may know of a question and its tries: never more than may be seen."""

    shown: Shown
    action: str
    picture: Any = None
    graded: Graded | None = None
    words: tuple[str, ...] = ()
    problem: str = ""
    may_reveal: bool = False
    is_done: bool = False
    #: The tries of somebody for whom nothing is kept, signed.
    carried: str = ""

    def with_problem(self, problem: str, shown: Shown) -> "Asked":
        return replace(self, problem=problem, shown=shown, graded=None, words=())


def parts_of(
    body: StreamValue, reading: Reading, progress: Mapping[str, ActivityProgress]
) -> Iterator[Part]:
    """The blocks in order; `progress` is that of the reading's enrolment, or empty."""
    for block in body:
        kind = KINDS.get(block.block_type, ("", False))[0]
        if not kind:
            yield Part(block=block)
            continue
        row = progress.get(block.id)
        part = Part(
            block=block,
            activity=block.id,
            kind=kind,
            is_done=bool(row and row.is_done),
            state=row.state if row else None,
            sequence=row.sequence if row else 0,
        )
        if kind == "question":
            trying = Trying.from_state(part.state)
            yield replace(part, question=asked(block, reading, trying))
        elif kind == "reflection" and reading.enrolment:
            address = reverse("courses:note", args=[reading.course.pk, block.id])
            yield replace(part, action=address)
        else:
            yield part


def asked(block: StreamValue.StreamChild, reading: Reading, trying: Trying) -> Asked:
    """The question of a block after these tries."""
    question = question_in(block)
    return Asked(
        shown=shown_to(reading, block, trying.answer),
        action=reverse("courses:question", args=[reading.course.pk, block.id]),
        picture=block.value.get("image"),
        graded=trying.feedback(question),
        words=trying.solution(question),
        may_reveal=trying.may_reveal,
        is_done=trying.is_done,
        carried="" if reading.enrolment or not trying.tries else carry(reading, block.id, trying),
    )


def shown_to(reading: Reading, block: StreamValue.StreamChild, answer: Any) -> Shown:
    """The question with an answer filled in, in the order that is this reader's."""
    seed = seed_for(reading.owner, block.id)
    return show(question_in(block), seed=seed, prefix=block.id, answer=answer)


def question_in(block: StreamValue.StreamChild) -> Question:
    return read_question(block.block_type, block.value)


def carry(reading: Reading, activity: str, trying: Trying) -> str:
    """The tries as a form brings them back, for this question of this version only."""
    return signing.dumps([reading.version.pk, activity, trying.state], salt=_SALT, compress=True)


def carried(reading: Reading, activity: str, text: str) -> Trying:
    """What `carry` gave; a beginning for anything else."""
    try:
        version, block_id, state = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return Trying()
    if (version, block_id) != (reading.version.pk, activity):
        return Trying()
    return Trying.from_state(state)
