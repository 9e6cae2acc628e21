"""Keeping what a package said while its page was closing.

Everything before that went to the site's page, by message, and from there into the progress.
Messages of a closing page reach nobody; a beacon to its own origin does.
"""

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from training.progress.models import ActivityProgress
from training.progress.service import record
from training.progress.storing import Record

from .grants import Grant

#: Ahead of what the site's page, closing at the same time, may have on its way.
LEAP = 1000


class UnreadableStateError(ValueError):
    """What came is no state."""


class _State(BaseModel):
    """What a run time keeps; `run` and `step` say which state is newer."""

    model_config = ConfigDict(strict=True, extra="allow")

    run: Annotated[str, Field(min_length=1, max_length=40)]
    step: Annotated[int, Field(ge=1)]


class Closing(BaseModel):
    """The last state of a run, or None where it was too long for a beacon."""

    model_config = ConfigDict(strict=True, extra="forbid")

    state: dict[str, JsonValue] | None
    done: bool = False
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None


def read_closing(body: bytes) -> Closing:
    """Raises `UnreadableStateError`."""
    try:
        closing = Closing.model_validate_json(body)
        if closing.state is not None:
            _State.model_validate(closing.state)
    except ValidationError as error:
        raise UnreadableStateError from error
    return closing


def keep(grant: Grant, closing: Closing) -> None:
    """Records the state, unless the site's page has brought it or a later one of the same run.

    Without a state only that it is done and how well: neither goes back.
    """
    said = Record(activity=grant.activity, done=closing.done, score=closing.score)
    if closing.state is None:
        record(grant.enrolment, [said])
        return
    kept = ActivityProgress.objects.filter(
        enrolment=grant.enrolment, activity=grant.activity
    ).first()
    before = kept.state if kept and isinstance(kept.state, dict) else {}
    same_run = before.get("run") == closing.state["run"]
    if same_run and before.get("step", 0) >= closing.state["step"]:
        return
    sequence = (kept.sequence if kept else 0) + LEAP
    record(grant.enrolment, [replace(said, sequence=sequence, state=closing.state)])
