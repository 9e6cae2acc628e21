from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cities.selectors import live_cities
from portal.content.lines import LinesField
from search.request import clean_text

from .models import CityRequest, RequestAnswer, Wish
from .services import RequestDetails


class WishForm(forms.ModelForm):
    """What a city looks for; the city of the person's profile is chosen already."""

    class Meta:
        model = Wish
        fields = ["text", "city"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        error_messages = {"text": {"required": _("Bitte schreiben Sie, was Sie suchen.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = live_cities()

    def clean_text(self):
        return clean_text(self.cleaned_data["text"])


class RequestForm(forms.ModelForm):
    """What a city looks for; `cities` are those for which the person may ask.

    It saves nothing itself: the services do, and know the rules.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = CityRequest
        fields = [
            "city",
            "title",
            "sought",
            "purpose",
            "fields_of_action",
            "target_groups",
            "contact_role",
            "contact_email",
            "until",
        ]
        field_classes = {"sought": LinesField, "purpose": LinesField}
        widgets = {
            "sought": forms.Textarea(attrs={"rows": 5}),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "fields_of_action": forms.CheckboxSelectMultiple,
            "target_groups": forms.CheckboxSelectMultiple,
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "title": {"required": _("Bitte schreiben Sie in wenigen Worten, worum es geht.")},
            "sought": {"required": _("Bitte schreiben Sie, was Sie suchen.")},
            "purpose": {"required": _("Bitte schreiben Sie, wofür Sie es brauchen.")},
            "fields_of_action": {"required": _("Bitte wählen Sie mindestens ein Handlungsfeld.")},
            "contact_role": {"required": _("Bitte nennen Sie eine Funktion.")},
            "contact_email": {"required": _("Bitte nennen Sie das Postfach der Funktion.")},
            "until": {"required": _("Bitte nennen Sie einen Tag.")},
        }

    def __init__(self, *args, cities=None, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["city"]
            self.initial["version"] = self.instance.version
        else:
            self.fields["city"].queryset = cities
            self.fields["city"].empty_label = None

    def _post_clean(self):
        """The rules are the service's: asked twice, they would be told twice."""

    def clean_title(self):
        return clean_text(self.cleaned_data["title"])

    def clean_contact_role(self):
        return clean_text(self.cleaned_data["contact_role"])

    @property
    def details(self) -> RequestDetails:
        names = [name for name in self.Meta.fields if name != "city"]
        return RequestDetails(**{name: self.cleaned_data[name] for name in names})


class AnswerForm(forms.Form):
    """One of the entries that were found, why it fits, and for which city one answers."""

    entry = forms.ChoiceField(
        label=_("Welcher Eintrag passt?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Bitte wählen Sie einen Eintrag."),
            "invalid_choice": _("Bitte wählen Sie einen Eintrag aus der Liste."),
        },
    )
    note = LinesField(
        label=RequestAnswer._meta.get_field("note").verbose_name,
        help_text=RequestAnswer._meta.get_field("note").help_text,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Bitte schreiben Sie in einem Satz, warum das passt.")},
    )
    city = forms.ModelChoiceField(
        label=_("Für welche Stadt antworten Sie?"), queryset=None, empty_label=None
    )

    def __init__(self, *args, entries, cities, **kwargs):
        """`entries` are pairs of the page's key and what people read of it."""
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = entries
        self.fields["city"].queryset = cities
        if len(cities) == 1:
            self.fields["city"].required = False
            self.fields["city"].widget = forms.HiddenInput()
            self.initial["city"] = cities[0].pk
        self._cities = cities

    @property
    def answering_city(self):
        return self.cleaned_data["city"] or self._cities[0]
