"""What a browser sends: several records of one device, as JSON."""

import json
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic import ValidationError as PydanticError

from .storing import Record

#: In bytes. A SCORM package of several hundred interactions stays below.
LARGEST = 1024 * 1024
MOST_RECORDS = 100
#: What JavaScript counts exactly.
HIGHEST_SEQUENCE = 2**53 - 1


class UnreadableBatchError(ValidationError):
    """The batch is none; the sentence is for whoever reads the browser's log."""


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    activity: Annotated[str, Field(min_length=1, max_length=200)]
    sequence: Annotated[int, Field(ge=1, le=HIGHEST_SEQUENCE)]
    state: JsonValue = None
    done: bool = False
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None


class _Batch(BaseModel):
    model_config = ConfigDict(extra="forbid")

    device: UUID
    records: Annotated[list[_Record], Field(min_length=1, max_length=MOST_RECORDS)]


def read_batch(body: bytes) -> list[Record]:
    """The records in the order sent. Raises `UnreadableBatchError`."""
    try:
        batch = _Batch.model_validate_json(body)
    except PydanticError as error:
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise UnreadableBatchError(
            _("Der Lernstand kam nicht lesbar an (Stelle: %(where)s).") % {"where": where or "–"}
        ) from error
    return [
        Record(
            activity=each.activity,
            sequence=each.sequence,
            device=str(batch.device),
            state=each.state,
            done=each.done,
            score=each.score,
        )
        for each in batch.records
    ]


def is_storable(state: Any) -> bool:
    """Whether every database takes it as JSON: no infinite numbers, no null characters."""
    try:
        text = json.dumps(state, allow_nan=False)
    except ValueError:
        return False
    return "\\u0000" not in text.replace("\\\\", "")
