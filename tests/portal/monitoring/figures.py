"""Figures for the tests, in few words."""

from portal.monitoring.models import Definition, Figure, StaffGroup


def make_figure(place, group="auszubildende", definition="migrationshintergrund", **values):
    """A figure of a city, or of a place elsewhere by name; checked as the admin checks it."""
    where = {"elsewhere": place} if isinstance(place, str) else {"city": place}
    values = {"year": 2021, "source": "Personalstatistik", **values}
    figure = Figure(
        **where,
        group=StaffGroup.objects.get(key=group),
        definition=Definition.objects.get(key=definition),
        **values,
    )
    figure.full_clean()
    figure.save()
    return figure
