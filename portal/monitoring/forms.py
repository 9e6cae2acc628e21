from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from portal.cities.permissions import editable_cities, writes_for_all


class FigureForm(WagtailAdminModelForm):
    """A figure of a city that the person writes for; places elsewhere for who writes for all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cities = editable_cities(self.for_user)
        field = self.fields["city"]
        field.queryset = cities
        field.error_messages["invalid_choice"] = _(
            "Für diese Stadt dürfen Sie keine Zahlen eintragen. Fragen Sie deren Redaktion."
        )
        if not writes_for_all(self.for_user):
            # Left out and not only hidden: what a request brings along is not looked at.
            del self.fields["elsewhere"]
            field.required = True
            if len(cities) == 1:
                field.initial = cities[0].pk
                field.empty_label = None
