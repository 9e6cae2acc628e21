"""No copy of an entry is public before its own review."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from portal.content.entries import EntryRefusedError


def refuse_public_copy(page) -> None:
    """Raises `EntryRefusedError` for a new row that would be public by what its original is.

    Wagtail copies with the original's revision, and keeps an alias as public as its original,
    by the admin's API also without asking. The same entry in another language is no copy.
    """
    if not page._state.adding or not page.live:
        return
    is_alias = page.alias_of_id and page.alias_of.locale_id == page.locale_id
    if page.live_revision_id or is_alias:
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
