"""Reads documents after a commit, where and when the search's drain runs too.

`settings.SEARCH_DRAIN` says where: "thread" beside the drain's, since a file may take its time
while the index waits for nothing; "inline" in tests; "worker" within `search_drain --follow`.
"""

import logging

from django.conf import settings

from search.worker import DrainThread, accompany

logger = logging.getLogger(__name__)

#: What a process that died has left, or a storage that was away, is looked for this often.
POLL_SECONDS = 15.0


def notify() -> None:
    """Called after each commit that queued a document. Never raises: the save has succeeded."""
    if settings.SEARCH_DRAIN == "inline":
        read_quietly()
    elif settings.SEARCH_DRAIN == "thread":
        thread.wake()


def read_quietly() -> bool:
    """Reads what waits; what goes wrong is logged, and the document stays in the queue."""
    from .services import read_waiting

    try:
        read_waiting()
    except Exception:
        logger.exception("The documents that wait could not be read.")
        return False
    return True


def connect() -> None:
    """Called once, when all apps are loaded."""
    accompany(thread)


thread = DrainThread(read_quietly, poll=POLL_SECONDS, name="document-reader")
