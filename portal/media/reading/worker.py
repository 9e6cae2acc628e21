"""Reads documents after a commit."""

from search.companions import Companion


def read() -> None:
    """Reads what waits; a document that could not be read stays in the queue."""
    from .services import read_waiting

    read_waiting()


reader = Companion(
    read,
    name="document-reader",
    poll=15.0,
    problem="The documents that wait could not be read.",
)
