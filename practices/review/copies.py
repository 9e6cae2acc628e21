"""No copy of an entry is public before its own review."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from portal.content.copies import is_public_copy
from portal.content.entries import EntryRefusedError


def refuse_public_copy(page) -> None:
    """Raises `EntryRefusedError` for a copy that would be public at once."""
    if is_public_copy(page):
        raise EntryRefusedError(
            page,
            {
                NON_FIELD_ERRORS: _(
                    "Eine Kopie von „%(title)s“ hat noch niemand geprüft. Bitte kopieren Sie den "
                    "Eintrag als Entwurf und reichen Sie ihn zur Prüfung ein."
                )
                % {"title": page.title}
            },
        )
