from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cities.models import CityPage
from portal.content.importing.cities import CityChoice
from portal.content.importing.forms import TableForm, table_field


class UploadForm(TableForm):
    """The table, and the city for rows that name none."""

    file = table_field(
        label=_("Tabelle"),
        help_text=_("Eine Excel-Datei (.xlsx) oder CSV, höchstens 200 Zeilen und 20 MB."),
        accept=".xlsx,.xlsm,.csv,.txt",
    )
    city = forms.ModelChoiceField(
        label=_("Stadt"),
        queryset=CityPage.originals.none(),
        required=False,
        empty_label=_("steht in der Tabelle"),
        help_text=_("Gilt für Zeilen, in denen die Spalte „Stadt“ leer ist."),
    )

    def __init__(self, *args, cities: CityChoice, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = cities.allowed
        field = self.fields["city"]
        field.queryset = CityPage.originals.filter(pk__in=[city.pk for city in allowed])
        if len(allowed) == 1:
            field.initial = allowed[0].pk
