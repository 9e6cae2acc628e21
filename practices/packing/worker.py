"""Makes packs after a commit, and removes old ones."""

from search.companions import Companion


def make() -> None:
    """Makes what waits; a pack that could not be made stays in the queue."""
    from .services import forget_unused, make_waiting

    make_waiting()
    forget_unused()


maker = Companion(
    make, name="pack-maker", poll=60.0, problem="The packs that wait could not be made."
)
