from django import forms

from ..request import clean_text
from .models import SavedSearch


class SavedSearchForm(forms.ModelForm):
    """The name of a search, and how often its news come by mail."""

    class Meta:
        model = SavedSearch
        fields = ["title", "frequency"]
        widgets = {"frequency": forms.RadioSelect}

    def clean_title(self) -> str:
        # One line: it becomes the subject of mails.
        return clean_text(self.cleaned_data["title"])
