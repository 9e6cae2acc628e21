"""Which fields of action have nothing yet, and in which cities."""

from collections.abc import Sequence

from django.db.models import Count
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.cities.models import CityPage
from portal.taxonomy.models import FieldOfAction

from ..models import GoodPracticePage
from .tables import Cell, Table


def gaps(cities: Sequence[CityPage], chosen: CityPage | None) -> Table:
    """How many public practices there are, field by field and city by city; two queries.

    A practice with several fields counts in each. Archived ones help nobody any more.
    """
    shown = [chosen] if chosen else list(cities)
    counts = {
        (row["fields_of_action"], row["city_path"]): row["count"]
        for row in GoodPracticePage.originals.live()
        .filter(archived_on=None)
        .annotate(city_path=Substr("path", 1, Length("path") - Page.steplen))
        .order_by()
        .values("fields_of_action", "city_path")
        .annotate(count=Count("pk"))
    }
    rows = []
    for field in FieldOfAction.objects.active():
        numbers = [counts.get((field.pk, city.path), 0) for city in shown]
        row = [Cell(field.title), *(Cell(number, marked=not number) for number in numbers)]
        if not chosen:
            row.append(Cell(sum(numbers), marked=not any(numbers)))
        rows.append(row)
    headings = [_("Handlungsfeld"), *(city.title for city in shown)]
    if not chosen:
        headings.append(_("Alle Städte"))
    return Table(headings, rows)
