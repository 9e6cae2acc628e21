"""Closes requests whose day is past, where and when the search's drain runs too.

With it they leave the index, and its counts, without anybody's doing; the command that a timer
runs does the same, and sends mails besides.
"""

import logging

from search.worker import DrainThread, accompany

logger = logging.getLogger(__name__)

#: Seconds between two looks at the calendar.
POLL_SECONDS = 60.0


def close_quietly() -> bool:
    """Closes what is past its day; what goes wrong is logged, and tried again."""
    from .models import CityRequest
    from .services import close_expired

    try:
        # Asked first: closing takes the database's lock.
        if CityRequest.objects.expired().exists():
            close_expired()
    except Exception:
        logger.exception("Requests whose day is past could not be closed.")
        return False
    return True


def connect() -> None:
    """Called once, when all apps are loaded."""
    accompany(thread)


thread = DrainThread(close_quietly, poll=POLL_SECONDS, name="request-closer")
