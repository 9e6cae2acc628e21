from portal.content.forms import EntryPageForm

from .evidence import LEVEL_IS_NOT_TYPED


class PracticePageForm(EntryPageForm):
    """The admin's form of a practice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "evidence_level" in self.fields:
            self.fields["evidence_level"].error_messages["invalid_choice"] = LEVEL_IS_NOT_TYPED
