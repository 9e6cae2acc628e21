"""Runs the drain after a commit, as `settings.SEARCH_DRAIN` says.

"thread"  one daemon thread in this process: the editor does not wait
"inline"  the request itself, for tests
"worker"  nobody here: `manage.py search_drain --follow` runs elsewhere
"""

import atexit
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.dispatch import receiver

from .drain import drain
from .engines import EngineUnavailableError
from .keeper import keeper
from .threads import DrainThread
from .waking import changes_wait, search_failed

logger = logging.getLogger(__name__)


@receiver(changes_wait)
def notify(**_signal) -> None:
    """Called after each commit that wrote to the outbox. Never raises: the save has succeeded."""
    if settings.SEARCH_DRAIN == "inline":
        drain_quietly()
    elif settings.SEARCH_DRAIN == "thread":
        thread.wake()


def start() -> None:
    """Starts the threads before the first change, to take up what an earlier process left."""
    if settings.SEARCH_DRAIN == "thread":
        for each in (thread, *_companions):
            each.wake()


def stop() -> None:
    """Ends the threads, the drain's last: what its companions leave in the outbox is applied."""
    for each in (*_companions, thread):
        each.stop()


def accompany(companion: "DrainThread") -> None:
    """Has other slow work done wherever the drain runs, in a thread of its own.

    It starts and ends with the drain's thread, or within `search_drain --follow`.
    """
    _companions.append(companion)


@contextmanager
def companions() -> Iterator[None]:
    """The companions at work, in a process that drains by itself."""
    for companion in _companions:
        companion.wake()
    try:
        yield
    finally:
        for companion in _companions:
            companion.stop()


@receiver(search_failed)
def look_after_index(**_signal) -> None:
    """Called where a search has failed: the thread, or the worker elsewhere, mends the index."""
    if settings.SEARCH_DRAIN == "thread":
        thread.wake()


def drain_quietly() -> bool:
    """Drains; whatever goes wrong is logged, and the rows stay. Returns whether all went well."""
    try:
        drain()
    except EngineUnavailableError as error:
        logger.warning("Changes wait for the search engine: %s", error)
    except Exception:
        logger.exception("The changes for the search index could not be applied.")
    else:
        return True
    return False


def work() -> bool:
    """What the thread and the worker do again and again; returns whether all went well."""
    return keeper.keep() and drain_quietly()


_companions: list[DrainThread] = []
thread = DrainThread(work)
atexit.register(stop)
