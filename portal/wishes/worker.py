"""Closes requests whose day is past.

With it they leave the index, and its counts, without anybody's doing; the command that a timer
runs does the same, and sends mails besides.
"""

from search.companions import Companion


def close() -> None:
    """Closes what is past its day."""
    from .models import CityRequest
    from .services import close_expired

    # Asked first: closing takes the database's lock.
    if CityRequest.objects.expired().exists():
        close_expired()


closer = Companion(
    close,
    name="request-closer",
    poll=60.0,
    problem="Requests whose day is past could not be closed.",
)
