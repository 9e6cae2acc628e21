"""What the search tells whoever works beside its requests, without knowing who that is.

The outbox and the engine's breaker lie beneath the worker that drains the one and is called by
the other; the worker listens.
"""

from django.dispatch import Signal

#: A commit has left rows in the outbox.
changes_wait = Signal()
#: A search has failed at the engine: the index may need mending.
search_failed = Signal()


def announce_changes() -> None:
    """Called after each commit that wrote to the outbox."""
    changes_wait.send(sender=None)


def announce_failure() -> None:
    """Called where the engine has failed a visitor."""
    search_failed.send(sender=None)
