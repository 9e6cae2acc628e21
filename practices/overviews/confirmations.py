"""Which reuses the source has been told of and has not answered."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.people.roles import editors_of

from ..reuse.models import Reuse
from ..reuse.selectors import with_source
from .tables import Cell, Table, days_since


def confirmations(cities: Sequence[CityPage], chosen: CityPage | None) -> Table:
    """Declared reuses without an answer, the oldest first; one query."""
    reuses = with_source(Reuse.objects.waiting().filter(practice__live=True))
    if chosen:
        reuses = reuses.filter(Q(city=chosen) | Q(practice__path__startswith=chosen.path))
    rows = []
    for reuse in reuses.select_related("practice", "city").order_by("declared_at", "pk"):
        declared = timezone.localtime(reuse.declared_at).date()
        source = reuse.source_title or ""
        rows.append(
            (
                Cell(reuse.practice.title, reverse("reuse:detail", args=[reuse.pk])),
                Cell(source),
                Cell(reuse.city.title),
                Cell(str(reuse.get_status_display())),
                Cell(editors_of(source)),
                Cell(declared),
                Cell(days_since(declared)),
            )
        )
    headings = (
        _("Praxisbeispiel"),
        _("Aus"),
        _("Nachgenutzt von"),
        _("Stand"),
        _("Wartet auf"),
        _("Eingetragen am"),
        _("Tage"),
    )
    return Table(headings, rows)
