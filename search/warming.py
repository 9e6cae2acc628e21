"""What the first visitors of a web process need is read before they come."""

from threading import Thread

from . import english
from .analysis import compounds

THREAD = "search-warming"


def begin() -> Thread:
    """Reads the German nouns and the English words, in a thread that holds up neither the
    process's start nor its end.

    That is 0.8 seconds of processor time, which else the first search has that looks into the
    words, and each of those beside it. For web processes: a command reads what it needs.
    """
    thread = Thread(target=_read, name=THREAD, daemon=True)
    thread.start()
    return thread


def _read() -> None:
    compounds.read()
    english.read()
