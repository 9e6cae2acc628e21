"""Imports packages after a commit, where and when the search's drain runs too.

`settings.SEARCH_DRAIN` says where, as for the reading of documents: a thread of its own beside
the drain's, the request itself in tests, or within `search_drain --follow`.
"""

import logging

from django.conf import settings

from search.worker import DrainThread, accompany

logger = logging.getLogger(__name__)

#: What a process that died has left, or a storage that was away, is looked for this often.
POLL_SECONDS = 30.0


def notify() -> None:
    """Called after each commit that queued a package. Never raises: the upload has succeeded."""
    if settings.SEARCH_DRAIN == "inline":
        import_quietly()
    elif settings.SEARCH_DRAIN == "thread":
        thread.wake()


def import_quietly() -> bool:
    """Imports what waits; what goes wrong is logged, and the package stays in the queue."""
    from .services import import_waiting

    try:
        import_waiting()
    except Exception:
        logger.exception("The packages that wait could not be imported.")
        return False
    return True


def connect() -> None:
    """Called once, when all apps are loaded."""
    accompany(thread)


thread = DrainThread(import_quietly, poll=POLL_SECONDS, name="package-importer")
