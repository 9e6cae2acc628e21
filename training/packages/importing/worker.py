"""Imports packages after a commit."""

from search.companions import Companion


def take_in() -> None:
    """Imports what waits; a package that could not be imported stays in the queue."""
    from .services import import_waiting

    import_waiting()


importer = Companion(
    take_in,
    name="package-importer",
    poll=30.0,
    problem="The packages that wait could not be imported.",
)
