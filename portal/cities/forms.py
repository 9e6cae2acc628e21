from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .services import create_city


class NewCityForm(forms.Form):
    """What one must know to take a city in; everything else is edited on its page."""

    name = forms.CharField(
        label=_("Name der Stadt"),
        max_length=100,
        help_text=_("Wie die Stadt sich nennt, zum Beispiel „Mülheim an der Ruhr“."),
    )
    key = forms.SlugField(
        label=_("Schlüssel"),
        max_length=40,
        required=False,
        help_text=_(
            "Steht in Adressen und Importdateien und bleibt für immer gleich. Bleibt das Feld "
            "leer, wird er aus dem Namen gebildet."
        ),
    )
    summary = forms.CharField(
        label=_("Kurzfassung"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Was macht die Stadt aus? Ein, zwei Sätze."),
    )
    signed_on = forms.DateField(
        label=_("Kontrakt unterzeichnet am"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    signed_by = forms.CharField(label=_("Unterzeichnet von"), max_length=120, required=False)

    def save(self, *, user):
        """The new city as a draft, or None with the reasons at their fields."""
        try:
            return create_city(user=user, **self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error)
            return None
