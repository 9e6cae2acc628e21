"""The forms of a reuse, outside the admin: for editors who come from the practice's page."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Reuse
from .services import ReuseDetails


class ReuseForm(forms.ModelForm):
    """What a city says; `cities` are those for which the person may still declare.

    It saves nothing itself: the services do, and know the rules.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Reuse
        fields = ["city", "status", "since", "adaptation", "result"]
        widgets = {
            "status": forms.RadioSelect,
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "adaptation": forms.Textarea(attrs={"rows": 4}),
            "result": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {
            "status": {"required": _("Bitte wählen Sie, wie weit Sie sind.")},
            "since": {"required": _("Bitte geben Sie ein Datum an.")},
        }

    def __init__(self, *args, cities=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            choice for choice in self.fields["status"].choices if choice[0]
        ]
        self.fields["status"].label = _("Wie weit sind Sie?")
        if self.instance.pk:
            del self.fields["city"]
            self.initial["version"] = self.instance.version
        else:
            self.fields["city"].queryset = cities
            self.initial.setdefault("since", timezone.localdate())

    def _post_clean(self):
        """The rules are the service's: asked twice, they would be told twice."""

    @property
    def details(self) -> ReuseDetails:
        return ReuseDetails(
            **{
                name: self.cleaned_data[name]
                for name in ("status", "since", "adaptation", "result")
            }
        )


class AnswerForm(forms.Form):
    """The source's answer; a reason is needed to object only, which the service says."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Was stimmt nicht?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Nur für die Redaktion der anderen Stadt. Solange sie es nicht ändert, ist die "
            "Nachnutzung nicht öffentlich zu sehen."
        ),
    )
