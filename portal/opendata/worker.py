"""Makes the files of a large stock, where and when the search's drain runs too.

`settings.SEARCH_DRAIN` says where, as for packs: a thread of its own beside the drain's, the
request itself in tests, or within `search_drain --follow`.
"""

import logging

from django.conf import settings

from search.worker import DrainThread, accompany

logger = logging.getLogger(__name__)

#: An order from another process is looked for this often.
POLL_SECONDS = 5.0


def notify() -> None:
    """Called when a file has been ordered. Never raises."""
    if settings.SEARCH_DRAIN == "inline":
        make_quietly()
    elif settings.SEARCH_DRAIN == "thread":
        thread.wake()


def make_quietly() -> bool:
    """Makes what was ordered; what goes wrong is logged, and the order stays."""
    from .files import StockBusyError, make_ordered

    try:
        make_ordered()
    except StockBusyError:
        return False
    except Exception:
        logger.exception("The files of the stock could not be made.")
        return False
    return True


def connect() -> None:
    """Called once, when all apps are loaded."""
    accompany(thread)


thread = DrainThread(make_quietly, poll=POLL_SECONDS, name="stock-maker")
