"""What one does with a list: put entries on it, take them off, take over another one."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import MAX_ENTRIES
from .selectors import public_ids
from .stores import FullError, Store


def add_entries(*, store: Store, ids: Iterable[int]) -> int:
    """Puts the public entries among `ids` on a list; says how many it did not have yet.

    Raises `ValidationError` with a sentence where nothing of it is public, or where the list
    would get too long: then nothing is added.
    """
    wanted = public_ids(ids)
    if not wanted:
        raise ValidationError(
            _("Diesen Eintrag gibt es nicht mehr. Er lässt sich deshalb nicht merken.")
        )
    try:
        return store.add(wanted)
    except FullError:
        # What nobody can see any more must not take the place of what one wants to keep.
        present = store.ids()
        store.remove(set(present) - set(public_ids(present)))
    try:
        return store.add(wanted)
    except FullError as error:
        raise ValidationError(_too_many(error.room)) from None


def take_over(*, source: Store, target: Store) -> int:
    """Moves as much of a list to the end of another one as it has room for.

    Says how many entries stay behind. What both have is there once, where it was.
    """
    present = target.ids()
    moving = [pk for pk in public_ids(source.ids()) if pk not in present]
    room = max(MAX_ENTRIES - len(present), 0)
    target.add(moving[:room])
    left = moving[room:]
    source.remove(set(source.ids()) - set(left))
    return len(left)


def _too_many(room: int) -> str:
    if room <= 0:
        return _(
            "Ihre Merkliste ist voll: Mehr als %(max)d Einträge gehen nicht. Bitte nehmen Sie "
            "erst einen herunter."
        ) % {"max": MAX_ENTRIES}
    return ngettext(
        "Auf Ihrer Merkliste ist nur noch Platz für %(room)d Eintrag. Bitte nehmen Sie erst "
        "welche herunter.",
        "Auf Ihrer Merkliste ist nur noch Platz für %(room)d Einträge. Bitte nehmen Sie erst "
        "welche herunter.",
        room,
    ) % {"room": room}
