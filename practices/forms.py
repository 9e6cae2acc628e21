from portal.content.forms import EntryPageForm

from .evidence import TYPED_LEVELS, EvidenceLevel


class PracticePageForm(EntryPageForm):
    """The admin's form of a practice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "evidence_level" in self.fields:
            # A level that follows from confirmed reuse is kept, but never offered.
            offered = {"", *TYPED_LEVELS}
            if self.instance.evidence_level == EvidenceLevel.CONFIRMED:
                offered = {EvidenceLevel.CONFIRMED}
            field = self.fields["evidence_level"]
            field.choices = [choice for choice in field.choices if choice[0] in offered]
