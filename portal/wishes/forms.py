from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cities.selectors import live_cities
from search.request import clean_text

from .models import Wish


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
