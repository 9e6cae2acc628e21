"""Where a list is kept: in the session of a visitor, or in the account of who is signed in.

Both know ids of pages in the order in which they were added, each once, and neither knows what
is public: that is asked when a list is changed or shown.
"""

from collections.abc import Iterable
from typing import Protocol

from django.contrib.auth import get_user_model
from django.db import transaction

from .models import MAX_ENTRIES, ShortlistEntry

SESSION_KEY = "merkliste"


class FullError(Exception):
    """There is room for `room` more entries, and not for those that should be added."""

    def __init__(self, room: int):
        super().__init__(room)
        self.room = room


class Store(Protocol):
    def ids(self) -> list[int]:
        """The pages of the list, the oldest addition first."""

    def add(self, ids: Iterable[int]) -> int:
        """Adds those that are not there yet, all or none; says how many. May raise `FullError`."""

    def remove(self, ids: Iterable[int]) -> None:
        """Takes pages off; those that are not on the list are no error."""


def missing_in(present: list[int], ids: Iterable[int]) -> list[int]:
    """What an addition really adds; raises `FullError` where it has no room."""
    missing = [pk for pk in dict.fromkeys(ids) if pk not in present]
    room = MAX_ENTRIES - len(present)
    if len(missing) > room:
        raise FullError(room)
    return missing


class SessionStore:
    """A visitor's list. Who has added nothing gets no session and no cookie."""

    def __init__(self, session):
        self._session = session

    def ids(self) -> list[int]:
        return list(self._session.get(SESSION_KEY, ()))

    def add(self, ids: Iterable[int]) -> int:
        present = self.ids()
        missing = missing_in(present, ids)
        if missing:
            self._session[SESSION_KEY] = present + missing
        return len(missing)

    def remove(self, ids: Iterable[int]) -> None:
        gone = set(ids)
        present = self.ids()
        if not gone.isdisjoint(present):
            self._session[SESSION_KEY] = [pk for pk in present if pk not in gone]


class AccountStore:
    """The list of an account, the same on every device."""

    def __init__(self, owner):
        self._owner = owner

    @property
    def _rows(self):
        return ShortlistEntry.objects.filter(owner=self._owner)

    def ids(self) -> list[int]:
        return list(self._rows.order_by("pk").values_list("page_id", flat=True))

    @transaction.atomic
    def add(self, ids: Iterable[int]) -> int:
        # One addition of a person after the other: a double click must find the first one's row.
        get_user_model().objects.select_for_update(no_key=True).get(pk=self._owner.pk)
        missing = missing_in(self.ids(), ids)
        taken = set(self._rows.values_list("place", flat=True))
        free = (place for place in range(1, MAX_ENTRIES + 1) if place not in taken)
        ShortlistEntry.objects.bulk_create(
            ShortlistEntry(owner=self._owner, page_id=pk, place=next(free)) for pk in missing
        )
        return len(missing)

    def remove(self, ids: Iterable[int]) -> None:
        self._rows.filter(page_id__in=list(ids)).delete()


def store_of(request) -> Store:
    """The list of whoever asks."""
    if request.user.is_authenticated:
        return AccountStore(request.user)
    return SessionStore(request.session)
