from wagtail.admin.forms.pages import CopyForm

from portal.content.forms import EntryPageForm

from .evidence import LEVEL_IS_NOT_TYPED


class PracticePageForm(EntryPageForm):
    """The admin's form of a practice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "evidence_level" in self.fields:
            self.fields["evidence_level"].error_messages["invalid_choice"] = LEVEL_IS_NOT_TYPED


class PracticeCopyForm(CopyForm):
    """Copies of a practice are drafts: whatever its original is, a copy has not been reviewed.

    An alias would be live at once, as an entry of another city.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
