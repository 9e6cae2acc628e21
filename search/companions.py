"""Slow work of other rooms, done where and when the search's drain runs too."""

import logging
from collections.abc import Callable

from django.conf import settings

from .threads import DrainThread
from .worker import accompany


class Companion(DrainThread):
    """Work that is done after a commit, tried again when it failed, and ended cleanly.

    `settings.SEARCH_DRAIN` says where, as for the drain: "thread" in a thread of its own, since
    the work may take its time while the index waits for nothing; "inline" in the request itself,
    for tests; "worker" within `search_drain --follow`.
    """

    def __init__(self, act: Callable[[], bool | None], *, name: str, poll: float, problem: str):
        """`act` does all that waits, and returns False if it must wait longer; `problem` is what
        the log says when it raises.

        What a process that died has left, or a storage that was away, is looked for every `poll`
        seconds.
        """
        super().__init__(self.attempt, poll=poll, name=name)
        self._act = act
        self._problem = problem

    def connect(self) -> None:
        """Called once, when all apps are loaded."""
        accompany(self)

    def notify(self) -> None:
        """Called after each commit that left work. Never raises: the save has succeeded."""
        if settings.SEARCH_DRAIN == "inline":
            self.attempt()
        elif settings.SEARCH_DRAIN == "thread":
            self.wake()

    def attempt(self) -> bool:
        """Does it, and says whether it is done; what goes wrong is logged, and its work stays."""
        try:
            return self._act() is not False
        except Exception:
            logging.getLogger(self._act.__module__).exception(self._problem)
            return False
