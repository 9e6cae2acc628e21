"""Copies that begin as drafts, whatever their original is."""

from wagtail.admin.forms.pages import CopyForm


class DraftCopyForm(CopyForm):
    """Offers neither to publish the copies nor an alias, which would be live at once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


def is_public_copy(page) -> bool:
    """Whether the page is a new row that would be public by what its original is.

    Wagtail copies with the original's revision, and keeps an alias as public as its original,
    by the admin's API also without asking. The same page in another language is no copy.
    """
    if not page._state.adding or not page.live:
        return False
    is_alias = page.alias_of_id and page.alias_of.locale_id == page.locale_id
    return bool(page.live_revision_id or is_alias)
