from django import forms
from django.utils.translation import gettext_lazy as _

from portal.content.lines import LinesField

from .rules import RATINGS, SENTENCES, Answer

MAX_REMARK = 1000


class FeedbackForm(forms.Form):
    """A rating for each sentence, and a remark for who likes."""

    remark = LinesField(
        label=_("Was sollen wir so lassen, was ändern?"),
        required=False,
        max_length=MAX_REMARK,
        help_text=_(
            "Ihre Worte liest die Redaktion des Kurses. Bitte schreiben Sie nichts, woran man Sie "
            "oder andere erkennt."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = [*SENTENCES, "remark"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, sentence in SENTENCES.items():
            self.fields[key] = forms.TypedChoiceField(
                label=sentence,
                coerce=int,
                choices=list(RATINGS.items()),
                widget=forms.RadioSelect,
                error_messages={"required": _("Bitte wählen Sie eine Antwort.")},
            )
        self.order_fields(self.field_order)

    @property
    def answer(self) -> Answer:
        return Answer(
            ratings={key: self.cleaned_data[key] for key in SENTENCES},
            remark=self.cleaned_data["remark"].strip(),
        )
