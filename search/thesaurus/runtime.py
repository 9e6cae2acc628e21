"""The thesaurus as each process has it: in memory, and never older than a minute."""

import logging
import threading
import time
from dataclasses import dataclass

from django.db import Error

from .compiling import compile_thesaurus
from .lookup import Expansion, Match, Thesaurus

__all__ = ["Expansion", "Match", "Thesaurus", "current", "look_again"]

#: How often a process asks whether editors have changed something, in seconds.
INTERVAL = 20.0
#: How long the first searches of a process wait for the one that reads.
_PATIENCE = 2.0

logger = logging.getLogger(__name__)
_EMPTY = Thesaurus()
_reading = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Known:
    """A thesaurus, and when it was last found to be the newest; None means look again."""

    thesaurus: Thesaurus
    looked_at: float | None

    def is_fresh(self) -> bool:
        if self.looked_at is None:
            return False
        # A clock that was put back makes it old, not young for ever.
        return 0 <= time.time() - self.looked_at < INTERVAL


_known: _Known | None = None


def current() -> Thesaurus:
    """The thesaurus; one small query in 20 seconds and process, three more after a change.

    While one thread looks, the others go on with what is known. Never raises: without the
    database it is the last one that was read, or an empty one.
    """
    known = _known
    if known is not None and known.is_fresh():
        return known.thesaurus
    if not _reading.acquire(timeout=_PATIENCE if known is None else 0):
        return known.thesaurus if known else _EMPTY
    try:
        return _look()
    finally:
        _reading.release()


def look_again() -> None:
    """Lets the next search of this process see a change at once."""
    global _known
    known = _known
    if known is not None:
        _known = _Known(known.thesaurus, None)


def _look() -> Thesaurus:
    global _known
    known = _known
    if known is not None and known.is_fresh():
        return known.thesaurus  # another thread has just looked
    thesaurus = known.thesaurus if known else _EMPTY
    # Before reading: what changes meanwhile is seen the next time.
    now = time.time()
    try:
        thesaurus = _read(thesaurus if known else None)
    except Error as error:
        logger.warning("The search goes on with the thesaurus that it knows: %s", error)
    _known = _Known(thesaurus, now)
    return thesaurus


def _read(known: Thesaurus | None) -> Thesaurus:
    from .models import Concept, Edition, WordSplit  # the app's models load later than the search

    # The edition first: entries that are newer than it are read again, never missed.
    version = Edition.objects.filter(pk=1).values_list("token", flat=True).first() or ""
    if known is not None and known.version == version:
        return known
    return compile_thesaurus(
        [concept.entry for concept in Concept.objects.order_by("pk")],
        [word.rule for word in WordSplit.objects.order_by("pk")],
        version=version,
    )
