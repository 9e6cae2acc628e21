from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Certificate


class HolderForm(forms.Form):
    """The name on the certificate, and what the page that checks it may show."""

    holder = forms.CharField(
        label=_("Ihr Name, wie er auf der Bescheinigung stehen soll"),
        max_length=Certificate._meta.get_field("holder").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Bitte geben Sie Ihren Namen an.")},
    )
    shows_name = forms.BooleanField(label=_("Name"), required=False)
    shows_course = forms.BooleanField(label=_("Kurs und Stadt"), required=False)
    shows_date = forms.BooleanField(label=_("Datum und Gültigkeit"), required=False)

    def __init__(self, *args, certificate: Certificate, **kwargs):
        initial = {
            "holder": certificate.holder or certificate.user.get_full_name(),
            "shows_name": certificate.shows_name,
            "shows_course": certificate.shows_course,
            "shows_date": certificate.shows_date,
        }
        super().__init__(*args, initial=initial, **kwargs)
        if certificate.name_is_fixed:
            del self.fields["holder"]

    @property
    def consents(self):
        """The three fields of what is shown."""
        return [field for field in self if field.name.startswith("shows_")]


class RevocationForm(forms.Form):
    reason = forms.CharField(
        label=_("Grund"),
        max_length=Certificate._meta.get_field("revoked_reason").max_length,
        help_text=_("Die Inhaberin oder der Inhaber liest ihn. Sonst niemand."),
        error_messages={"required": _("Bitte nennen Sie den Grund.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
