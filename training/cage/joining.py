"""Last words that are too long for one beacon come in pieces, each by itself and in any order.

A browser lets a closing document have 64 kB on their way, but each document by itself. They wait
in the database, whose processes are many, and become a state when the last one is there.
"""

from datetime import timedelta
from typing import Annotated

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from training.courses.models import Enrolment

from .grants import Grant
from .keeping import UnreadableStateError, keep, read_closing
from .models import ClosingPart

#: Bytes. The browser's own limit; see `portal/cage/parts.js`, which stays below it.
LARGEST_PART = 64 * 1024
MOST_PARTS = 16
#: Pieces whose others never come go with anybody's next ones, and do not heap up until then.
FORGOTTEN_AFTER = timedelta(hours=1)
MOST_WAITING = 64


class Part(BaseModel):
    """Which piece it is, of which state."""

    model_config = ConfigDict(extra="forbid")

    run: Annotated[str, Field(min_length=1, max_length=40)]
    step: Annotated[int, Field(ge=1, le=2**31 - 1)]
    part: Annotated[int, Field(ge=1)]
    of: Annotated[int, Field(ge=2, le=MOST_PARTS)]


def read_part(query: QueryDict) -> Part | None:
    """From the address; None for what comes whole. Raises `UnreadableStateError`."""
    if not query:
        return None
    try:
        part = Part.model_validate(query.dict())
    except ValidationError as error:
        raise UnreadableStateError from error
    if part.part > part.of:
        raise UnreadableStateError
    return part


@transaction.atomic
def keep_part(grant: Grant, part: Part, content: bytes) -> None:
    """Keeps the piece, or with the last one the whole. Raises `UnreadableStateError`.

    With the enrolment's lock: of two last pieces at once each must see the other.
    """
    Enrolment.objects.select_for_update(no_key=True).get(pk=grant.enrolment)
    waiting = ClosingPart.objects.filter(enrolment=grant.enrolment)
    ClosingPart.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    if len(content) > LARGEST_PART or waiting.count() >= MOST_WAITING:
        raise UnreadableStateError
    state = {"activity": grant.activity, "run": part.run, "step": part.step, "total": part.of}
    piece = ClosingPart(enrolment_id=grant.enrolment, number=part.part, content=content, **state)
    ClosingPart.objects.bulk_create([piece], ignore_conflicts=True)
    pieces = list(waiting.filter(**state).order_by("number"))
    if len(pieces) < part.of:
        return
    waiting.filter(**state).delete()
    keep(grant, read_closing(b"".join(bytes(each.content) for each in pieces)))
