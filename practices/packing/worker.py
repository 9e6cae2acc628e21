"""Makes packs after a commit, where and when the search's drain runs too.

`settings.SEARCH_DRAIN` says where, as for the reading of documents: a thread of its own beside
the drain's, the request itself in tests, or within `search_drain --follow`.
"""

import logging

from django.conf import settings

from search.worker import DrainThread, accompany

logger = logging.getLogger(__name__)

#: What a process that died has left is looked for this often; old packs go then, too.
POLL_SECONDS = 60.0


def notify() -> None:
    """Called after each commit that ordered a pack. Never raises."""
    if settings.SEARCH_DRAIN == "inline":
        make_quietly()
    elif settings.SEARCH_DRAIN == "thread":
        thread.wake()


def make_quietly() -> bool:
    """Makes what waits; what goes wrong is logged, and the pack stays in the queue."""
    from .services import forget_unused, make_waiting

    try:
        make_waiting()
        forget_unused()
    except Exception:
        logger.exception("The packs that wait could not be made.")
        return False
    return True


def connect() -> None:
    """Called once, when all apps are loaded."""
    accompany(thread)


thread = DrainThread(make_quietly, poll=POLL_SECONDS, name="pack-maker")
